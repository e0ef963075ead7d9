/** `tiyao/highlight` finds terms as a reader would: against a search that goes unit by unit. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from 'esbuild';
import { at } from '../../scripts/tools.mjs';

const { outputFiles: [{ text: code }] } = await build({ entryPoints: [at('www/npm/terms.ts')], bundle: true, write: false, format: 'esm' });
const { findTerms } = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);

const invisible = (unit) => /[\s\u00ad\u200b-\u200d\u2060\ufeff]/.test(unit);
const word = (unit) => /[\p{Script=Latin}\p{Nd}]/u.test(unit ?? '');
const folded = (unit) => unit.normalize('NFKC').toLowerCase();

/** Where `term` ends when it begins at `start`; -1 where it does not. */
function endOf(text, start, end, term) {
  const wanted = [...term].filter((unit) => !invisible(unit));
  if (invisible(text[start])) return -1;
  let at = start;
  for (const unit of wanted) {
    while (at < end && invisible(text[at])) at += 1;
    if (at >= end || folded(text[at]) !== folded(unit)) return -1;
    at += 1;
  }
  if ((word(wanted[0]) && word(text[start - 1])) || (word(wanted.at(-1)) && word(text[at]))) return -1;
  return at;
}

function slowly(text, blocks, terms) {
  const places = [];
  for (const { start: from, end } of blocks) {
    for (let start = from; start < end;) {
      const found = terms.map((term) => ({ term, start, end: endOf(text, start, end, term) })).filter((place) => place.end > 0)
        .sort((a, b) => b.term.length - a.term.length)[0];
      if (found) places.push(found);
      start = found ? found.end : start + 1;
    }
  }
  return places;
}

test('terms are found across gaps, in any width and case, never across blocks or inside a longer word', () => {
  let seed = 7;
  const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
  const pick = (list) => list[random(list.length)];
  const units = [...'新质生产力生产5gＧ５aA。'];
  const gaps = [' ', '\n', '\u3000', '\u200b', '\u00ad', '  '];
  let found = 0;
  for (let round = 0; round < 3000; round += 1) {
    let text = '';
    const blocks = [];
    for (let count = 1 + random(4); count; count -= 1) {
      if (text) text += '\0';
      const start = text.length;
      text += Array.from({ length: 1 + random(12) }, (_, i) => (i && random(4) === 0 ? pick(gaps) : '') + pick(units)).join('');
      blocks.push({ start, end: text.length });
    }
    // No two of one length at one place: which of them counts is nobody's business.
    const terms = ['新质生产力', '生产', '力', '5G', 'a'].filter(() => random(3));
    const counts = new Map();
    const places = findTerms(text, terms, counts);
    for (const term of terms) assert.equal(counts.get(term), places.filter((place) => place.term === term).length);
    assert.deepEqual(places, slowly(text, blocks, terms), JSON.stringify({ text, blocks, terms }));
    found += places.length;
  }
  assert.ok(found > 3000);
});

test('of terms that differ by width and case the first is counted', () => {
  const counts = new Map([['5g', 0], ['５Ｇ', 0], ['6G', 0]]);
  findTerms('5G基站与5g手机', [...counts.keys()], counts);
  assert.deepEqual([...counts], [['5g', 2], ['５Ｇ', 0], ['6G', 0]]);
});

test('a term of nothing but gaps is nowhere, and marks are no pattern', () => {
  assert.deepEqual(findTerms('新质 生产力', ['', ' ', '\u200b']), []);
  assert.deepEqual(findTerms('C++ 与 (a|b) [^-]', ['C++', '(a|b)', '[^-]', '.']), [{ term: 'C++', start: 0, end: 3 }, { term: '(a|b)', start: 6, end: 11 }, { term: '[^-]', start: 12, end: 16 }]);
});

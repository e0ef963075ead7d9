/** The scorers of `npm run eval`, by hand-counted cases; and the tables from files. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { keywords, segmentation, summaries, units, within } from '../../benches/eval/scores.mjs';
import { evaluate } from '../../scripts/eval.mjs';

const near = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-12, `${actual}, expected ${expected}`);

test('words: right, boundaries, crossings', () => {
  // 研究生|命|起源 against 研究|生命|起源: one word of three right; the boundary before 起源 of two each.
  const one = segmentation([{ gold: ['研究', '生命', '起源'], words: ['研究生', '命', '起源'] }]);
  near(one.precision, 1 / 3);
  near(one.f1, 1 / 3);
  near(one.boundaryF1, 1 / 2);
  near(one.crossing, 1 / 3);
  // Grain is no crossing; white space does not count; 𠮷 is one character.
  const grain = segmentation([{ gold: ['𠮷野', '家', '开业'], words: ['𠮷野家', '开', ' ', '业'] }]);
  assert.deepEqual([grain.precision, grain.recall, grain.crossing], [0, 0, 0]);
  // Words that spell another text are counted, and none is right.
  const wrong = segmentation([{ gold: ['灯塔'], words: ['灯', '塔'] }, { gold: ['灯塔'], words: ['灯台'] }, { gold: ['灯塔'], words: ['灯塔'] }]);
  near(wrong.precision, 1 / 4);
  near(wrong.recall, 1 / 3);
});

test('keywords: the best k, whatever their width and case', () => {
  const { f1, recall } = keywords([{ gold: ['AI', '灯塔', '渔船'], keywords: ['ＡＩ', 'ai', '港口', '灯塔'] }], 2);
  near(recall, 1 / 3);
  near(f1, 2 * (1 / 2) * (1 / 3) / (1 / 2 + 1 / 3));
  // Precision is of those given; no answer scores nothing.
  near(keywords([{ gold: ['灯塔'], keywords: ['灯塔'] }, { gold: ['灯塔'], keywords: [] }], 5).f1, 1 / 2);
});

test('summaries: characters, runs of Latin, the best reference', () => {
  assert.deepEqual(units('Ａ股涨 3.5%，AI！'), ['a', '股', '涨', '3.5', 'ai']);
  const { one, two, longest, mean } = summaries([{ gold: ['甲乙丙丁', '戊'], summary: units('甲丙乙丁') }]);
  assert.deepEqual([one, two, longest], [1, 0, 3 / 4]);
  near(mean, 1.75 / 3);
  assert.equal(summaries([{ gold: ['甲'], summary: [] }]).mean, 0);
  // The longest common subsequence against the plain way of counting it.
  for (let seed = 1, next = () => (seed = (seed * 48271) % 2147483647); seed && next() % 40;) {
    const [a, b] = [next() % 70, next() % 70].map((length) => Array.from({ length }, () => '甲乙丙丁'[next() % 4]));
    const table = [new Array(b.length + 1).fill(0)];
    a.forEach((x, i) => table.push(b.reduce((row, y, j) => [...row, x === y ? table[i][j] + 1 : Math.max(row[j], table[i][j + 1])], [0])));
    const expected = a.length && b.length ? (2 * table[a.length][b.length]) / (a.length + b.length) : 0;
    near(summaries([{ gold: [b.join('')], summary: a }]).longest, expected);
  }
  assert.deepEqual(within([{ place: 3, text: '丁戊。' }, { place: 0, text: '甲，乙丙。' }], 4), ['甲', '乙', '丁', '戊']);
});

test('tables of a folder', (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tiyao-eval-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = (name, ...records) => writeFileSync(path.join(folder, name), `${records.map((record) => JSON.stringify(record)).join('\n')}\n`);
  file('seg_own.jsonl', { id: 1, text: '灯塔亮了', gold: ['灯塔', '亮', '了'] }, { id: 2, text: '无' });
  file('kw_own.jsonl', { id: 'a', title: '灯塔', text: '灯塔亮了。', gold: ['灯塔'] });
  file('sum_own.jsonl', { id: 'b', text: '天黑了。灯塔亮了。', gold: '灯塔亮了' });
  file('other.jsonl', { id: 1 });
  const asked = [];
  const answer = (args, input) => {
    asked.push([args.join(' '), input]);
    const { id } = JSON.parse(input);
    const made = args[0] === 'segment' ? { tokens: ['灯塔', '亮了'] } : { keywords: [{ term: '灯塔' }], sentences: [{ start: 0, end: 4, rank: 1 }, { start: 4, end: 9, rank: 0 }] };
    return `${JSON.stringify({ id, ...made })}\n`;
  };
  const tables = evaluate(folder, answer, { dictionary: 'full', chars: 4 });
  assert.match(tables, /\| seg_own \| 1 \| 50\.0 \| 33\.3 \| 40\.0 \| 66\.7 \| 0\.00 \|/);
  assert.match(tables, /\| kw_own \| 1 \| 100\.0 \| 100\.0 \| 100\.0 \| 100\.0 \|/);
  assert.match(tables, /\| sum_own \| 1 \| 100\.0 \| 100\.0 \| 100\.0 \| 100\.0 \|/);
  assert.match(tables, /\| sum_own, first sentences \| 1 \| 50\.0 \| 0\.0 \| 25\.0 \| 25\.0 \|/);
  assert.ok(asked.every(([args]) => args.endsWith('--dictionary full')));
  assert.throws(() => evaluate(folder, (args, input) => `${JSON.stringify({ id: JSON.parse(input).id, error: 'no' })}\n`), /no/);
});

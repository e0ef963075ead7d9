/** Where terms stand in a text, as a reader would see them. */

export interface Place {
  /** As it was given. */
  term: string;
  start: number;
  end: number;
}

/** What may stand inside a term: white space, and characters that nobody sees. */
const GAPS = /[\s\u00ad\u200b-\u200d\u2060\ufeff]+/g;
/** Capitals, and what is set at full width: each folds to one code unit. */
const FOLDED = /[A-Z\uff01-\uff5e]/g;
const WORD = /[\p{Script=Latin}\p{Nd}]/u;

/**
 * Finds `terms` inside `blocks` of `text`, in text order, not overlapping, the longer where two begin together. White space
 * and invisible characters inside a term are passed over, width and case of Latin letters too; a term that begins or ends
 * with a letter or digit does not match inside a longer word.
 */
export function findTerms(text: string, blocks: readonly { start: number; end: number }[], terms: readonly string[]): Place[] {
  const byFold = new Map<string, { term: string; first: boolean; last: boolean }>();
  for (const term of terms) {
    const folded = fold(term).replace(GAPS, '');
    if (folded && !byFold.has(folded)) byFold.set(folded, { term, first: WORD.test(folded[0]!), last: WORD.test(folded.at(-1)!) });
  }
  if (!byFold.size) return [];
  const longestFirst = [...byFold.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map((term) => term.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g');
  // All blocks at once: asking a thousand of them one by one takes several times as long.
  const { closed, stretches } = close(fold(text), blocks);
  const places: Place[] = [];
  let at = 0;
  for (let match = pattern.exec(closed); match; match = pattern.exec(closed)) {
    const { index, 0: found } = match;
    const { term, first, last } = byFold.get(found)!;
    const final = index + found.length - 1;
    while (at + 1 < stretches.length && stretches[at + 1]!.at <= index) at++;
    let to = at;
    while (to + 1 < stretches.length && stretches[to + 1]!.at <= final) to++;
    const start = index + stretches[at]!.shift;
    const end = final + stretches[to]!.shift + 1;
    // Inside a longer word; a shorter term may still begin one character further on.
    if ((first && WORD.test(text[start - 1] ?? '')) || (last && WORD.test(text[end] ?? ''))) pattern.lastIndex = index + 1;
    else places.push({ term, start, end });
  }
  return places;
}

const fold = (text: string): string => text.replace(FOLDED, (char) => {
  const unit = char.charCodeAt(0);
  return (unit > 0x80 ? String.fromCharCode(unit - 0xfee0) : char).toLowerCase();
});

/** The text without gaps, a line end for each border of blocks; and where in it each stretch that was left begins, with what leads back to `text`. */
function close(text: string, blocks: readonly { end: number }[]): { closed: string; stretches: { at: number; shift: number }[] } {
  const parts: string[] = [];
  const stretches = [{ at: 0, shift: 0 }];
  let from = 0;
  let length = 0;
  let block = 0;
  for (const { index, 0: gap } of text.matchAll(GAPS)) {
    const next = index + gap.length;
    let part = text.slice(from, index);
    while (block < blocks.length && blocks[block]!.end < index) block++;
    if (block < blocks.length && blocks[block]!.end < next) part += '\n';
    parts.push(part);
    length += part.length;
    from = next;
    stretches.push({ at: length, shift: from - length });
  }
  return { closed: parts.join('') + text.slice(from), stretches };
}

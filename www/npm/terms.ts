/** Where terms stand in a text, as a reader would see them. */

export interface Place {
  /** As it was given. */
  term: string;
  start: number;
  end: number;
}

const IGNORED = /[\s\u00ad\u200b-\u200d\u2060\ufeff]/;
const GAPS = new RegExp(`${IGNORED.source}+`, 'g');
/** Capitals, and what is set at full width: each folds to one code unit. */
const FOLDED = /[A-Z\uff01-\uff5e]/g;
const WORD = /[\p{Script=Latin}\p{Nd}]/u;

/**
 * Finds `terms` inside `blocks` of `text`, in text order, not overlapping, the longer where two begin together. White space
 * and invisible characters inside a term are passed over, width and case of Latin letters too; a term that begins or ends
 * with a letter or digit does not match inside a longer word.
 */
export function findTerms(text: string, blocks: readonly { start: number; end: number }[], terms: readonly string[]): Place[] {
  const byFold = new Map<string, string>();
  for (const term of terms) {
    const folded = fold(term, 0, term.length).text;
    if (folded && !byFold.has(folded)) byFold.set(folded, term);
  }
  if (!byFold.size) return [];
  const longestFirst = [...byFold.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map((term) => term.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'), 'g');
  const places: Place[] = [];
  for (const block of blocks) {
    const { text: folded, at } = fold(text, block.start, block.end);
    pattern.lastIndex = 0;
    for (let match = pattern.exec(folded); match; match = pattern.exec(folded)) {
      const last = match.index + match[0].length;
      const start = at(match.index);
      const end = at(last - 1) + 1;
      if ((joins(text, start - 1, start) && start > block.start) || (joins(text, end - 1, end) && end < block.end)) {
        // A shorter term may still begin one character further on.
        pattern.lastIndex = match.index + 1;
        continue;
      }
      places.push({ term: byFold.get(match[0])!, start, end });
    }
  }
  return places;
}

/** Whether the two characters belong to one Latin word or number. */
function joins(text: string, before: number, after: number): boolean {
  return WORD.test(text[before] ?? '') && WORD.test(text[after] ?? '');
}

/** What is compared, and the offset in `text` of each of its code units. Nearly all text stands as it is compared: it is never walked unit by unit. */
function fold(text: string, start: number, end: number): { text: string; at: (unit: number) => number } {
  const folded = text.slice(start, end).replace(FOLDED, (char) => {
    const unit = char.charCodeAt(0);
    return (unit > 0x80 ? String.fromCharCode(unit - 0xfee0) : char).toLowerCase();
  });
  if (!IGNORED.test(folded)) return { text: folded, at: (unit) => start + unit };
  const at: number[] = [];
  let kept = '';
  let from = 0;
  const keep = (to: number): void => {
    kept += folded.slice(from, to);
    for (; from < to; from++) at.push(start + from);
  };
  for (const { index, 0: gap } of folded.matchAll(GAPS)) {
    keep(index);
    from = index + gap.length;
  }
  keep(folded.length);
  return { text: kept, at: (unit) => at[unit]! };
}

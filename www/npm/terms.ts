/** Where terms stand in a text, as a reader would see them. */

export interface Place {
  /** As it was given. */
  term: string;
  start: number;
  end: number;
}

const IGNORED = /[\s\u00ad\u200b-\u200d\u2060\ufeff]/;
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
      const start = at[match.index]!;
      const end = at[last - 1]! + 1;
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

/** What is compared, with the offset of each of its code units. */
function fold(text: string, start: number, end: number): { text: string; at: Uint32Array } {
  const at = new Uint32Array(end - start);
  let folded = '';
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    const char = text[i]!;
    if (unit > 0x20 && unit < 0x80) folded += char.toLowerCase();
    else if (unit >= 0xff01 && unit <= 0xff5e) folded += String.fromCharCode(unit - 0xfee0).toLowerCase();
    else if (IGNORED.test(char)) continue;
    else folded += char;
    at[folded.length - 1] = i;
  }
  return { text: folded, at };
}

/** Where terms stand in a text, as a reader would see them. */

export interface Place {
  /** As it was given. */
  term: string;
  start: number;
  end: number;
}

/** What may stand inside a term: white space, and characters that nobody sees. */
const GAP = '[\\s\u00ad\u200b-\u200d\u2060\ufeff]';
const GAPS = new RegExp(`${GAP}+`, 'g');
/** ASCII, and the same at full width. */
const HALF = /[!-~]/;
const FULL = /[\uff01-\uff5e]/g;
const WORD = /[\p{Script=Latin}\p{Nd}]/u;

interface Term { term: string; first: boolean; last: boolean; count: number }

/**
 * Finds `terms` in a text whose blocks "\0" parts, in its order, not overlapping, the longer where two begin together. White
 * space and invisible characters inside a term are passed over, width and case of Latin letters too; a term that begins or ends
 * with a letter or digit does not match inside a longer word. How often each was found is set in `counts`; where two differ by no
 * more than that, the one given first.
 */
export function findTerms(text: string, terms: readonly string[], counts?: Map<string, number>): Place[] {
  const byFold = new Map<string, Term>();
  for (const term of terms) {
    const folded = fold(term);
    if (folded && !byFold.has(folded)) byFold.set(folded, { term, first: ofWord(folded[0]!), last: ofWord(folded.at(-1)!), count: 0 });
  }
  if (!byFold.size) return [];
  const longestFirst = [...byFold.keys()].sort((a, b) => b.length - a.length);
  // The pattern knows of gaps, width and case: going over the text for each of them first takes several times as long.
  const pattern = new RegExp(longestFirst.map((term) => term.split('').map(either).join(`${GAP}*`)).join('|'), 'g');
  const places: Place[] = [];
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const { index: start, 0: found } = match;
    const end = start + found.length;
    const meant = byFold.get(found) ?? byFold.get(fold(found))!;
    // Inside a longer word; a shorter term may still begin one character further on.
    if ((meant.first && ofWord(text[start - 1] ?? '')) || (meant.last && ofWord(text[end] ?? ''))) pattern.lastIndex = start + 1;
    else {
      places.push({ term: meant.term, start, end });
      meant.count++;
    }
  }
  byFold.forEach(({ term, count }) => counts?.set(term, count));
  return places;
}

/** Most terms are of Han characters: the pattern, which takes engines half a millisecond to make, is not for them. */
const ofWord = (unit: string): boolean => (unit < '\u3400' || unit > '\u9fff') && WORD.test(unit);

const fold = (text: string): string => text.replace(GAPS, '').replace(FULL, (unit) => String.fromCharCode(unit.charCodeAt(0) - 0xfee0)).replace(/[A-Z]/g, (unit) => unit.toLowerCase());

/** A pattern of one unit of a folded term in every width and case. */
function either(unit: string): string {
  if (!HALF.test(unit)) return unit;
  return `[${[unit, unit.toUpperCase()].flatMap((one) => [one.charCodeAt(0), one.charCodeAt(0) + 0xfee0]).map((code) => `\\u${code.toString(16).padStart(4, '0')}`).join('')}]`;
}

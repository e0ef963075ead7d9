/** An analysed article, and the questions that the interface asks about it. Nothing here touches the DOM. */
import { search } from '../page/search';
import type { Analysis, Sentence } from '../protocol';

export interface Span {
  start: number;
  end: number;
}

export interface Reading {
  text: string;
  title: string;
  /** BCP 47 of the article. */
  lang: string;
  analysis: Analysis;
}

/** Source text as it is read: white space closed up between Han characters, single elsewhere, no invisible characters. */
export function tidy(source: string): string {
  return source
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/([\u2e80-\uffef]) (?=[\u2e80-\uffef])/g, '$1')
    .trim();
}

export const tidySpan = ({ text }: Reading, { start, end }: Span): string => tidy(text.slice(start, end));

/** Characters that count for the length and time of reading. */
export const lengthOf = ({ text }: Reading): number => [...text.replace(/\s+/g, '')].length;

/** Minutes at 450 characters a minute, a usual pace for news. */
export const minutesOf = (reading: Reading): number => Math.max(1, Math.round(lengthOf(reading) / 450));

export const placesOf = (reading: Reading, keyword: number): number => (reading.analysis.keywords[keyword]?.spans.length ?? 0) / 2;

/** Place `occurrence` of a keyword. */
export function placeOf({ analysis }: Reading, keyword: number, occurrence: number): Span | null {
  const spans = analysis.keywords[keyword]?.spans;
  const start = spans?.[2 * occurrence];
  const end = spans?.[2 * occurrence + 1];
  return start === undefined || end === undefined ? null : { start, end };
}

/** Index of the last of `list` (in text order) that starts at or before `offset`; -1 for none. */
const lastBefore = (list: readonly Span[], offset: number): number => search(list.length, (index) => list[index]!.start > offset) - 1;

/** Index of the sentence that covers `offset`; -1 where none does. */
export function sentenceAt({ analysis: { sentences } }: Reading, offset: number): number {
  const at = lastBefore(sentences, offset);
  return at >= 0 && offset < sentences[at]!.end ? at : -1;
}

/** Indices of the sentences in a summary of at most `count`, in text order. */
export function summaryOf({ analysis }: Reading, count: number): number[] {
  return analysis.sentences.flatMap(({ rank }, index) => (rank !== null && rank < count ? index : []));
}

/** How many sentences a summary can have. */
export const longestOf = ({ analysis }: Reading): number => analysis.sentences.reduce((n, { rank }) => n + (rank === null ? 0 : 1), 0);

/** The sentences that say a keyword, each with the occurrences in it. */
export function saying(reading: Reading, keyword: number): { sentence: Sentence; occurrences: number[] }[] {
  const found: { sentence: Sentence; occurrences: number[] }[] = [];
  for (let occurrence = 0; occurrence < placesOf(reading, keyword); occurrence += 1) {
    const sentence = reading.analysis.sentences[sentenceAt(reading, placeOf(reading, keyword, occurrence)!.start)];
    if (!sentence) continue;
    const last = found.at(-1);
    if (last?.sentence === sentence) last.occurrences.push(occurrence);
    else found.push({ sentence, occurrences: [occurrence] });
  }
  return found;
}

/** The first place of a keyword in each section (in the whole text where there are no sections). */
export function firstPlaces(reading: Reading, keyword: number): Span[] {
  const { sections } = reading.analysis;
  const places: Span[] = [];
  let before = NaN;
  for (let occurrence = 0; occurrence < placesOf(reading, keyword); occurrence += 1) {
    const place = placeOf(reading, keyword, occurrence)!;
    const section = lastBefore(sections, place.start);
    if (section !== before) places.push(place);
    before = section;
  }
  return places;
}

export const allPlaces = (reading: Reading, keyword: number): Span[] =>
  Array.from({ length: placesOf(reading, keyword) }, (_, occurrence) => placeOf(reading, keyword, occurrence)!);

/**
 * A text directive that finds a sentence on the page: its first and last clause. Engines want a term to begin and end at a
 * word's edge, which in Chinese only punctuation assures.
 */
export function textDirective(sentence: string): string {
  const clauses = sentence.match(/[^，；：、。！？]+[，；：、。！？]*/g) ?? [];
  const [first = '', last = ''] = [clauses[0], clauses.length > 1 ? clauses.at(-1) : ''];
  const code = (part: string): string => encodeURIComponent(part.trim()).replace(/-/g, '%2D');
  return sentence.length <= 24 || !last ? `text=${code(sentence)}` : `text=${code(first)},${code(last)}`;
}

/**
 * The record that `tiyao analyze --html` puts into a page: an analysis as quotes without white space, looked up again in
 * the text that the page shows. Whatever it holds came with the page and is checked: nothing of it but strings, numbers
 * and places found in the text goes on. docs/embedding.md describes the format.
 */
import type { Options } from './options';
import type { Analysis, Keyword, KeywordKind, Reason, Sentence, Section } from './protocol';

interface Span { start: number; end: number }
type Fields = Record<string, unknown>;

/** Everything but what quotes leave out: white space and invisible characters. */
const WORDS = /[^\s\u0085\u00ad\u200b-\u200d\u2060]+/g;
/** So much of it must be found, of sentences and of keywords, and so much of the text be said by it, or it is of another article. */
const FOUND = 0.95;
const SAID = 0.8;

const list = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(Object) : []);
const share = (value: unknown): number => (typeof value === 'number' ? Math.min(1, Math.max(0, value)) : 0);
const whole = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;
const word = (value: unknown): string => (typeof value === 'string' ? value : '');
const oneOf = <T extends string>(value: unknown, ...all: T[]): T | undefined => all.find((one) => one === value);

/** The text of a page, where quotes are found. */
interface Quotes {
  /** All places of a string, white space apart, overlapping ones too. */
  places(quote: string): Span[];
  /** The analysis of the first record on the page that says enough of this text; yields where it may pause. */
  recorded(document: Document): Generator<undefined, Analysis | null>;
}

function quotesIn(text: string): Quotes {
  const at: number[] = [];
  let bare = '';
  for (const { 0: piece, index } of text.matchAll(WORDS)) {
    for (let i = 0; i < piece.length; i += 1) at.push(index + i);
    bare += piece;
  }
  const spanAt = (from: number, length: number): Span => ({ start: at[from]!, end: at[from + length - 1]! + 1 });
  const known = new Map<string, number[]>();
  const startsOf = (quote: string): number[] => {
    let starts = known.get(quote);
    if (!starts) {
      known.set(quote, starts = []);
      for (let from = bare.indexOf(quote); quote && from >= 0; from = bare.indexOf(quote, from + 1)) starts.push(from);
    }
    return starts;
  };

  function* read(record: unknown): Generator<undefined, Analysis | null> {
    const { version, ...given } = Object(record) as Fields;
    if (version !== 1) return null;

    // Sentences follow each other, so most are found where the last one ended.
    let end = 0;
    let said = 0;
    const placeOf = ({ quote, occurrence }: Fields, follows: boolean): Span | null => {
      const sought = word(quote);
      const from = follows && sought && bare.startsWith(sought, end) ? end : startsOf(sought)[whole(occurrence) ? occurrence : -1];
      if (from === undefined || from < end) return null;
      end = from + sought.length;
      said += sought.length;
      return spanAt(from, sought.length);
    };
    const asked = list(given.sentences);
    const index = new Map<number, number>();
    const sentences: Sentence[] = [];
    const limit = asked.length * FOUND;
    for (let i = 0; i < asked.length; i += 1) {
      yield;
      const { score, rank, reasons, fold } = asked[i]!;
      const place = placeOf(asked[i]!, true);
      if (!place) {
        if (asked.length - i - 1 + sentences.length < limit) return null;
        continue;
      }
      index.set(i, sentences.length);
      const inside = whole(fold) && fold > 0 ? at[end - word(asked[i]!.quote).length + fold] : undefined;
      sentences.push({
        ...place, score: share(score), rank: whole(rank) ? rank : null,
        reasons: list(reasons).flatMap((reason) => oneOf<Reason>(String(reason), 'lead', 'sectionLead', 'paragraphLead', 'title', 'keywords', 'central', 'cue', 'figures', 'abstract', 'conclusion') ?? []),
        ...(inside !== undefined && inside < place.end && { fold: inside }),
      });
    }
    if (!sentences.length || said < bare.length * SAID) return null;
    // Without gaps, since a summary of three is the ranks below three.
    sentences.filter(({ rank }) => rank !== null).sort((a, b) => a.rank! - b.rank!).forEach((sentence, rank) => { sentence.rank = rank; });

    let sought = 0;
    let found = 0;
    const keywords: Keyword[] = [];
    for (const { term, score, kind, tag, quotes } of list(given.keywords)) {
      yield;
      const places: number[] = [];
      for (const { quote, occurrences } of list(quotes)) {
        const starts = startsOf(word(quote));
        for (const occurrence of Array.isArray(occurrences) ? occurrences : []) {
          sought += 1;
          const from = starts[whole(occurrence) ? occurrence : -1];
          if (from === undefined) continue;
          const { start, end: stop } = spanAt(from, word(quote).length);
          places.push(start, stop);
        }
      }
      found += places.length / 2;
      // One that only the title says has no places.
      if (word(term) && (places.length || !list(quotes).length)) keywords.push(keyword(word(term), places, share(score), oneOf<KeywordKind>(kind, 'phrase', 'coinage', 'latin'), word(tag)));
    }
    if (found < sought * FOUND) return null;

    end = 0;
    const sections = list(given.sections).flatMap((section): Section[] => {
      const place = placeOf(section, false);
      const { level, sentence } = section;
      return place ? [{ ...place, level: whole(level) ? Math.min(6, level) || 1 : 1, sentence: index.get(sentence as number) ?? null }] : [];
    });
    const summary = (Array.isArray(given.summary) ? given.summary : []).flatMap((i) => index.get(i) ?? []).sort((a, b) => a - b);
    return { keywords, sentences, summary: [...new Set(summary)], sections };
  }

  return {
    places: (quote) => {
      const sought = quote.match(WORDS)?.join('') ?? '';
      return startsOf(sought).map((from) => spanAt(from, sought.length));
    },
    *recorded(document) {
      for (const script of document.querySelectorAll('script[type="application/json"][data-tiyao]')) {
        let record: unknown;
        try {
          record = JSON.parse(script.textContent!);
        } catch {
          continue;
        }
        const analysis = yield* read(record);
        if (analysis) return analysis;
      }
      return null;
    },
  };
}

/** A keyword at `places`, `[start, end, …]` in any order. */
function keyword(term: string, places: readonly number[], score = 0, kind: KeywordKind = 'word', tag = ''): Keyword {
  const starts = places.filter((_, i) => i % 2 === 0);
  const order = starts.map((_, i) => i).sort((a, b) => starts[a]! - starts[b]!).filter((i, n, all) => !n || starts[i] !== starts[all[n - 1]!]);
  return { term, score, count: order.length, kind, tag, spans: Uint32Array.from(order.flatMap((i) => [places[2 * i]!, places[2 * i + 1]!])) };
}

/** What the page itself carries of its analysis, with the publisher's terms; `null` where that is not enough. Yields where it may pause. */
export function* published(document: Document, text: string, options: Options, explained: readonly string[]): Generator<undefined, Analysis | null> {
  const quotes = quotesIn(text);
  const analysis = yield* quotes.recorded(document);
  if (!analysis) return null;
  const keywords = analysis.keywords.filter(({ term }) => !options.blocked.includes(term)).slice(0, options.keywords);
  for (const term of [...options.pinned, ...explained]) {
    const places = quotes.places(term);
    if (places.length && !keywords.some((known) => known.term === term)) keywords.push(keyword(term, places.flatMap(({ start, end }) => [start, end])));
  }
  return { ...analysis, keywords };
}

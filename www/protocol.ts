/**
 * What crosses between the page and the engine in its worker.
 *
 * A request is `{ id, method, args }`; the answer carries the same id and either a result or an error. Offsets are
 * UTF-16 code units of the text that was sent, half-open, so `text.slice(start, end)` is the word. Lists of spans cross
 * as flat `Uint32Array`s `[start, end, start, end, …]`: they are transferred, not copied, and cost no object per span.
 */

export type SegmentMode = 'exact' | 'search' | 'all';

/** Which repairs a text gets before it is read; all default to `true`. */
export interface RepairOptions {
  lines?: boolean;
  spaces?: boolean;
  width?: boolean;
  punctuation?: boolean;
  invisible?: boolean;
  markdown?: boolean;
  script?: boolean;
}

export interface SegmentOptions {
  /** Default `'exact'`. */
  mode?: SegmentMode;
  /** Join unknown characters into words by a hidden Markov model. Default `true`. */
  hmm?: boolean;
  /** Whether to look up parts of speech. Default `true`; without them a text is cut faster. */
  tags?: boolean;
  /** `false` switches every repair off. Default: all on. */
  repair?: RepairOptions | false;
}

/** Tokens in text order. */
export interface Segmentation {
  /** `[start, end, …]` */
  spans: Uint32Array;
  /** Part of speech of each token, jieba's notation; empty where the option `tags` is `false`. */
  tags: string[];
}

export type BlockKind =
  | 'paragraph' | 'title' | 'heading' | 'listItem' | 'tableRow' | 'verse' | 'abstract' | 'keywordLine' | 'contents'
  | 'byline' | 'dateline' | 'credit' | 'caption' | 'navigation' | 'copyright' | 'relatedLinks' | 'reference';

/** A block of the text as the page's markup shows it. */
export interface BlockHint {
  start: number;
  end: number;
  /** What the markup says it is; absent leaves that to the text. */
  kind?: BlockKind;
  /** Depth of a heading, 1 to 6. */
  level?: number;
  /**
   * Where the markup alone does not say that another block begins: only a line end parts it from the block before, or an empty
   * line (or an element of its own, as every line of a hard-wrapped text may have). The text tells whether both are one. Absent: a block of its own.
   */
  border?: 'line' | 'emptyLine';
}

export interface AnalyzeInput {
  text: string;
  title?: string;
  blocks?: BlockHint[];
}

export interface KeywordOptions {
  /** At most so many. Default 10. */
  limit?: number;
  /** Only keywords with at least this score, 0 to 1. Default: the first five whatever they score, of the others those of at least 0.01; all of a text in the words of papers. */
  minScore?: number;
  pinned?: string[];
  blocked?: string[];
  stopWords?: string[];
}

/** How much of a summary: what suits the text, or at most so many sentences, characters, or part of the text (0 to 1). */
export type SummaryBudget = 'auto' | { sentences: number } | { chars: number } | { ratio: number };

export interface AnalyzeOptions {
  keywords?: KeywordOptions;
  summary?: {
    budget?: SummaryBudget;
    /** What the publisher gives as a summary of this article; it comes back as `ownSummary` where it is one. */
    own?: string;
  };
  repair?: RepairOptions | false;
}

export type KeywordKind = 'word' | 'phrase' | 'coinage' | 'latin';

export interface Keyword {
  /** In repaired form, in the characters of the text. */
  term: string;
  /** 0 to 1, comparable within one text. */
  score: number;
  /** Occurrences in the text (not in the title). */
  count: number;
  kind: KeywordKind;
  /** Part of speech, jieba's notation. */
  tag: string;
  /** All places in text order: `[start, end, …]`. */
  spans: Uint32Array;
}

export type Reason =
  | 'lead' | 'sectionLead' | 'paragraphLead' | 'title' | 'keywords' | 'central' | 'cue' | 'figures' | 'abstract' | 'conclusion';

export interface Sentence {
  start: number;
  end: number;
  /** 0 to 1, comparable within one text. */
  score: number;
  /** Order of joining an ever longer summary, 0 first; `null` for what is no sentence of the article. */
  rank: number | null;
  /** Why it ranks there, most telling first. */
  reasons: Reason[];
  /** Where a display short of room may cut a sentence of more than 110 characters, which it must show. */
  fold?: number;
}

/** One section of a text with headings. */
export interface Section {
  /** The heading's place. */
  start: number;
  end: number;
  /** Depth of the heading, 1 to 6. */
  level: number;
  /** The sentence that speaks for the section, an index into `sentences`; `null` where it has none. */
  sentence: number | null;
}

export interface Analysis {
  /** Best first. */
  keywords: Keyword[];
  /** All sentences in text order. */
  sentences: Sentence[];
  /** Indices into `sentences`, in text order. */
  summary: number[];
  /** Outline of the text; empty where it has no headings. */
  sections: Section[];
  /**
   * The publisher's own summary as the option `summary.own` gave it. Absent where none was given, or what was given says too
   * little of this text, repeats the title, or is the head of the text cut off.
   */
  ownSummary?: string;
}

/** Methods of the engine. */
export interface Methods {
  /** Fetches wasm and dictionary and makes the analyzer. */
  start(args: StartArgs): { words: number };
  segment(args: { text: string; options?: SegmentOptions }): Segmentation;
  analyze(args: { input: AnalyzeInput; options?: AnalyzeOptions }): Analysis;
  addWords(args: { words: string }): { added: number; skipped: { line: number; reason: string }[] };
}

/** Where an asset comes from: its URL, or what was fetched already. */
export type Source = string | ArrayBuffer | WebAssembly.Module;

export interface StartArgs {
  wasm: Source;
  dictionary: string | ArrayBuffer;
  /** Subresource integrity of each, `sha256-…`; empty or absent for none. */
  wasmIntegrity?: string;
  dictionaryIntegrity?: string;
}

export type Request = { [M in keyof Methods]: { id: number; method: M; args: Parameters<Methods[M]>[0] } }[keyof Methods];

export type Response =
  | { id: number; result: unknown }
  | { id: number; error: { code: string; message: string; fatal: boolean } };

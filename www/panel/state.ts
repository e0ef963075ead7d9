/** What the panel shows and what the reader can ask of the widget. */
import type { Options } from '../options';
import type { Reading } from './reading';

export interface State {
  /** Absent until the article has been read. */
  reading: Reading | null;
  /** Whether the card is open (always, where it stands in the text's flow). */
  open: boolean;
  /** The small stepper: at the bottom of the window, beside a place in the text, or nowhere. */
  stepper: 'bar' | (() => DOMRect | null) | null;
  /** Sentences in the summary. */
  length: number;
  /** Index of the chosen keyword, -1 for none. */
  keyword: number;
  occurrence: number;
  /** Index of the sentence last gone to, -1 for none. */
  sentence: number;
  marks: Options['marks'];
  markSummary: boolean;
  /** Whether the reader has just turned the widget off. */
  off: boolean;
}

export interface Actions {
  open(open: boolean): void;
  /** Chooses a keyword's occurrence and goes there; `go: false` only paints it. */
  keyword(keyword: number, occurrence: number, go?: boolean): void;
  /** Steps to the next (1) or previous (-1) occurrence of the chosen keyword, or sentence of the summary. */
  step(by: number): void;
  /** Goes to a sentence. */
  sentence(index: number): void;
  /** Goes to the heading of a section. */
  section(index: number): void;
  /** Marks the sentence being read aloud, -1 for none. */
  spoken(index: number): void;
  /** Takes the stepper away, and the chosen keyword with it. */
  dismiss(): void;
  length(count: number): void;
  marks(marks: Options['marks']): void;
  markSummary(on: boolean): void;
  off(off: boolean): void;
}

/** What the publisher says of a term. */
export interface Explain {
  node: HTMLElement;
  update(term: string): void;
}

/** A part of the panel: made once, brought up to date often. */
export interface Part {
  node: HTMLElement;
  update(state: State): void;
}

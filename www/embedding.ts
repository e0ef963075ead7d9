/** What the loader and the widget's script hand each other. Types only. */
import type { Extra } from './extra';
import type { Analysis } from './protocol';

/** What the loader knows when the page is idle. */
export interface Embedding {
  /** The tag's `data-*` attributes, as written. Untrusted. */
  readonly data: Readonly<Record<string, string | undefined>>;
  /** Where the assets lie: absolute, with a slash at its end. */
  readonly base: string;
  /** Save-Data, a slow connection or little memory: ask for engine and dictionary only when the reader taps, and never for the full tier. */
  readonly light: boolean;
  /** URL of the worker's script. The loader alone knows its name, so that with another engine the widget is the same file. */
  readonly worker: string;
  /** A worker that has been told to start, or none: whoever takes it out ends it. */
  readonly workers: Worker[];
  /** What `new Worker` takes where the page requires Trusted Types. */
  readonly trusted: (url: string) => string;
  /** Loads the script of what only some pages need, once. */
  readonly extra: () => Promise<Extra>;
  /** Aborted when everything is to be given back, also before `mount` has answered. */
  readonly signal: AbortSignal;
  /** Reports what goes wrong for good after `mount` has answered; the loader warns once and gives everything back. */
  readonly fail: (error: unknown) => void;
}

/** A widget on an article. */
export interface Mounted {
  readonly text: string;
  readonly analysis: Analysis;
  readonly article: object;
  dispose(): void;
}

/**
 * Puts a widget on the page's article and answers when its highlights are painted; `null` where the page has no
 * article. With `light` it answers after the reader's tap. Rejects on any failure, after giving back what it took.
 */
export type Mount = (embedding: Embedding) => Promise<Mounted | null>;

/** The `<script>` element of such a script while it runs: the loader waits here for what it hands over (the widget's: `mount`), so no global is needed. */
export interface OwnScript<T> extends HTMLScriptElement {
  tiyao?: (made: T) => void;
}

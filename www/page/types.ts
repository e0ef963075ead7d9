import type { BlockHint } from '../protocol';

/** A half-open span of UTF-16 offsets in a `PageText.text`. */
export interface Span { start: number; end: number }

export interface FindOptions {
  /** The article root, named by the publisher: the first visible match with text, taken as it is. */
  selector?: string;
  /** Not looked at when searching (and given on to `createReader` by the widget). */
  exclude?: string;
}

export interface Article {
  root: Element;
  /** As the page shows it: without the site's name. Empty where none was found. */
  title: string;
  byline: string;
  /** As the page has it, ISO 8601 where the page's data say so. */
  date: string;
  site: string;
  /** BCP 47 as the page declares it, else `zh`. */
  lang: string;
  /** 0 to 1. */
  confidence: number;
  /** The evidence, most telling first, e.g. `1204 Han characters in 14 paragraphs`. */
  why: string[];
}

export interface ReadOptions {
  /** The publisher's own list of what is not to be read, a selector. */
  exclude?: string;
  /** Leave out captions, editors' lines, related links and the like by what they say. Default true. */
  clean?: boolean;
}

/** The text of an article with a map back to its nodes. Immutable; a changed page gives a new one. */
export interface PageText {
  /** Blocks separated by one "\n"; `<br>` is a "\n" too. */
  readonly text: string;
  /** In text order, not overlapping; the separators between them belong to none. */
  readonly blocks: readonly BlockHint[];
  /** One range from the span's start to its end (to scroll to, to select); null where nothing of it is on the page any more. */
  rangeOf(span: Span): Range | null;
  /**
   * What to paint for a span: a range per text node, none over what was not read. Static: thousands of live ranges would make
   * every change of the page dearer.
   */
  rangesOf(span: Span): StaticRange[];
}

/** Reads one root again and again; a second reading looks only at what was marked as changed. */
export interface Reader {
  readonly root: Element;
  read(): PageText;
  /** The same in slices of at most `budget` ms (default 8), yielding to the page between them. */
  readSliced(signal?: AbortSignal, budget?: number): Promise<PageText>;
  /** What `watch` calls: this node (or everything below it too) is to be read again. */
  invalidate(node: Node, deep?: boolean): void;
  /** The last reading; null before the first. */
  readonly last: PageText | null;
  /** Every shadow root met in the last reading. */
  readonly shadows: ReadonlySet<ShadowRoot>;
}

/** Styles in order of priority: the later wins where two overlap. */
export type PaintStyle = 'sentence' | 'keyword' | 'active' | 'flash';

export interface Painter {
  readonly kind: 'highlight' | 'wrap';
  /**
   * Paints ranges (see `PageText.rangesOf`) by key and replaces what these keys painted before. A key is the caller's own, e.g.
   * `keyword:新质生产力`. Many in one call cost much less than a call for each. `trees`: the document or shadow roots that the
   * ranges, all static, lie in, from who knows; to ask each node takes half as long as painting.
   */
  paint(entries: Iterable<readonly [key: string, ranges: readonly AbstractRange[]]>, style: PaintStyle, trees?: Iterable<Node>): void;
  /** Takes these keys away; with none given, all of this painter. */
  clear(...keys: string[]): void;
  /** Keys under a point of the viewport, the highest priority first. */
  hitTest(x: number, y: number): string[];
  dispose(): void;
}

export interface PainterOptions {
  /** Default: `highlight` where the engine has CSS Custom Highlights, else `wrap`. */
  kind?: 'highlight' | 'wrap';
  /** What will be painted lies in this element: spares the engine from styling the rest of the page anew. Default: anywhere. */
  within?: Element;
}

export interface WatchOptions {
  /** Quiet time before reading again, ms. Default 300. */
  delay?: number;
  /** Longest wait while the page keeps changing, ms. Default 2000. */
  maxDelay?: number;
}

export interface Watcher {
  /** Ends watching; nothing is called any more. */
  stop(): void;
}

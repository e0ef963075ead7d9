/** `tiyao/highlight`: paints terms in a part of a page, without the engine. */
import { createPainter } from '../page';
import type { PaintStyle } from '../page';
import { skim } from '../page/skim';
import { findTerms } from './terms';

export interface HighlightOptions {
  /** Which of the four styles: `::highlight(tiyao-keyword)` and so on. Default `'keyword'`. */
  style?: PaintStyle;
  /** Selector of elements inside `root` that are not read. */
  exclude?: string;
  /** `'highlight'` (CSS Custom Highlights: the page's nodes stay untouched) or `'wrap'`. Default: what the browser has. */
  kind?: 'highlight' | 'wrap';
}

export interface Highlighting {
  /** How often each term was found, in the order the terms were given. */
  readonly counts: ReadonlyMap<string, number>;
  /** All places in page order. */
  readonly ranges: readonly Range[];
  /** Takes the paint away; the page is as it was. */
  dispose(): void;
}

/**
 * Paints every place of `terms` under `root`: also where a line break, spaces, or an element's border stand inside the term
 * (`新质<b>生产力</b>`), never across two paragraphs. Where terms overlap the longer one is painted.
 *
 * Do not call it while a page is rendered on a server: it needs a document.
 */
export function highlight(root: Element, terms: Iterable<string>, { style = 'keyword', exclude, kind }: HighlightOptions = {}): Highlighting {
  const page = skim(root, exclude);
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, 0);
  const places = findTerms(page.text, [...counts.keys()], counts);
  const painter = createPainter(root.ownerDocument, kind ? { kind } : {});
  const trees = new Set<Node>();
  painter.paint([['terms', page.rangesOf(places, trees)]], style, trees);
  // Made when asked for: wrapping moves what stands in the nodes, and live ranges make every change of the page dearer.
  let ranges: Range[] | undefined;
  return { counts, get ranges() { return ranges ??= places.map(page.rangeOf).filter((range) => range !== null); }, dispose: () => painter.dispose() };
}

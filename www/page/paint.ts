import { rangesAt } from './hit';
import { wraps } from './splits';
import { css, sheetKeeper, STYLES } from './style';
import type { Painter, PainterOptions, PaintStyle } from './types';
import { createWrapper } from './wrap';

/** CSS Custom Highlights where the engine has them (nothing of the page is touched), else wrapping. */
export function createPainter(document: Document, { kind, within }: PainterOptions = {}): Painter {
  const view = document.defaultView as (Window & typeof globalThis) | null;
  return !wraps || (kind ?? (view?.CSS?.highlights ? 'highlight' : 'wrap')) === 'highlight' ? createHighlighter(document, view!, within) : createWrapper(document);
}

interface Painted { key: string; style: PaintStyle; range: StaticRange }

/** A selector for an element or the nearest named one around it; empty where none is. */
function named(element: Element | undefined): string {
  for (let at: Element | null | undefined = element; at && at !== at.ownerDocument.body; at = at.parentElement) {
    if (at.id) return `#${CSS.escape(at.id)}`;
    const rare = (token: string): number => at!.ownerDocument.getElementsByClassName(token).length;
    const [token] = [...at.classList].sort((a, b) => rare(a) - rare(b));
    if (token) return `.${CSS.escape(token)}`;
    // The only article or main of a page needs no name.
    if (at.ownerDocument.getElementsByTagName(at.localName).length < 4) return CSS.escape(at.localName);
  }
  return '';
}

function createHighlighter(document: Document, view: Window & typeof globalThis, within?: Element): Painter {
  // A rule for every element makes an engine style the whole page anew when it comes; one for what lies in the article, only that.
  const name = named(within);
  const scoped = css((style) => (name ? `${name}::highlight(tiyao-${style}),${name} *` : '') + `::highlight(tiyao-${style})`);
  const bare = css((style) => `::highlight(tiyao-${style})`);
  const sheets = sheetKeeper(document, (root) => (root === document ? scoped : bare));
  const roots = new Set<Node>();
  const painted = new Map<string, Painted[]>();
  const registry = view.CSS.highlights;

  // One highlight a style, shared with other widgets on the page: each adds and takes its own ranges only. It is changed while
  // it is off the registry, or engines would repaint for every range taken away.
  const change = (style: PaintStyle, work: (highlight: Highlight) => void): void => {
    const name = `tiyao-${style}`;
    const highlight = registry.get(name) ?? new view.Highlight();
    highlight.priority = STYLES.indexOf(style) + 1;
    registry.delete(name);
    work(highlight);
    if (highlight.size) registry.set(name, highlight);
  };
  // Static ranges, since an engine adjusts every live one at every change of the page. What the host rewrites is let go before
  // it is drawn; a node that is taken away is not drawn either way.
  const observer = new view.MutationObserver((records) => {
    const changed = new Set<Node>(records.map(({ target }) => target));
    for (const [key, entries] of painted) {
      const lost = entries.filter(({ range }) => changed.has(range.startContainer) || changed.has(range.endContainer));
      if (!lost.length) continue;
      change(entries[0]!.style, (highlight) => lost.forEach(({ range }) => highlight.delete(range)));
      painted.set(key, entries.filter((entry) => !lost.includes(entry)));
    }
  });
  const clear = (key?: string): void => {
    const lost = new Map<PaintStyle, StaticRange[]>();
    for (const one of key === undefined ? [...painted.keys()] : [key]) {
      for (const { style, range } of painted.get(one) ?? []) {
        if (!lost.has(style)) lost.set(style, []);
        lost.get(style)!.push(range);
      }
      painted.delete(one);
    }
    for (const [style, ranges] of lost) change(style, (highlight) => ranges.forEach((range) => highlight.delete(range)));
  };

  return {
    kind: 'highlight',
    paint(key, ranges, style) {
      clear(key);
      const entries = Array.from(ranges, (range) => {
        const root = range.startContainer.getRootNode();
        if (!roots.has(root)) {
          roots.add(root);
          observer.observe(root, { subtree: true, characterData: true });
        }
        return { key, style, range: range instanceof StaticRange ? range : new StaticRange(range) };
      });
      if (!entries.length) return;
      painted.set(key, entries);
      // Adding to what is painted costs Firefox less than painting all of it anew for each key.
      const on = registry.get(`tiyao-${style}`);
      if (on) for (const { range } of entries) on.add(range);
      else change(style, (highlight) => entries.forEach(({ range }) => highlight.add(range)));
      roots.forEach(sheets.add);
    },
    clear,
    hitTest(x, y) {
      const found = rangesAt(document, x, y, [...painted.values()].flat(), roots);
      return [...new Set(found.sort((a, b) => STYLES.indexOf(b.style) - STYLES.indexOf(a.style)).map(({ key }) => key))];
    },
    dispose() {
      clear();
      observer.disconnect();
      sheets.dispose();
      roots.clear();
    },
  };
}

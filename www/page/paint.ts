import { rangesAt } from './hit';
import { css, sheetKeeper, STYLES } from './style';
import type { Painter, PainterOptions, PaintStyle } from './types';
import { createWrapper } from './wrap';

/** CSS Custom Highlights where the engine has them (nothing of the page is touched), else wrapping. */
export function createPainter(document: Document, { kind }: PainterOptions = {}): Painter {
  const view = document.defaultView as (Window & typeof globalThis) | null;
  return (kind ?? (view?.CSS?.highlights && view.Highlight ? 'highlight' : 'wrap')) === 'highlight' ? createHighlighter(document, view!) : createWrapper(document);
}

interface Painted { key: string; style: PaintStyle; range: Range }

function createHighlighter(document: Document, view: Window & typeof globalThis): Painter {
  const sheets = sheetKeeper(document, css((style) => `::highlight(tiyao-${style})`));
  const roots = new Set<Node>();
  const painted = new Map<string, Painted[]>();
  const registry = view.CSS.highlights;

  // One highlight a style, shared with other widgets on the page: each adds and takes its own ranges only.
  const layer = (style: PaintStyle): Highlight => {
    const name = `tiyao-${style}`;
    let highlight = registry.get(name);
    if (!highlight) {
      highlight = new view.Highlight();
      highlight.priority = STYLES.indexOf(style) + 1;
      registry.set(name, highlight);
    }
    return highlight;
  };
  const take = (key: string): void => {
    const entries = painted.get(key);
    if (!entries) return;
    painted.delete(key);
    const name = `tiyao-${entries[0]!.style}`;
    const highlight = registry.get(name);
    for (const { range } of entries) highlight?.delete(range);
    if (highlight && !highlight.size) registry.delete(name);
  };
  const clear = (key?: string): void => {
    for (const one of key === undefined ? [...painted.keys()] : [key]) take(one);
  };

  return {
    kind: 'highlight',
    paint(key, ranges, style) {
      take(key);
      const entries: Painted[] = [];
      const highlight = layer(style);
      for (const range of ranges) {
        entries.push({ key, style, range });
        highlight.add(range);
        const root = range.startContainer.getRootNode();
        if (!roots.has(root)) roots.add(root);
      }
      if (entries.length) painted.set(key, entries);
      else if (!highlight.size) registry.delete(`tiyao-${style}`);
      for (const root of roots) sheets.add(root);
    },
    clear,
    hitTest(x, y) {
      const found = rangesAt(document, x, y, [...painted.values()].flat(), roots);
      return [...new Set(found.sort((a, b) => STYLES.indexOf(b.style) - STYLES.indexOf(a.style)).map(({ key }) => key))];
    },
    dispose() {
      clear();
      sheets.dispose();
      roots.clear();
    },
  };
}

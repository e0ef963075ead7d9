import { rangesAt } from './hit';
import { css, sheetKeeper, STYLES } from './style';
import type { Painter, PaintStyle } from './types';

interface Painted { style: PaintStyle; ranges: readonly StaticRange[] }

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

/** Paints with CSS Custom Highlights: nothing of the page is touched. What will be painted lies `within`. */
export function createHighlighter(document: Document, within?: Element): Painter {
  const view = document.defaultView!;
  // A rule for every element makes an engine style the whole page anew when it comes; one for what lies in the article, only that.
  const name = named(within);
  const scoped = css((style) => (name ? `${name}::highlight(tiyao-${style}),${name} *` : '') + `::highlight(tiyao-${style})`);
  const bare = css((style) => `::highlight(tiyao-${style})`);
  const sheets = sheetKeeper(document, (root) => (root === document ? scoped : bare));
  const roots = new Set<Node>();
  const painted = new Map<string, Painted>();
  const registry = view.CSS.highlights;

  // One highlight a style, shared with other widgets on the page: each adds and takes its own ranges only. They are taken while
  // it is off the registry, or engines would repaint for each.
  const take = (style: PaintStyle, ranges: readonly StaticRange[]): void => {
    const name = `tiyao-${style}`;
    const highlight = registry.get(name);
    registry.delete(name);
    for (const range of ranges) highlight?.delete(range);
    if (highlight?.size) registry.set(name, highlight);
  };
  // Static ranges, since an engine adjusts every live one at every change of the page. What the host rewrites is let go before
  // it is drawn; a node that is taken away is not drawn either way.
  const observer = new view.MutationObserver((records) => {
    const changed = new Set<Node>(records.map(({ target }) => target));
    for (const [key, { style, ranges }] of painted) {
      const lost = ranges.filter((range) => changed.has(range.startContainer) || changed.has(range.endContainer));
      if (!lost.length) continue;
      take(style, lost);
      painted.set(key, { style, ranges: ranges.filter((range) => !lost.includes(range)) });
    }
  });
  const clear = (...keys: string[]): void => {
    const lost = new Map<PaintStyle, StaticRange[]>();
    for (const key of keys.length ? keys : [...painted.keys()]) {
      const { style, ranges } = painted.get(key) ?? {};
      if (!style) continue;
      painted.delete(key);
      lost.set(style, [...lost.get(style) ?? [], ...ranges!]);
    }
    lost.forEach((ranges, style) => take(style, ranges));
  };

  return {
    kind: 'highlight',
    paint(entries, style, trees) {
      // Who knows their trees has made them.
      const all = [...entries].map(([key, ranges]) => [key, trees ? ranges as readonly StaticRange[] : ranges.map((range) => (range instanceof StaticRange ? range : new StaticRange(range)))] as const);
      const own = all.flatMap(([, ranges]) => ranges);
      if (all.length) clear(...all.map(([key]) => key));
      for (const root of trees ?? new Set(own.map((range) => range.startContainer.getRootNode()))) {
        if (!roots.has(root)) observer.observe(root, { subtree: true, characterData: true });
        roots.add(root);
      }
      if (!own.length) return;
      for (const [key, ranges] of all) if (ranges.length) painted.set(key, { style, ranges });
      // Adding to what is painted costs Firefox less than painting all of it anew for each call.
      const name = `tiyao-${style}`;
      const on = registry.get(name);
      // What it is made with costs WebKit a third of what is added; a call takes only so many arguments.
      const highlight = on ?? new view.Highlight(...own.slice(0, 9999));
      for (const range of own.slice(on ? 0 : 9999)) highlight.add(range);
      if (!on) {
        // A highlight begins with 0, and that is the priority of keywords, which are the most: to set one makes WebKit go over all ranges again.
        const priority = STYLES.indexOf(style) - STYLES.indexOf('keyword');
        if (priority) highlight.priority = priority;
        registry.set(name, highlight);
      }
      roots.forEach(sheets.add);
    },
    clear,
    hitTest(x, y) {
      const all = [...painted].flatMap(([key, { style, ranges }]) => ranges.map((range) => ({ key, style, range })));
      const found = rangesAt(document, x, y, all, roots);
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

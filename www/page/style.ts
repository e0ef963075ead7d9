/**
 * How highlights look: in the panel's vermilion, a line under what is marked from the start, a ground under what the reader
 * asked for. Translucent, under the host's own text colour: they keep its contrast on light and dark pages, whatever the
 * system prefers. Each can be set by the publisher with a custom property.
 */
import type { PaintStyle } from './types';

/** In order of priority. */
export const STYLES: readonly PaintStyle[] = ['sentence', 'keyword', 'active', 'flash'];

const RULES: Record<PaintStyle, string> = {
  sentence: 'background-color:var(--tiyao-sentence,rgb(214 164 40/.22))',
  keyword: 'background-color:var(--tiyao-keyword,rgb(200 72 44/.06));text-decoration:underline 2px var(--tiyao-underline,rgb(200 72 44/.55));text-underline-offset:.2em',
  active: 'background-color:var(--tiyao-active,rgb(200 72 44/.2))',
  flash: 'background-color:var(--tiyao-flash,rgb(200 72 44/.34))',
};
/** Where the reader's own colours rule, and on paper, where a ground costs ink. */
const FORCED: Record<PaintStyle, string> = {
  sentence: 'text-decoration:underline dotted',
  keyword: 'background-color:transparent;text-decoration:underline 2px',
  active: 'background-color:Mark;color:MarkText',
  flash: 'background-color:Highlight;color:HighlightText',
};
const PRINT = 'background-color:transparent;color:inherit';

/** The sheet's text; `selector` gives the one of a style. */
export function css(selector: (style: PaintStyle) => string, base = ''): string {
  const rules = (of: (style: PaintStyle) => string): string => STYLES.map((style) => `${selector(style)}{${of(style)}}`).join('');
  return `${base}${rules((s) => RULES[s])}@media(forced-colors:active){${rules((s) => FORCED[s])}}@media print{${rules((s) => (s === 'keyword' ? PRINT + ';text-decoration:underline dotted' : PRINT))}}`;
}

/**
 * Puts a sheet on the document and on shadow roots, puts it back where the host replaces the list (which nothing tells), and
 * takes it away again. A constructed sheet, since a `<style>` is refused wherever a policy governs styles.
 */
export function sheetKeeper(document: Document, text: (root: Node) => string): { add(root: Node): void; dispose(): void } {
  const view = document.defaultView!;
  const roots = new Set<Document | ShadowRoot>();
  const sheets = new Map<string, CSSStyleSheet>();
  let timer = 0;
  const keep = (): void => {
    for (const root of roots) {
      const sheet = sheets.get(text(root))!;
      if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }
  };
  return {
    add(root) {
      if (!('adoptedStyleSheets' in root)) return;
      const rules = text(root);
      if (!sheets.has(rules)) {
        const sheet = new view.CSSStyleSheet();
        sheet.replaceSync(rules);
        sheets.set(rules, sheet);
      }
      roots.add(root as Document);
      keep();
      timer ||= view.setInterval(() => document.hidden || keep(), 500);
    },
    dispose() {
      view.clearInterval(timer);
      const ours = [...sheets.values()];
      for (const root of roots) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => !ours.includes(other));
      roots.clear();
      timer = 0;
      sheets.clear();
    },
  };
}

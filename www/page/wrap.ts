import type { Common } from './common';
import { cuts, hostText, original, pieces, present, type Cut } from './cut';
import type { Painter } from './types';

/**
 * The fallback for engines without custom highlights: cuts text nodes and wraps the pieces in `<tiyao-mark>`.
 *
 * The host's text node stays where it is, with the head of its text; what follows is ours and goes away again. So a framework
 * that holds the node can still change, move or remove it, and after `dispose` it has its own text back, in one piece.
 */
interface Segment { node: Text; start: number; end: number; key: string; rank: number }

// Beats the host's own rules for every element, short of an id more.
const MARK = 'tiyao-mark:not(#_):not(#_)';

export function createWrapper(document: Document, [css, listeners, sheetKeeper, splitBy, STYLES]: Common): Painter {
  splitBy({ hostText, original, present });
  const view = document.defaultView as Window & typeof globalThis;
  const rules = css((style) => `${MARK}[t=${style}]`, `${MARK}{all:unset}`);
  const sheets = sheetKeeper(document, () => rules);
  const painted = new Map<string, Segment[]>();
  const byNode = new Map<Text, Segment[]>();
  const marks = new WeakMap<Element, string[]>();
  const roots = new Set<Node>();

  /** Gives a node its text back, unless the host has given it another. */
  const restore = ({ node, data, parts, inserted }: Cut, changed?: boolean): void => {
    cuts.delete(node);
    for (const one of inserted) one.remove();
    for (const { text } of parts.slice(1)) pieces.delete(text);
    if (!changed && node.data === data.slice(0, parts[1]!.start)) node.data = data;
  };

  const wrap = (node: Text, segments: readonly Segment[]): void => {
    const { data } = node;
    const borders = [...new Set(segments.flatMap(({ start, end }) => [Math.min(start, data.length), Math.min(end, data.length)]))].sort((a, b) => a - b);
    const cut: Cut = { node, data, parts: [{ text: node, start: 0 }], inserted: [] };
    borders.forEach((start, i) => {
      const end = borders[i + 1] ?? data.length;
      if (start === end) return;
      const text = document.createTextNode(data.slice(start, end));
      const over = segments.filter((s) => s.start <= start && s.end >= end).sort((a, b) => b.rank - a.rank);
      let child: ChildNode = text;
      if (over[0]) {
        const mark = document.createElement('tiyao-mark');
        mark.setAttribute('t', STYLES[over[0].rank]!);
        mark.append(text);
        marks.set(mark, [...new Set(over.map(({ key }) => key))]);
        child = mark;
      }
      cut.parts.push({ text, start });
      cut.inserted.push(child);
      pieces.set(text, { cut, start });
    });
    if (!cut.inserted.length) return;
    cuts.set(node, cut);
    node.data = data.slice(0, borders[0]);
    node.after(...cut.inserted);
  };

  /** Redoes the cuts of some nodes; the reader's selection stays on the same characters. */
  const redo = (nodes: Iterable<Text>, changed?: Set<Node>): void => {
    // What the host did until now is delivered to those who watch; what is done here is not.
    for (const listener of listeners) listener.deliver();
    try {
      const touched = new Set(nodes);
      const selection = document.getSelection();
      const ends = selection?.anchorNode && selection.focusNode
        ? [original(selection.anchorNode, selection.anchorOffset), original(selection.focusNode, selection.focusOffset)] as const : null;
      const held = ends?.some(([node]) => touched.has(node as Text));
      for (const node of touched) {
        const cut = cuts.get(node);
        if (cut) restore(cut, changed?.has(node));
        const segments = byNode.get(node);
        if (segments?.length && node.isConnected) wrap(node, segments);
        else byNode.delete(node);
      }
      if (held) {
        const [from, to] = ends!.map(([node, offset]) => (node.nodeType === 3 ? present(node as Text, offset, true) : { node, offset }));
        try { selection!.setBaseAndExtent(from!.node, from!.offset, to!.node, to!.offset); } catch { /* a place that is no more */ }
      }
    } finally {
      observer.takeRecords();
      for (const listener of listeners) listener.forget();
    }
  };

  // The host has changed, moved or removed a node that is cut up: its new state counts, the pieces go.
  const heal = (records: MutationRecord[]): void => {
    if (!records.length) return;
    const changed = new Set(records.filter(({ type }) => type === 'characterData').map(({ target }) => target));
    const broken = [...byNode.keys()].filter((node) => {
      const cut = cuts.get(node);
      return cut && (!node.isConnected || changed.has(node) || cut.inserted.some((one, i) => one.previousSibling !== (cut.inserted[i - 1] ?? node) || !one.textContent));
    });
    for (const node of broken) byNode.delete(node);
    if (broken.length) redo(broken, changed);
  };
  const observer = new view.MutationObserver(heal);

  const take = (key: string): Set<Text> => {
    const nodes = new Set<Text>();
    for (const segment of painted.get(key) ?? []) {
      nodes.add(segment.node);
      const rest = byNode.get(segment.node)?.filter((other) => other !== segment);
      if (rest) byNode.set(segment.node, rest);
    }
    painted.delete(key);
    return nodes;
  };

  const clear = (...keys: string[]): void => {
    heal(observer.takeRecords());
    const nodes = new Set<Text>();
    for (const key of keys.length ? keys : [...painted.keys()]) for (const node of take(key)) nodes.add(node);
    redo(nodes);
  };

  return {
    kind: 'wrap',
    paint(entries, style) {
      heal(observer.takeRecords());
      const nodes = new Set<Text>();
      for (const [key, ranges] of entries) {
        const segments = ranges.flatMap((range) => segmentsIn(range, key, STYLES.indexOf(style)));
        for (const node of take(key)) nodes.add(node);
        for (const segment of segments) {
          const { node } = segment;
          nodes.add(node);
          byNode.set(node, [...byNode.get(node) ?? [], segment]);
          const root = node.getRootNode();
          if (roots.has(root)) continue;
          roots.add(root);
          sheets.add(root);
          observer.observe(root, { subtree: true, childList: true, characterData: true });
        }
        if (segments.length) painted.set(key, segments);
      }
      redo(nodes);
    },
    clear,
    hitTest(x, y) {
      let element = document.elementFromPoint(x, y);
      for (let inner; (inner = element?.shadowRoot?.elementFromPoint(x, y)) && inner !== element;) element = inner;
      return [...(element && marks.get(element)) ?? []];
    },
    dispose() {
      clear();
      observer.disconnect();
      sheets.dispose();
      roots.clear();
    },
  };
}

/** The stretches of text nodes in a range, in terms of the host's nodes. */
function segmentsIn(range: AbstractRange, key: string, rank: number): Segment[] {
  const [first, start] = original(range.startContainer, range.startOffset);
  const [last, end] = original(range.endContainer, range.endOffset);
  if (first === last && first.nodeType === 3) return start < end ? [{ node: first as Text, start, end, key, rank }] : [];
  const segments: Segment[] = [];
  const live = range.startContainer.ownerDocument!.createRange();
  live.setStart(range.startContainer, range.startOffset);
  live.setEnd(range.endContainer, range.endOffset);
  const walker = live.startContainer.ownerDocument!.createTreeWalker(live.commonAncestorContainer, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const data = hostText(node as Text);
    // White space between a table's rows must stay as it is.
    if (!data?.trim() || (node !== first && !live.intersectsNode(node))) continue;
    const from = node === first ? start : 0;
    const to = node === last ? end : data.length;
    if (from < to) segments.push({ node: node as Text, start: from, end: to, key, rank });
  }
  return segments;
}

/** Where a text node went that the wrapping painter has cut up: it stays in its place, with the head of its text. */
import type { Splits } from './splits';

export interface Cut {
  readonly node: Text;
  /** The whole text, which `node` gets back. */
  readonly data: string;
  /** Lengths and nodes in order, the head (`node` itself) first. */
  readonly parts: { text: Text; start: number }[];
  /** What was inserted after `node`: the parts, or the marks around them. */
  readonly inserted: ChildNode[];
}

/** By the host's own node. */
export const cuts = new Map<Text, Cut>();
/** By a text node of ours. */
export const pieces = new WeakMap<Node, { cut: Cut; start: number }>();

/** The cuts of a node that the host has left alone since. */
function whole(node: Text): Cut | undefined {
  const cut = cuts.get(node);
  return cut && node.nextSibling === cut.inserted[0] && node.data === cut.data.slice(0, cut.parts[1]!.start) ? cut : undefined;
}

export const present: Splits['present'] = (node, offset, end) => {
  const cut = whole(node);
  if (cut) {
    for (let i = cut.parts.length; i--;) {
      const { text, start } = cut.parts[i]!;
      if (end ? offset > start || !i : offset >= start) return { node: text, offset: offset - start };
    }
  }
  return { node, offset };
};

export const original: Splits['original'] = (node, offset) => {
  const piece = pieces.get(node);
  return piece ? [piece.cut.node, piece.start + offset] : [node, offset];
};

export const hostText: Splits['hostText'] = (node) => whole(node)?.data ?? (pieces.has(node) ? null : node.data);

/**
 * Where a text node went that the wrapping painter has cut up. Maps and spans always speak of the node as the host made it
 * (and still holds it: it stays in its place with the head of its text); these two functions translate. Without
 * wrapping the maps are empty and cost a look-up.
 */
export interface Split {
  readonly node: Text;
  /** The whole text, which `node` gets back. */
  readonly data: string;
  /** Lengths and nodes in order, the head (`node` itself) first. */
  readonly parts: { text: Text; start: number }[];
  /** What was inserted after `node`: the parts, or the marks around them. */
  readonly inserted: ChildNode[];
}

/** Said by the build of the tag's scripts; elsewhere both painters are there. */
declare const WRAPS: boolean | undefined;

/** Whether this build can wrap. One for engines with custom highlights alone is 1.6 KiB smaller. */
export const wraps: boolean = typeof WRAPS === 'undefined' || WRAPS;

/** By the host's own node. */
export const splits = /* @__PURE__ */ new Map<Text, Split>();
/** By a text node of ours. */
export const pieces = /* @__PURE__ */ new WeakMap<Node, { split: Split; start: number }>();

/** The cuts of a node that the host has left alone since. */
function whole(node: Text): Split | undefined {
  const split = splits.get(node);
  return split && node.nextSibling === split.inserted[0] && node.data === split.data.slice(0, split.parts[1]!.start) ? split : undefined;
}

/** From the host's node to what is in the page now. */
export function present(node: Text, offset: number, end: boolean): { node: Text; offset: number } {
  const split = wraps && splits.size && whole(node);
  if (split) {
    for (let i = split.parts.length; i--;) {
      const { text, start } = split.parts[i]!;
      if (end ? offset > start || !i : offset >= start) return { node: text, offset: offset - start };
    }
  }
  return { node, offset };
}

/** From what is in the page now to the host's node. */
export function original(node: Node, offset: number): [Node, number] {
  const piece = wraps && splits.size && pieces.get(node);
  return piece ? [piece.split.node, piece.start + offset] : [node, offset];
}

/** The text of a node as the host made it; null for a node of ours. */
export function hostText(node: Text): string | null {
  return wraps && splits.size ? whole(node)?.data ?? (pieces.has(node) ? null : node.data) : node.data;
}

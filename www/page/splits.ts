/**
 * Maps and spans always speak of a text node as the host made it (and still holds it). These three functions translate where the
 * wrapping painter has cut nodes up; it comes with another script, and without it there is nothing to translate.
 */
export interface Splits {
  /** From the host's node to what is in the page now. */
  present(node: Text, offset: number, end: boolean): { node: Text; offset: number };
  /** From what is in the page now to the host's node. */
  original(node: Node, offset: number): [Node, number];
  /** The text of a node as the host made it; null for a node of the painter's. */
  hostText(node: Text): string | null;
}

/** The wrapping painter's, once there is one. */
export let splits: Splits | undefined;
export const splitBy = (own: Splits): void => {
  splits = own;
};

export const present: Splits['present'] = (node, offset, end) => splits?.present(node, offset, end) ?? { node, offset };
export const original: Splits['original'] = (node, offset) => splits?.original(node, offset) ?? [node, offset];
export const hostText: Splits['hostText'] = (node) => (splits ? splits.hostText(node) : node.data);

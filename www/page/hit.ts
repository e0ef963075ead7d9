/** Which of some ranges lie under a point of the viewport, in every engine: candidates from the caret there, then by geometry. */

interface CaretDocument { caretPositionFromPoint?(x: number, y: number, options?: object): { offsetNode: Node } | null; caretRangeFromPoint?(x: number, y: number): Range | null }

export function rangesAt<T extends { range: AbstractRange }>(document: Document, x: number, y: number, painted: Iterable<T>, shadows: Iterable<Node>): T[] {
  const under = ({ range: { startContainer, startOffset, endContainer, endOffset } }: T): boolean => {
    if (!startContainer.isConnected) return false;
    const range = document.createRange();
    range.setStart(startContainer, startOffset);
    range.setEnd(endContainer, endOffset);
    for (const { left, right, top, bottom } of range.getClientRects()) if (x >= left && x < right && y >= top && y < bottom) return true;
    return false;
  };
  const { caretPositionFromPoint, caretRangeFromPoint } = document as CaretDocument;
  const caret = caretPositionFromPoint?.call(document, x, y, { shadowRoots: [...shadows].filter((root) => root !== document) })?.offsetNode
    ?? caretRangeFromPoint?.call(document, x, y)?.startContainer;
  const all = [...painted];
  const found = caret ? all.filter((one) => (one.range.startContainer === caret || one.range.endContainer === caret) && under(one)) : [];
  if (found.length) return found;
  // A caret may fall beside (user-select, text above text): look at all in the element that is there.
  let element = document.elementFromPoint(x, y);
  for (let inner; (inner = element?.shadowRoot?.elementFromPoint(x, y)) && inner !== element;) element = inner;
  return element ? all.filter((one) => element.contains(one.range.startContainer) && under(one)) : [];
}

import { runsOf } from './read';
import { search } from './search';
import { original } from './splits';
import type { PageText } from './types';

/** The first run of each node, by reading: made once, so that each place costs the logarithm of the runs. */
const firsts = new WeakMap<PageText, Map<Node, number>>();

/** Offset in the text of a place in the page, the way back from `rangeOf`: the nearest one at or after it that was read; -1 after the end or outside. */
export function offsetOf(page: PageText, root: Element, place: Node, offset: number): number {
  const { runs, starts } = runsOf.get(page)!;
  const [node, within] = original(place, offset);
  let first = firsts.get(page);
  if (!first) {
    first = new Map();
    for (let i = runs.length; i--;) first.set(runs[i]!.node, i);
    firsts.set(page, first);
  }
  const from = first.get(node);
  if (from !== undefined) {
    const i = from + search(runs.length - from, (k) => runs[from + k]!.node !== node || runs[from + k]!.from + runs[from + k]!.length > within);
    if (runs[i]?.node === node) return starts[i]! + Math.max(0, within - runs[i]!.from);
    return starts[i - 1]! + runs[i - 1]!.length;
  }
  if (!root.contains(node)) return -1;
  const range = root.ownerDocument.createRange();
  range.setStart(node, within);
  return starts[search(runs.length, (k) => runs[k]!.node.isConnected && range.comparePoint(runs[k]!.node, 0) >= 0)] ?? -1;
}

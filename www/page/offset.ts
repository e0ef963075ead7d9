import { runsOf } from './read';
import { search } from './search';
import { original } from './splits';
import type { PageText } from './types';

/** Offset in the text of a place in the page, the way back from `rangeOf`: the nearest one at or after it that was read; -1 after the end or outside. */
export function offsetOf(page: PageText, root: Element, place: Node, offset: number): number {
  const runs = runsOf.get(page)!;
  const [node, within] = original(place, offset);
  const own = runs.filter((run) => run.node === node);
  if (own.length) {
    const run = own.find(({ from, length }) => from + length > within);
    const last = own.at(-1)!;
    return run ? run.at + Math.max(0, within - run.from) : last.at + last.length;
  }
  if (!root.contains(node)) return -1;
  const range = root.ownerDocument.createRange();
  range.setStart(node, within);
  return runs[search(runs.length, (k) => runs[k]!.node.isConnected && range.comparePoint(runs[k]!.node, 0) >= 0)]?.at ?? -1;
}

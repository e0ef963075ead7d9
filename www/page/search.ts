/** The first of the indices below `end` for which `passed` holds, as it does for all after it. */
export function search(end: number, passed: (index: number) => boolean): number {
  let low = 0;
  while (low < end) {
    const middle = (low + end) >> 1;
    if (passed(middle)) end = middle;
    else low = middle + 1;
  }
  return low;
}

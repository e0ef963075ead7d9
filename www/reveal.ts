/** Brings a place of the page into view, clear of its edges, without moving the focus. */
export function reveal(range: Range): void {
  const behavior: ScrollBehavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  const start = range.startContainer;
  let element = start instanceof Element ? start : start.parentElement;
  // Closed details and the like would leave nothing to scroll to.
  for (let at = element; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
  // A box of the page that scrolls by itself comes first, at once; the window follows.
  for (; element && element !== document.body && element !== document.documentElement; element = element.parentElement) {
    if (element.scrollHeight > element.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(element).overflowY)) {
      const box = element.getBoundingClientRect();
      element.scrollTop += range.getBoundingClientRect().top - box.top - box.height / 3;
      break;
    }
  }
  const { top, bottom } = range.getBoundingClientRect();
  if (top >= innerHeight * 0.12 && bottom <= innerHeight * 0.6) return;
  window.scrollBy({ top: top - innerHeight * 0.3, behavior });
}

/**
 * Where the panel stands. In the text's flow it may move nothing that the reader sees: it fills the room the page reserved
 * (a height on the element it stands in), or stands below the window's edge; else the panel floats.
 */

export interface Place {
  host: HTMLElement;
  layout: 'floating' | 'inline' | 'compact';
  /** Height in px that the page reserved; `Infinity` where nothing needs reserving. */
  room: number;
  /** Where the host is to be put: it was made here, and is taken away again. */
  into?: Element;
  /** Why it floats although the page has a place for it. */
  warning?: string;
}

/** The least height of the compact line, px: a touch target. */
const LINE = 44;

export function findPlace(options: { panel: string; layout: 'auto' | 'floating' | 'inline' | 'compact' }): Place {
  const named = options.panel ? document.querySelector<HTMLElement>(options.panel) : null;
  // A panel that a widget lives in already belongs to that one.
  const own = [...document.querySelectorAll<HTMLElement>('tiyao-panel')].find((element) => !element.shadowRoot?.firstElementChild);
  const spot = named ?? own;
  let warning = options.panel && !named ? `tiyao: data-panel="${options.panel}" matches no element; the panel floats.` : '';
  if (options.layout !== 'floating' && spot) {
    const layout = options.layout === 'compact' ? 'compact' : 'inline';
    const box = spot.getBoundingClientRect();
    const style = getComputedStyle(spot);
    const inner = box.height - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom) - parseFloat(style.borderTopWidth) - parseFloat(style.borderBottomWidth);
    const used = [...spot.children].some((child) => child.getAttribute('slot') !== 'header' && child.getClientRects().length);
    const room = box.top >= innerHeight ? Infinity : used ? 0 : inner;
    if (room >= LINE) {
      return { layout, room, ...(spot.localName === 'tiyao-panel' ? { host: spot } : { host: document.createElement('tiyao-panel'), into: spot }) };
    }
    warning = `tiyao: the panel's place reserves ${Math.round(room)} px of height, it needs ${LINE} or more (min-height) to show without moving the page; the panel floats.`;
  }
  // A host whose place cannot be used stays as it is; ours is the last in the body.
  return { host: document.createElement('tiyao-panel'), into: document.body, layout: 'floating', room: Infinity, ...(warning && { warning }) };
}

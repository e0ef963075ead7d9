/** What an element's computed style says of how it is read. */

/** Ends of a sentence or a clause: a line break after one ends a line that was meant to end there. */
export const LINE_END = /[。！？!?…：:；;」』”’）)】]$/;

export const unselectable = (style: CSSStyleDeclaration): boolean => (style.userSelect ?? style.webkitUserSelect) === 'none';

/** Not to be selected, and no sentence: a mark of the page's own, as of a footnote or a line number. */
export const isMark = (element: Element, style: CSSStyleDeclaration): boolean => unselectable(style) && !/[。！？]/.test(element.textContent!);

/** Text for screen readers, or for search engines only. */
export const clipped = (style: CSSStyleDeclaration): boolean => style.position === 'absolute' && (style.clip !== 'auto' || /inset\(50%|inset\(100%/.test(style.clipPath));

/** Whether text is read over, by what is asked of its element's style; not where the whole root is hidden, which a site's script will show. */
export const unseen = (visibility: string, fontSize: string, ofRoot: CSSStyleDeclaration): boolean => (visibility !== 'visible' && ofRoot.visibility === 'visible') || fontSize === '0px';

/** Inside a closed `<details>`, whose block `around` is. */
export const folded = (around: Element, name: string): boolean => around.nodeName === 'DETAILS' && !(around as HTMLDetailsElement).open && name !== 'SUMMARY';

/** What paragraphs are made of. */
export const isParagraph = (name: string): boolean => /^(DIV|P|LI|SECTION)$/.test(name);

/**
 * Whether an element without attributes is set as `twin`, its sibling of that kind, is: but for a rule of its place among them it is.
 * Whether it is laid out at all is asked, since articles are folded by such rules; to ask for `visibility` too takes four times as long.
 */
export const isTwin = (element: Element, nodeName: string, twin: Element): boolean => !element.shadowRoot && twin.nodeName === nodeName && !!element.checkVisibility?.();

/** The only cell of a row is set like any block. */
export const inLine = (element: Element, style: CSSStyleDeclaration, display: string): boolean => (display === 'table-cell' ? !element.matches(':only-child') : /^(inline|contents|ruby|none)/.test(display))
  // A drop cap floats, and is the first character of its word all the same.
  || (style.float !== 'none' && element.textContent!.trim().length < 3);

/** Whether it is laid out. Not by `opacity` or `visibility`: articles fade in, and some sites' scripts show them whole. */
export const visible = (element: Element): boolean =>
  // Without a box of its own nothing tells.
  getComputedStyle(element).display === 'contents' || (element.checkVisibility?.() ?? element.getClientRects().length > 0);

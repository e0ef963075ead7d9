/** What an element's computed style says of how it is read. */

/** Ends of a sentence or a clause: a line break after one ends a line that was meant to end there. */
export const LINE_END = /[。！？!?…：:；;」』”’）)】]$/;

export const unselectable = (style: CSSStyleDeclaration): boolean => (style.userSelect ?? style.webkitUserSelect) === 'none';

/** Not to be selected, and no sentence: a mark of the page's own, as of a footnote or a line number. */
export const isMark = (element: Element, style: CSSStyleDeclaration): boolean => unselectable(style) && !/[。！？]/.test(element.textContent!);

/** Text for screen readers, or for search engines only. */
export const clipped = (style: CSSStyleDeclaration): boolean => style.position === 'absolute' && (style.clip !== 'auto' || /inset\(50%|inset\(100%/.test(style.clipPath));

/** Inside a closed `<details>`, whose block `around` is. */
export const folded = (around: Element, name: string): boolean => around.nodeName === 'DETAILS' && !(around as HTMLDetailsElement).open && name !== 'SUMMARY';

/** What paragraphs are made of. */
export const isParagraph = (name: string): boolean => /^(P|DIV|LI|SECTION)$/.test(name);

export const inLine = (element: Element, style: CSSStyleDeclaration, display: string): boolean => /^(inline|contents|ruby|none|table-cell)/.test(display)
  // A drop cap floats, and is the first character of its word all the same.
  || (style.float !== 'none' && element.textContent!.trim().length < 3);

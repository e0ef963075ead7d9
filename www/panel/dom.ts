/** Makes elements without markup: nothing here parses HTML, so Trusted Types and strict policies have nothing to refuse. */

export type Child = Node | string | null | false | undefined;
type Value = string | number | boolean | null | undefined | ((event: Event) => void);

/**
 * `h('button', { class: 'x', 'aria-pressed': false, onclick: f }, 'text')`; functions are listeners, `null` is absent. A class
 * is a part of the same name too, so that a publisher's sheet reaches everything by one list of names.
 */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Record<string, Value> = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  set(element, props);
  fill(element, children);
  return element;
}

/** Sets attributes and listeners; `false` and `null` remove an attribute, except for `aria-*`, which say `false`. */
export function set(element: Element, props: Record<string, Value>): void {
  for (const [name, value] of Object.entries(props)) {
    if (name === 'class') set(element, { part: value });
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === null || value === undefined || (value === false && !name.startsWith('aria-'))) element.removeAttribute(name);
    else {
      const text = value === true && !name.startsWith('aria-') ? '' : String(value);
      if (element.getAttribute(name) !== text) element.setAttribute(name, text);
    }
  }
}

export const button = (className: string, label: string, onclick: () => void, props: Record<string, Value> = {}): HTMLButtonElement =>
  h('button', { class: className, onclick, ...props }, label);

/** A button that shows only a drawing; its label is spoken, and shown on hovering. */
export const iconButton = (label: string, path: string, onclick: () => void, props: Record<string, Value> = {}): HTMLButtonElement =>
  h('button', { class: 'icon', onclick, 'aria-label': label, title: label, ...props }, icon(path));

/** Replaces an element's children. */
export function fill(element: Element, children: readonly Child[]): void {
  element.replaceChildren(...children.filter((child): child is Node | string => child !== null && child !== false && child !== undefined));
}

/** Sets text where it differs, so that live regions and layout are left alone. */
export function say(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A line drawing, 24 by 24, hidden from screen readers. */
export function icon(path: string): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const line = document.createElementNS(space, 'path');
  line.setAttribute('d', path);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(line);
  return svg;
}

/** One tab stop for a group: arrow keys, Home and End move inside it. Call what it returns when the items change. */
export function roving(group: Element, selector: string): () => void {
  const items = (): HTMLElement[] => [...group.querySelectorAll<HTMLElement>(selector)];
  const stop = (chosen: HTMLElement | undefined): void => {
    for (const item of items()) item.tabIndex = item === chosen ? 0 : -1;
  };
  const itemOf = (event: Event): HTMLElement | null => (event.target as Element).closest<HTMLElement>(selector);
  group.addEventListener('focusin', (event) => {
    const item = itemOf(event);
    if (item) stop(item);
  });
  group.addEventListener('keydown', (event) => {
    const { key } = event as KeyboardEvent;
    const all = items();
    const item = itemOf(event);
    if (!item) return;
    const at = all.indexOf(item);
    const to =
      key === 'ArrowRight' || key === 'ArrowDown' ? at + 1
      : key === 'ArrowLeft' || key === 'ArrowUp' ? at - 1
      : key === 'Home' ? 0
      : key === 'End' ? -1
      : NaN;
    const target = all.at(to % all.length);
    if (Number.isNaN(to) || !target) return;
    event.preventDefault();
    target.focus();
  });
  return () => {
    const all = items();
    if (!all.some((item) => item.getAttribute('tabindex') === '0')) stop(all[0]);
  };
}

/** `<tiyao-panel>`: a place with an open shadow root. What stands in it is made by `panel.ts`, taken away by its `dispose`. */

/**
 * The host's shadow root. A page may hold a panel of another build, or one whose name the page registered first; an
 * element without a shadow root gets one here.
 */
export function shadowOf(host: HTMLElement): ShadowRoot {
  if (!customElements.get('tiyao-panel')) customElements.define('tiyao-panel', class extends HTMLElement {});
  return host.shadowRoot ?? host.attachShadow({ mode: 'open' });
}

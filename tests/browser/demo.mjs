/** The demo article with the real tag, for tests of what the reader sees. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { articlePage } from '../../www/demo/page.mjs';
import { ROOT } from './harness.mjs';

const article = readFileSync(path.join(ROOT, 'www/demo/article.html'), 'utf8');
const css = readFileSync(path.join(ROOT, 'www/demo/page.css'), 'utf8');
const axe = path.join(ROOT, 'node_modules/axe-core/axe.min.js');

/** Registers the demo page at `where`. `tag` holds the tag's attributes, `css` more of the page's own style. */
export function serveDemo(t, where = '/demo', { tag = '', before = '', head = '', lang = 'zh-CN', css: more = '' } = {}) {
  t.server.set('/demo/page.css', { body: css + more });
  t.server.set(where, {
    body: articlePage({
      title: '秋粮进了“流动晒场”', article, before, lang,
      head: `<script src="/tests/listen.js"></script>${head}`,
      tag: `<script defer src="/dist/embed/tiyao.js" ${tag}></script>`,
    }),
  });
}

/** Opens the demo page and waits for the widget. */
export async function openDemo(t, options = {}) {
  serveDemo(t, '/demo', options);
  await t.goto('/demo');
  await ready(t);
}

export async function ready(t) {
  await t.until(() => globalThis.heard?.length > 0);
  const heard = await t.eval(() => globalThis.heard.map(({ type, detail }) => type + (detail?.message ? `: ${detail.message}` : '')));
  if (heard[0] !== 'tiyao:ready') throw new Error(`the widget said ${heard}`);
}

/** The widget's shadow root is open: `$` finds in it, `all` everything of a kind. Used inside `eval`. */
export const inPage = () => {
  const shadow = () => [...document.querySelectorAll('tiyao-panel')].map((host) => host.shadowRoot).find((root) => root?.firstElementChild);
  globalThis.$ = (selector) => shadow()?.querySelector(selector) ?? null;
  globalThis.all = (selector) => [...(shadow()?.querySelectorAll(selector) ?? [])];
  globalThis.focused = () => shadow()?.activeElement ?? document.activeElement;
  globalThis.seen = (element) => Boolean(element?.getClientRects().length) && getComputedStyle(element).visibility === 'visible';
};

/** Clicks the middle of an element of the panel with the mouse, as a reader does. */
export async function tap(t, selector, index = 0, during = 'tapping') {
  for (let tries = 0, last = ''; ; tries += 1) {
    const at = await t.eval((s, i) => {
      const element = all(s).filter(seen)[i];
      if (!element) return null;
      element.scrollIntoView({ block: 'nearest' });
      const box = element.getBoundingClientRect();
      return [box.left + box.width / 2, box.top + box.height / 2];
    }, selector, index);
    // Not while it moves: the card may still be rising, or filling.
    if (at && String(at) === last) return t.click(...at);
    last = String(at);
    if (tries === 60) throw new Error(`${during}: ${selector} [${index}] is not to be seen`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Where occurrence `n` of a keyword is on the page, brought into view. */
export const placeOf = (t, keyword, n = 0) => t.eval((k, n) => {
  const [widget] = tiyao.widgets;
  const [start, end] = [...widget.analysis.keywords[k].spans].slice(2 * n, 2 * n + 2);
  const range = widget.rangeOf({ start, end });
  range.startContainer.parentElement.scrollIntoView({ block: 'center' });
  const box = range.getClientRects()[0];
  return [box.left + Math.min(6, box.width / 2), box.top + box.height / 2];
}, keyword, n);

/** Everything a reader can do on one page, once; `settle` is called after each step with its name. */
export async function walk(t, settle = async () => {}) {
  const step = async (name, ...taps) => {
    for (const [selector, index] of taps) await tap(t, selector, index, name);
    await new Promise((done) => setTimeout(done, 400));
    await settle(name);
  };
  await settle('closed');
  await step('open', ['.pill']);
  await step('longer', ['.tools button', 1], ['.tools button', 1]);
  await step('shorter', ['.tools button', 0]);
  await step('outline', ['.fold']);
  await step('outline away', ['.fold']);
  await step('keyword', ['.chip', 0]);
  await step('its first place', ['.detail .stepper button', 1]);
  // On a phone the card has made way for the stepper.
  if (await t.eval(() => !seen($('.card')))) {
    await step('next in the bar', ['.strip .stepper button', 1]);
    await step('card again', ['.strip [aria-label="打开提要"]']);
  }
  await step('sentence that says it', ['.said .line', 1]);
  if (await t.eval(() => !seen($('.card')))) await step('card once more', ['.strip [aria-label="打开提要"]']);
  await step('all marks', ['.settings label', 1]);
  await step('summary marks', ['.settings label', 3]);
  await step('sentence', ['button.sentence', 1]);
  if (await t.eval(() => !seen($('.card')))) {
    await step('next sentence in the bar', ['.strip .stepper button', 1]);
    await step('bar away', ['.strip .group > .icon:last-child']);
    await step('open at last', ['.pill']);
  }
  await step('marks off', ['[part~=marks]']);
  await step('marks on', ['[part~=marks]']);
  await step('closed', ['.head .icon:last-child']);
  const [x, y] = await placeOf(t, 0);
  await t.click(x, y);
  await step('word tapped');
  await t.press('Escape');
  await step('word left');
}

/** Runs axe-core on the whole page; an empty list is what we want. */
export async function axeViolations(t) {
  t.server.set('/axe.js', { body: readFileSync(axe, 'utf8') });
  await t.eval(async () => {
    if (globalThis.axe) return;
    const script = document.createElement('script');
    script.src = '/axe.js';
    document.head.append(script);
    await new Promise((done) => { script.onload = done; });
  });
  return t.eval(async () => {
    const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, any, all: every }) => `${target.join(' ')} ${[...any, ...every].map(({ message }) => message).join('; ')}`).join(' | ')}`);
  });
}

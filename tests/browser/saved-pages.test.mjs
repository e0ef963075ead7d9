/**
 * Saved pages of real sites, which do not belong into this repository. Not part of the default run:
 *
 *   TIYAO_PAGES=folder node tests/browser/run.mjs saved-pages --engine=chromium
 *
 * Every `.html` of the folder is served without its scripts and with our tag, and must be read, painted and given back without a
 * word on the console, and no element of the page may have another style with the card open than without us. Where a `body.jsonl` beside them (`{ id, article, title }` a line) says so, a page must have no article, and
 * titles are compared. $TIYAO_PAGES_OUT names a file for what was read (`{ id, body, title, … }` a line), to be scored elsewhere.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { assert, test } from './harness.mjs';
import { inPage, tap } from './demo.mjs';
import { given, TAG } from './embedded.mjs';

/** Remembers each element's computed style, or answers what differs from what was remembered. What moves by itself is left out. */
const styles = () => {
  const now = new Map([...document.querySelectorAll('body, body *:not(tiyao-panel, script, svg *)')].filter((element) => !element.getAnimations().length).map((element) => {
    const style = getComputedStyle(element);
    return [element, [...style].map((name) => `${name}: ${style.getPropertyValue(name)}`)];
  }));
  const before = globalThis.remembered;
  globalThis.remembered = now;
  if (!before) return now.size;
  return [...now].flatMap(([element, style]) => {
    const was = before.get(element);
    const other = was && style.find((property, i) => property !== was[i]);
    return other ? [`${element.localName}.${element.className} has ${other}, with us ${was[style.indexOf(other)]}`] : [];
  });
};

const folder = process.env.TIYAO_PAGES;
if (folder) {
  test('saved pages are read, painted and given back', { timeout: 1_200_000 }, async (t) => {
    const marked = path.join(folder, 'body.jsonl');
    const known = new Map((existsSync(marked) ? readFileSync(marked, 'utf8').trim().split('\n') : []).map((line) => JSON.parse(line)).map((page) => [page.id, page]));
    const squash = (text) => (text ?? '').normalize('NFKC').replace(/\s+/g, '');
    const out = [];
    const wrong = [];
    let [titles, withTitle, painted, compared] = [0, 0, 0, 0];
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.html')).sort()) {
      const id = path.basename(file, '.html');
      const html = readFileSync(path.join(folder, file), 'utf8')
        .replace(/<script\b[^>]*>[\s\S]*?<\/script\s*>/gi, (script) => (/ld\+json/i.test(script.slice(0, 200)) ? script : ''))
        .replace(/<meta[^>]*http-equiv=["']?(content-security-policy|refresh)[^>]*>/gi, '')
        // The page would take the focus itself, after the ledger was opened.
        .replace(/\sautofocus(=(["'])[^"']*\2)?/gi, '')
        .replace(/^\s*<!doctype[^>]*>/i, '');
      t.server.set('/page', {
        body: `<!doctype html><script src="/tests/ledger.js"></script><script src="/tests/listen.js"></script>${html}${TAG}`,
        // Nothing of the page's own is fetched: it would come, or not, at any time.
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'self' 'unsafe-inline' data: blob:; script-src 'self'; worker-src 'self'; connect-src 'self'" },
      });
      await t.goto('/page');
      const end = Date.now() + 60_000;
      let type;
      for (let tries = 0; !(type = await t.eval(() => heard[0]?.type)) && Date.now() < end; tries++) {
        // The tag waits until an article is near; without its style sheets a page's header may fill screens.
        if (tries > 40) await t.eval(() => document.querySelector('main,article')?.scrollIntoView());
        await new Promise((done) => setTimeout(done, 50));
      }
      const found = await t.eval(() => {
        const { detail, at } = heard[0] ?? {};
        const { article } = detail ?? {};
        const keys = globalThis.CSS?.highlights ? [...CSS.highlights].filter(([name]) => name.startsWith('tiyao-')).map(([name, { size }]) => `${name} ${size}`) : null;
        const marks = keys ?? [...document.querySelectorAll('tiyao-mark')].map(() => 'tiyao-mark 1');
        return { at, article, marks, keywords: detail?.analysis?.keywords.length, messages: [...warned, ...uncaught].filter((text) => /tiyao/i.test(text)) };
      });
      const fail = (what) => wrong.push(`${id}: ${what}`);
      const want = known.get(id);
      if (type !== (want?.article === false ? 'tiyao:none' : 'tiyao:ready')) fail(`announced ${type}`);
      if (found.messages.length) fail(found.messages.join('; '));
      if (type === 'tiyao:ready') {
        if (found.marks.length) painted++;
        else fail(`nothing painted for ${found.keywords} keywords`);
        if (want?.title) {
          withTitle++;
          if (squash(want.title) === squash(found.article.title)) titles++;
        }
        const { text, ...article } = found.article;
        out.push({ id, body: text, ...article, ready: Math.round(found.at) });
      } else {
        out.push({ id, none: true });
      }
      let elements = 0;
      if (type === 'tiyao:ready') {
        await t.eval(inPage);
        await tap(t, '.pill');
        await t.until(() => $('.card') && seen($('.card')) && Boolean($('.sentence')));
        await new Promise((done) => setTimeout(done, 300));
        elements = await t.eval(styles);
      }
      await t.eval(() => tiyao.dispose());
      if (elements) {
        const other = await t.eval(styles);
        if (other.length) fail(`${other.length} of ${elements} elements restyled: ${other.slice(0, 3).join('; ')}`);
        compared += elements;
      }
      await given(t).catch((error) => fail(`not given back: ${error.message.slice(0, 2000)}`));
    }
    if (process.env.TIYAO_PAGES_OUT) writeFileSync(process.env.TIYAO_PAGES_OUT, out.map((line) => `${JSON.stringify(line)}\n`).join(''));
    t.note(`${out.length} pages, painted on ${painted}, ${titles} of ${withTitle} titles, ${compared} elements in the page's own style, slowest ${out.reduce((most, { id, ready = 0 }) => (ready > most[0] ? [ready, id] : most), [0, '']).join(' ms: ')}`);
    assert.deepEqual(wrong, []);
    assert.ok(withTitle < 10 || titles >= withTitle * 0.93, `${titles} of ${withTitle} titles`);
  });
}

/** The tag on other people's pages: works where it may, and where it may not leaves them as they were. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test, assert, ROOT } from './harness.mjs';
import { article, asset, elsewhere, expect, given, open, page, settled, TAG } from './embedded.mjs';

const EMBED = '/dist/embed/';
const built = (name) => readFileSync(path.join(ROOT, 'dist/embed', name));
const FILES = [['widget', 'js'], ['worker', 'js'], ['engine', 'wasm'], ['standard', 'dict']].map((file) => asset(...file));

const EXTRA = asset('extra', 'js');

/** Timers of a minute end in half a second: what waits for a server that never answers. */
const HURRY = '<script src="/hurry.js"></script>';
const hurry = (t) => t.server.set('/hurry.js', { body: 'const wait = setTimeout; setTimeout = (f, ms, ...rest) => wait(f, ms === 60000 ? 500 : ms, ...rest);' });

test('dispose gives everything back', async (t) => {
  await open(t);
  await expect(t, 'ready');
  await t.eval(() => tiyao.dispose());
  await given(t);
  await t.eval(() => tiyao.dispose());
  assert.equal(await t.eval(() => tiyao.widgets.length), 0);
});

test('dispose at any moment gives everything back, and nothing is announced after it', async (t) => {
  // Once a step of the start is seen, the widget is disposed of.
  for (const step of ['at once', ...FILES]) {
    t.server.requests.length = 0;
    await open(t);
    await t.eval(() => new Promise((done) => { if (document.readyState === 'complete') done(); else addEventListener('load', done, { once: true }); }));
    if (step !== 'at once') while (!t.server.requests.some(({ path: where }) => where === EMBED + step)) await new Promise((done) => setTimeout(done, 5));
    await t.eval(() => tiyao.dispose());
    await new Promise((done) => setTimeout(done, 300));
    const { events, warnings, errors } = await t.eval(() => ({ events: heard, warnings: warned, errors: uncaught }));
    // It may have been ready by then, where the engine answers faster than this test asks.
    assert.ok(events.every(({ type }) => type === 'tiyao:ready'), JSON.stringify(events));
    assert.deepEqual([...warnings, ...errors], [], step);
    await given(t);
  }
});

test('the tag twice is one widget; tags for other articles are more', async (t) => {
  const two = `<div id="a">${article}</div><div id="b">${article.replaceAll('临浦', '远安')}</div>`;
  await open(t, two, { tag: ['', '', ' data-root="#b article"', ' data-root="#b article"'].map((data) => TAG.replace('<script', `<script data-root="#a article"`.replace(/ data-root.*/, data || ' data-root="#a article"'))).join('\n') });
  const { events, warnings } = await settled(t, 2);
  assert.deepEqual(events.map(({ type }) => type), ['tiyao:ready', 'tiyao:ready']);
  assert.deepEqual(warnings, []);
  assert.equal(await t.eval(() => tiyao.widgets.length), 2);
  assert.deepEqual(events.map(({ detail }) => detail.article.text.includes('远安')).sort(), [false, true]);
  await t.eval(() => tiyao.dispose());
  await given(t);
});

test('asks for nothing but its own files, each once, and stores nothing', async (t) => {
  await open(t);
  await expect(t, 'ready');
  await new Promise((done) => setTimeout(done, 500));
  const asked = t.server.requests.map(({ path: where, search }) => where + search).filter((where) => !where.startsWith('/tests/') && where !== '/page');
  assert.deepEqual(asked.sort(), [EMBED + 'tiyao.js', ...FILES.map((file) => EMBED + file)].sort());
  assert.deepEqual(await t.eval(() => [document.cookie, Object.keys(localStorage), Object.keys(sessionStorage)]), ['', [], []]);
  const cookies = t.server.requests.map(({ headers }) => headers.cookie).filter(Boolean);
  assert.deepEqual(cookies, []);
});

test('waits until the page is loaded', async (t) => {
  let answer;
  t.server.set('/slow.png', () => new Promise((done) => { answer = () => done({ status: 404 }); }));
  t.server.set('/page', { body: page(`${article}<img src="/slow.png" alt="">`) });
  void t.goto('/page').catch(() => {});
  while (!answer || !t.server.requests.some(({ path: where }) => where.endsWith('/tiyao.js'))) await new Promise((done) => setTimeout(done, 20));
  await new Promise((done) => setTimeout(done, 500));
  assert.ok(!t.server.requests.some(({ path: where }) => where === EMBED + FILES[0]));
  answer();
  await expect(t, 'ready');
});

test('waits until the article is near', async (t) => {
  await open(t, `<div style="height: 400vh"></div>${article}`);
  await new Promise((done) => setTimeout(done, 1500));
  assert.ok(!t.server.requests.some(({ path: where }) => where === EMBED + FILES[0]));
  await t.eval(() => scrollTo(0, innerHeight * 2.5));
  await expect(t, 'ready');
});

/** A page whose widget script comes only when it is let go; what was asked for by then. */
async function held(t, body, { off = false, tag } = {}) {
  const [widget] = FILES;
  let go;
  t.server.set(EMBED + widget, () => new Promise((done) => { go = () => done({ body: built(widget), headers: { 'content-type': 'text/javascript' } }); }));
  if (off) {
    t.server.set('/none', { body: '' });
    await t.goto('/none');
    await t.eval(() => localStorage.setItem('tiyao', JSON.stringify({ off: true })));
  }
  await open(t, body, { tag });
  while (!go) await new Promise((done) => setTimeout(done, 20));
  await new Promise((done) => setTimeout(done, 500));
  const others = [...FILES.slice(1), EXTRA];
  return { asked: others.filter((file) => t.server.requests.some(({ path: where }) => where === EMBED + file)), go: () => go() };
}

test('the engine is on its way beside the widget where the page is an article\'s', async (t) => {
  const { asked, go } = await held(t);
  assert.deepEqual(asked, FILES.slice(1));
  go();
  await expect(t, 'ready');
  // Each once: the widget has taken the worker that was there.
  for (const file of FILES) assert.equal(t.server.requests.filter(({ path: where }) => where === EMBED + file).length, 1, file);
  await t.eval(() => tiyao.dispose());
  await given(t);
});

test('what reads a record is on its way beside the widget', async (t) => {
  const { asked, go } = await held(t, `<script type="application/json" data-tiyao>{"version":1}</script>${article}`);
  assert.deepEqual(asked, [EXTRA]);
  go();
  await expect(t, 'ready');
  assert.equal(t.server.requests.filter(({ path: where }) => where === EMBED + EXTRA).length, 1);
  await t.eval(() => tiyao.dispose());
  await given(t);
});

for (const [what, body, tag] of [
  ['of several articles', article + article],
  ['without Chinese', '<article><p>Nothing here but English, and not much of that.</p></article>'],
  ['that waits for a tap', article, TAG.replace('<script', '<script data-start="tap"')],
]) {
  test(`the engine is not on its way before the widget on a page ${what}`, async (t) => {
    const { asked, go } = await held(t, body, { tag });
    assert.deepEqual(asked, []);
    go();
  });
}

test('a reader who turned the widget off has no engine fetched', async (t) => {
  const { asked, go } = await held(t, article, { off: true });
  // Its worker begins while the browser looks for the reader's settings, and is told nothing.
  assert.deepEqual(asked, FILES.filter((file) => file.startsWith('worker')));
  go();
  await expect(t, 'none');
  await given(t);
});

test('a worker that was started for a page without an article is ended', async (t) => {
  await open(t, '<article><p>春分后三日汛前大检查公告栏</p></article>');
  await expect(t, 'none');
  await given(t);
});

for (const [what, body] of [
  ['an empty page', ''],
  ['a page without Chinese', `<article><h1>Nothing here</h1>${'<p>This page is written in English, all of it, and at some length too.</p>'.repeat(20)}</article>`],
]) {
  test(`${what} gets tiyao:none, and nothing heavy`, async (t) => {
    await open(t, body);
    await expect(t, 'none');
    await given(t);
    assert.ok(!t.server.requests.some(({ path: where }) => FILES.slice(1).includes(where.slice(EMBED.length))));
    assert.equal(await t.eval(async () => (await tiyao.ready) === null), true);
  });
}

const flipped = (name) => { const bytes = Buffer.from(built(name)); bytes[bytes.length >> 1] ^= 4; return bytes; };
const FAILURES = {
  missing: () => ({ status: 404, body: 'not found' }),
  'a page instead': () => ({ body: '<!doctype html><title>首页</title>', headers: { 'content-type': 'text/html' } }),
  truncated: (name) => ({ body: built(name).subarray(0, built(name).length >> 1) }),
  'one bit wrong': (name) => ({ body: flipped(name) }),
  'cut off': () => (request, response) => void response.destroy(),
  'never answered': () => () => new Promise(() => {}),
};
for (const name of FILES) {
  for (const [how, route] of Object.entries(FAILURES)) {
    const kind = name.split('.')[0];
    // No browser can check a worker's script: one wrong bit may do anything, or nothing.
    if (kind === 'worker' && how === 'one bit wrong') continue;
    test(`${kind}: ${how}`, async (t) => {
      hurry(t);
      t.server.set(EMBED + name, route(name));
      await open(t, article, how === 'never answered' ? { head: HURRY } : {});
      // Which of the engine's files is late the page cannot tell.
      await expect(t, 'error', how === 'never answered' && !/\.js$/.test(name) ? /worker\.\w+\.js and its files did not all arrive within/ : new RegExp(name.replaceAll('.', '\\.')));
      await assert.rejects(t.eval(() => tiyao.ready));
    });
  }
}

const STRICT = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'";
/** What the tests' own pages need on top: nothing. */
const csp = (policy) => ({ 'content-security-policy': policy });

test('works under a strict policy, without wasm-unsafe-eval', async (t) => {
  await open(t, article, { headers: csp(STRICT) });
  await expect(t, 'ready');
  await t.eval(() => tiyao.dispose());
  await given(t);
});

for (const [what, policy, says] of [
  ['scripts', STRICT.replace("script-src 'self'", "script-src 'nonce-page'"), /script-src/],
  ['workers', STRICT.replace("worker-src 'self'", "worker-src 'none'"), /worker-src/],
]) {
  test(`a policy that forbids ${what} is named`, async (t) => {
    // The page's own scripts carry a nonce; only the loader's are refused.
    const body = page(article).replaceAll('<script', '<script nonce="page"').replace('nonce="page" defer', 'defer nonce="page"');
    t.server.set('/page', { body: what === 'scripts' ? body.replace('<script defer nonce="page"', '<script defer nonce="page" id="tag"') : body, headers: { 'content-type': 'text/html; charset=utf-8', ...csp(policy) } });
    if (what === 'scripts') {
      // A nonce is handed on, so that this fails takes a tag that has lost it.
      t.server.set('/tests/listen.js', { body: `${readFileSync(path.join(ROOT, 'tests/browser/listen.js'), 'utf8')}\ndocument.addEventListener('readystatechange', () => { document.getElementById('tag').nonce = ''; }, { once: true });` });
    }
    await t.goto('/page');
    const { events, warnings, errors } = await settled(t);
    assert.deepEqual([events.map(({ type }) => type), warnings.length, errors], [['tiyao:error'], 1, []]);
    assert.match(warnings[0], says);
  });
}

test('a policy on the worker that forbids wasm is named', async (t) => {
  const worker = FILES[1];
  t.server.set(EMBED + worker, { body: built(worker), headers: csp(STRICT) });
  await open(t, article, { headers: csp(STRICT) });
  await expect(t, 'error', /'wasm-unsafe-eval'/);
  t.server.set(EMBED + worker, { body: built(worker), headers: csp(STRICT.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")) });
  await open(t, article, { headers: csp(STRICT) });
  await expect(t, 'ready');
});

test('a policy on the worker that forbids fetching is named', async (t) => {
  const worker = FILES[1];
  t.server.set(EMBED + worker, { body: built(worker), headers: csp("default-src 'none'; script-src 'wasm-unsafe-eval'") });
  await open(t, article, { headers: csp(STRICT) });
  await expect(t, 'error', /connect-src/);
});

const title = (t) => t.eval(() => document.querySelector('tiyao-panel').shadowRoot.querySelector('.pill')?.textContent);

test('what only some pages need is asked for there: under any policy the widget itself works under', async (t) => {
  const tagged = { tag: TAG.replace('<script', '<script data-lang="en" nonce="r4nd0m"') };
  for (const script of ["'self'", "'nonce-r4nd0m'"]) {
    t.server.requests.length = 0;
    await open(t, article, { ...tagged, ledger: false, headers: csp(STRICT.replace("'self'", `${script} 'nonce-r4nd0m'`) + "; require-trusted-types-for 'script'; trusted-types tiyao") });
    await t.until(() => Boolean(document.querySelector('tiyao-panel')?.shadowRoot.querySelector('.pill')));
    assert.equal(await title(t), 'Digest');
    assert.equal(t.server.requests.filter(({ path: where }) => where === EMBED + EXTRA).length, 1);
  }
});

for (const [how, route] of Object.entries(FAILURES)) {
  test(`extra: ${how}: 简体 stands in, with one warning`, async (t) => {
    hurry(t);
    t.server.set(EMBED + EXTRA, route(EXTRA));
    await open(t, `<script type="application/json" data-tiyao>{"version":1}</script>${article}`, { tag: TAG.replace('<script', '<script data-lang="en"'), head: how === 'never answered' ? HURRY : '' });
    const { events, warnings, errors } = await settled(t);
    assert.deepEqual([events.map(({ type }) => type), errors], [['tiyao:ready'], []]);
    assert.equal(warnings.length, 1, warnings.join('\n'));
    assert.ok(warnings[0].startsWith('tiyao: ') && warnings[0].includes(EXTRA), warnings[0]);
    assert.equal(await title(t), '提要');
    assert.equal(await t.eval(() => document.querySelector('tiyao-panel').shadowRoot.querySelector('.root').lang), 'zh-Hans');
    await t.eval(() => tiyao.dispose());
    await given(t);
  });
}

test('works with nonces alone', async (t) => {
  t.server.set('/page', { body: page(article).replaceAll('<script', '<script nonce="r4nd0m"'), headers: { 'content-type': 'text/html; charset=utf-8', ...csp(STRICT.replace("script-src 'self'", "script-src 'nonce-r4nd0m'")) } });
  await t.goto('/page');
  await expect(t, 'ready');
});

test('works where Trusted Types are required, and names the policy to allow', async (t) => {
  await open(t, article, { headers: csp(`${STRICT}; require-trusted-types-for 'script'; trusted-types tiyao`) });
  await expect(t, 'ready');
  if (!(await t.eval(() => 'trustedTypes' in window))) return t.note('no Trusted Types here');
  await open(t, article, { headers: csp(`${STRICT}; require-trusted-types-for 'script'; trusted-types other`) });
  await expect(t, 'error', /trusted-types tiyao/);
});

test('works isolated by COOP and COEP', async (t) => {
  const isolated = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
  const worker = FILES[1];
  t.server.set(EMBED + worker, { body: built(worker), headers: isolated });
  await open(t, article, { headers: isolated });
  await expect(t, 'ready');
  assert.equal(await t.eval(() => crossOriginIsolated), true);
});

test('works from another origin that allows it, without blob: nowhere', async (t) => {
  const cdn = await elsewhere();
  const origin = cdn.origin.replace('localhost', '127.0.0.1');
  try {
    const tag = `<script defer src="${origin}/dist/embed/tiyao.js"></script>`;
    await open(t, article, { tag });
    await expect(t, 'ready');
    assert.deepEqual(t.server.requests.filter(({ path: where }) => where.startsWith(EMBED)), []);
    await t.eval(() => tiyao.dispose());
    await given(t);
    // The blob inherits the page's policy: wasm has to be allowed there.
    const allowed = `default-src 'none'; script-src 'self' ${origin} 'wasm-unsafe-eval'; worker-src blob:; connect-src ${origin}`;
    await open(t, article, { tag, headers: csp(allowed) });
    await expect(t, 'ready');
    await open(t, article, { tag, headers: csp(allowed.replace(" 'wasm-unsafe-eval'", '')) });
    await expect(t, 'error', /'wasm-unsafe-eval'/);
    await open(t, article, { tag, headers: csp(allowed.replace('worker-src blob:', `worker-src ${origin}`)) });
    await expect(t, 'error', /worker-src blob:/);
  } finally {
    await cdn.close();
  }
});

test('another origin that does not allow it is named', async (t) => {
  const cdn = await elsewhere({});
  try {
    await open(t, article, { tag: `<script defer src="${cdn.origin.replace('localhost', '127.0.0.1')}/dist/embed/tiyao.js"></script>` });
    await expect(t, 'error', /Access-Control-Allow-Origin/);
  } finally {
    await cdn.close();
  }
});

test('data-assets says where the files lie', async (t) => {
  for (const name of FILES) t.server.set(`/static/tiyao/${name}`, { body: built(name) });
  await open(t, article, { tag: TAG.replace('<script', '<script data-assets="/static/tiyao"') });
  await expect(t, 'ready');
  assert.deepEqual(t.server.requests.filter(({ path: where }) => where.startsWith(EMBED)).map(({ path: where }) => where), [`${EMBED}tiyao.js`]);
  await open(t, article, { tag: TAG.replace('<script', '<script data-assets="http://["') });
  await expect(t, 'error', /data-assets/);
});

test('works in a sandboxed frame', async (t) => {
  const open = { 'access-control-allow-origin': '*' };
  for (const name of FILES) t.server.set(EMBED + name, { body: built(name), headers: open });
  t.server.set('/tests/tell.js', { body: "for (const type of ['tiyao:ready', 'tiyao:none', 'tiyao:error']) document.addEventListener(type, ({ detail }) => parent.postMessage([type, detail && detail.message || ''], '*'));" });
  t.server.set('/inner', { body: page(article, { head: '<script src="/tests/tell.js"></script>' }) });
  t.server.set('/outer', { body: `<!doctype html><title>外</title><script src="/wait.js"></script><iframe sandbox="allow-scripts" src="/inner" width="800" height="600"></iframe>` });
  t.server.set('/wait.js', { body: "addEventListener('message', ({ data }) => { globalThis.told = data; });" });
  await t.goto('/outer');
  assert.deepEqual(await t.until(() => globalThis.told), ['tiyao:ready', '']);
});

test('an attribute it cannot read is one warning, and the default', async (t) => {
  await open(t, article, { tag: TAG.replace('<script', '<script data-keywords="many"') });
  const { events, warnings } = await settled(t);
  assert.deepEqual(events.map(({ type }) => type), ['tiyao:ready']);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0], /data-keywords/);
});

test('a hostile page: patched prototypes, a patched Promise, an element of that name, listeners that throw', async (t) => {
  t.server.set('/hostile.js', { body: `
    Array.prototype.last = function () { return this[this.length - 1]; };
    Object.prototype.own = 'theirs';
    Object.prototype.blocked = 'theirs';
    const Native = Promise;
    window.Promise = class Promise extends Native {};
    document.addEventListener('tiyao:ready', () => { throw new Error('of the host'); });` });
  await open(t, `<div id="tiyao">${article}</div>`, { head: '<script src="/hostile.js"></script>' });
  await t.until(() => heard.length);
  const [type, errors, text] = await t.eval(() => [heard[0].type, uncaught.map((message) => message.includes('of the host')), tiyao.widgets[0]?.text.length > 100]);
  assert.deepEqual([type, errors, text], ['tiyao:ready', [true], true]);
  await t.eval(() => tiyao.dispose());
});

test('a page that removes the article while we work is left alone', async (t) => {
  await open(t);
  await t.until((name) => performance.getEntriesByType('resource').some((entry) => entry.name.endsWith(name)), FILES[0]);
  await t.eval(() => document.querySelector('article').remove());
  await new Promise((done) => setTimeout(done, 3000));
  assert.deepEqual(await t.eval(() => uncaught), []);
  await t.eval(() => tiyao.dispose());
});

test('removed and added again 200 times, nothing is left', { timeout: 300_000 }, async (t) => {
  // The ledger itself keeps what it counts.
  await open(t, article, { ledger: false });
  await expect(t, 'ready');
  const rounds = t.engine === 'chromium' ? 200 : 20;
  const again = () => t.eval(async (tag) => {
    tiyao.dispose();
    document.querySelector('script[src$="tiyao.js"]').remove();
    const script = document.createElement('script');
    script.src = tag;
    document.body.append(script);
    await new Promise((done) => script.addEventListener('load', done, { once: true }));
    await tiyao.ready;
    heard.length = 0;
    return tiyao.widgets.length;
  }, `${EMBED}tiyao.js`);
  const heap = async () => {
    if (t.engine !== 'chromium') return 0;
    const session = await t.raw.context().newCDPSession(t.raw);
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const { nodes, documents, jsEventListeners } = await session.send('Memory.getDOMCounters');
    return { usedSize, nodes, documents, jsEventListeners };
  };
  for (let i = 0; i < 10; i++) assert.equal(await again(), 1);
  const before = await heap();
  for (let i = 10; i < rounds; i++) assert.equal(await again(), 1);
  const after = await heap();
  if (!after) return;
  t.note(`heap ${Math.round(before.usedSize / 1024)} → ${Math.round(after.usedSize / 1024)} KiB, nodes ${before.nodes} → ${after.nodes}, listeners ${before.jsEventListeners} → ${after.jsEventListeners} in ${rounds - 10} rounds`);
  assert.ok(after.usedSize - before.usedSize < (rounds - 10) * 3_000, `each round keeps more than 3 kB: ${JSON.stringify([before, after])}`);
  assert.ok(after.nodes - before.nodes < rounds, `each round keeps a node: ${JSON.stringify([before, after])}`);
});

test('an article of 2 MB', { timeout: 120_000 }, async (t) => {
  const paragraph = /<p>临浦县.*?<\/p>/s.exec(article)[0];
  const count = Math.ceil(2_000_000 / Buffer.byteLength(paragraph));
  await open(t, article.replace('</article>', `${Array.from({ length: count }, (_, i) => paragraph.replace('六十', `${i}`)).join('\n')}</article>`));
  // What was announced stays in the page: its hundred thousand spans take a driver longer than all the work.
  await t.until(() => heard.length);
  const { types, sentences, spans, messages, ready, highlights } = await t.eval(() => ({
    types: heard.map(({ type }) => type), messages: [...warned, ...uncaught], ready: heard[0].at, highlights: globalThis.CSS?.highlights?.has('tiyao-keyword') ?? true,
    sentences: heard[0].detail.analysis.sentences.length, spans: heard[0].detail.analysis.keywords.reduce((sum, keyword) => sum + keyword.spans.length / 2, 0),
  }));
  assert.deepEqual([types, messages, highlights], [['tiyao:ready'], [], true]);
  assert.ok(sentences >= 2 * count, `${sentences} sentences in ${count} paragraphs`);
  assert.ok(spans >= 4 * count, `${spans} places in ${count} paragraphs`);
  t.note(`ready after ${(ready / 1000).toFixed(1)} s, with ${spans} places`);
  await t.eval(() => tiyao.dispose());
  await given(t);
});

/** Makes an engine one without custom highlights. */
const OLD = '<script>delete CSS.highlights; if (CSS.highlights) Object.defineProperty(CSS, "highlights", { value: undefined });</script>';

test('an engine without custom highlights gets the painter that wraps, and no other does', async (t) => {
  await open(t, article, { head: OLD });
  await expect(t, 'ready');
  assert.ok(await t.eval(() => document.querySelectorAll('article tiyao-mark').length > 0));
  const extra = () => t.server.requests.filter(({ path: where }) => where === EMBED + EXTRA).length;
  assert.equal(extra(), 1);
  await t.eval(() => tiyao.dispose());
  await given(t);
  await open(t, article);
  await expect(t, 'ready');
  assert.equal(extra(), await t.eval(() => ('highlights' in CSS ? 1 : 2)));
});

test('an engine without custom highlights that cannot have it gets one warning', async (t) => {
  t.server.set(EMBED + EXTRA, FAILURES.missing(EXTRA));
  await open(t, article, { head: OLD });
  await expect(t, 'error', new RegExp(EXTRA));
  await given(t);
});

/** What goes wrong while we work, and pages that are too much: one clear outcome each, and the page goes on. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test, assert, ROOT } from './harness.mjs';
import { article, asset, expect, given, open, settled } from './embedded.mjs';

const EMBED = '/dist/embed/';
const built = (name) => readFileSync(path.join(ROOT, 'dist/embed', name));
const [WORKER, ENGINE] = [['worker', 'js'], ['engine', 'wasm']].map((file) => asset(...file));
/** Timers of a minute end in three seconds: longer than an engine needs to start on a busy machine. */
const HURRY = '<script src="/hurry.js"></script>';
const hurry = (t) => t.server.set('/hurry.js', { body: 'const wait = setTimeout; setTimeout = (f, ms, ...rest) => wait(f, ms === 60000 ? 3000 : ms, ...rest);' });

/** The worker with `script` before it: what a worker can meet. */
const worker = (t, script) => t.server.set(EMBED + WORKER, { body: `${script}\n${built(WORKER)}` });
/** Once the engine has started, the next message ends it by `how`. */
const midway = (how) => `addEventListener('message', (event) => { if (event.data.method === 'analyze') { event.stopImmediatePropagation(); ${how} } });`;

for (const [what, script, says] of [
  ['throws', midway("throw new Error('broken');"), /worker\.\w+\.js failed \(.*broken/],
  ['ends itself', midway('close();'), /analyze gave no answer within/],
  ['answers with garbage', midway("postMessage(null); postMessage('x'); postMessage({ id: 999 });"), /analyze gave no answer within/],
  ['traps', 'const { Instance } = WebAssembly; WebAssembly.Instance = function (...given) { const { exports } = new Instance(...given); return { exports: { ...exports, engine_analyze() { throw new WebAssembly.RuntimeError("unreachable"); } } }; };', /the engine stopped.*unreachable/],
]) {
  test(`the worker ${what} midway`, async (t) => {
    hurry(t);
    worker(t, script);
    await open(t, article, { head: HURRY });
    await expect(t, 'error', says);
  });
}

/** The module with room for `pages` more pages of 64 KiB than it begins with, and the worker that names its hash. */
function cramped(t, pages) {
  const wasm = built(ENGINE);
  const number = (at) => { let value = 0; let length = 0; for (let shift = 0; ; shift += 7) { const byte = wasm[at + length++]; value |= (byte & 127) << shift; if (byte < 128) return { value, length }; } };
  const leb = (value) => { const bytes = []; do { bytes.push(value & 127 | (value > 127 ? 128 : 0)); value >>>= 7; } while (value); return bytes; };
  let at = 8;
  while (wasm[at] !== 5) at += 1 + number(at + 1).length + number(at + 1).value;
  const size = number(at + 1);
  const start = number(at + 1 + size.length + 2);
  const body = [1, 1, ...leb(start.value), ...leb(start.value + pages)];
  const module = Buffer.concat([wasm.subarray(0, at), Buffer.from([5, ...leb(body.length), ...body]), wasm.subarray(at + 1 + size.length + size.value)]);
  const hash = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
  for (const [name, bytes] of [[ENGINE, module], [WORKER, built(WORKER).toString().replace(hash(wasm), hash(module))]]) t.server.set(EMBED + name, { body: bytes });
}

test('wasm without memory for the text', async (t) => {
  cramped(t, 400);
  await open(t);
  await expect(t, 'ready');
  // An allocation that fails is a trap, wherever it happens.
  for (const pages of [8, 20, 28]) {
    cramped(t, pages);
    await open(t);
    await expect(t, 'error', /(stopped|failed).*(unreachable|memory)/i);
  }
});

test('wasm that gets no memory at all', async (t) => {
  worker(t, "WebAssembly.Instance = function () { throw new RangeError('WebAssembly.Instance(): Out of memory'); };");
  await open(t);
  await expect(t, 'error', /Out of memory/);
});

test('storage that is denied, in every way a browser denies it', async (t) => {
  t.server.set('/denied.js', { body: `
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });
    Object.defineProperty(document, 'cookie', { get() { throw new DOMException('denied', 'SecurityError'); } });` });
  await open(t, article, { head: '<script src="/denied.js"></script>' });
  await expect(t, 'ready');
  t.server.set('/full.js', { body: "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };" });
  await open(t, article, { head: '<script src="/full.js"></script>' });
  await expect(t, 'ready');
  await t.eval(() => tiyao.dispose());
  await given(t);
});

for (const [type, body, before] of [['ready', article, ''], ['none', '', ''], ['error', article, EMBED + ENGINE]]) {
  test(`a listener of the host's that throws at tiyao:${type} changes nothing`, async (t) => {
    t.server.set('/throws.js', { body: `document.addEventListener('tiyao:${type}', () => { throw new Error('of the host'); });` });
    if (before) t.server.set(before, { status: 404 });
    await open(t, body, { head: '<script src="/throws.js"></script>' });
    await t.until(() => heard.length);
    await new Promise((done) => setTimeout(done, 300));
    const { events, warnings, errors } = await settled(t);
    assert.deepEqual([events.map((event) => event.type), warnings.length], [[`tiyao:${type}`], type === 'error' ? 1 : 0]);
    assert.equal(errors.length, 1);
    assert.match(errors[0], /of the host/);
    await t.eval(() => tiyao.dispose());
    await given(t);
  });
}

const PATCHES = {
  'Array.prototype extended, as old libraries do': 'Array.prototype.last = function () { return this[this.length - 1]; }; Array.prototype.remove = function () {}; Object.prototype.extend = function () {}; Object.prototype.default = "theirs";',
  'Promise replaced, as zone.js does': `const Native = Promise;
    class Zoned { constructor(run) { this.inner = new Native(run); } then(yes, no) { return new Zoned((done, fail) => this.inner.then(yes, no).then(done, fail)); } catch(no) { return this.then(undefined, no); } finally(f) { return this.then((v) => { f(); return v; }, (e) => { f(); throw e; }); }
      static resolve(v) { return new Zoned((done) => done(v)); } static reject(e) { return new Zoned((_, fail) => fail(e)); } static all(list) { return new Zoned((done, fail) => Native.all(list).then(done, fail)); } static race(list) { return new Zoned((done, fail) => Native.race(list).then(done, fail)); } }
    window.Promise = Zoned;`,
  'Promise.prototype.then patched': 'const { then } = Promise.prototype; Promise.prototype.then = function (yes, no) { return then.call(this, yes && function (value) { return yes(value); }, no); };',
  'timers, fetch and listeners wrapped': `for (const name of ['setTimeout', 'requestAnimationFrame', 'queueMicrotask']) { const own = window[name]; window[name] = (f, ...rest) => own(function (...given) { return f(...given); }, ...rest); }
    window.fetch = () => { throw new Error('no fetching here'); };`,
};
for (const [what, script] of Object.entries(PATCHES)) {
  test(`prototype pollution: ${what}`, async (t) => {
    t.server.set('/patched.js', { body: script });
    // Wrapped before the ledger, or it could not see through.
    await open(t, article, { head: '<script src="/patched.js"></script>', ledger: false });
    const { events, warnings, errors } = await settled(t);
    assert.deepEqual([events.map((event) => event.type), warnings, errors], [['tiyao:ready'], [], []]);
    const [before, after] = await t.eval(() => { const html = document.documentElement.outerHTML; tiyao.dispose(); return [html.length, document.documentElement.outerHTML.length]; });
    assert.ok(after <= before);
    assert.equal(await t.eval(() => document.querySelector('tiyao-panel')), null);
  });
}

/** The longest time that a timer of the page's had to wait, from now on, ms. */
const watchPulse = (t) => t.server.set('/pulse.js', { body: `
  globalThis.pulse = 0;
  globalThis.ours = [];
  let last = performance.now();
  setInterval(() => { const now = performance.now(); if (globalThis.measuring) pulse = Math.max(pulse, now - last); last = now; }, 10);
  addEventListener('load', () => setTimeout(() => { measuring = true; }, 0));
  if (PerformanceObserver.supportedEntryTypes.includes('long-animation-frame')) new PerformanceObserver((list) => {
    for (const { scripts } of list.getEntries()) for (const { sourceURL, duration } of scripts) if (sourceURL.includes('/dist/embed/')) ours.push(duration);
  }).observe({ type: 'long-animation-frame', buffered: true });` });

const paragraph = /<p>临浦县.*?<\/p>/s.exec(article)[0];
const paragraphs = (characters) => {
  const length = paragraph.replace(/<[^>]+>/g, '').length;
  return Array.from({ length: Math.ceil(characters / length) }, (_, i) => paragraph.replace('六十', `${i}`)).join('\n');
};

test('a page of 5 MB around an article', { timeout: 120_000 }, async (t) => {
  watchPulse(t);
  const entry = '<div class="row"><a href="#x">县里的另一条消息，标题不短也不长</a> <span>三小时前</span> <img alt="" width="10" height="10"> <b>赞</b></div>\n';
  const rest = entry.repeat(Math.ceil(5_000_000 / Buffer.byteLength(entry) / 2));
  await open(t, `<div class="list">${rest}</div>${article}<div class="list">${rest}</div>`, { head: '<script src="/pulse.js"></script>', ledger: false, tag: '<script defer data-root="article" src="/dist/embed/tiyao.js"></script>' });
  await t.eval(() => document.querySelector('article').scrollIntoView());
  await t.until(() => heard.length);
  const { events, warnings } = await settled(t);
  assert.deepEqual([events.map((event) => event.type), warnings], [['tiyao:ready'], []]);
  const [pulse, longest] = await t.eval(() => [pulse, Math.max(0, ...ours)]);
  t.note(`the page's timer waited ${Math.round(pulse)} ms at most, ${Math.round(longest)} ms for a script of ours`);
  await t.eval(() => tiyao.dispose());
});

test('an article of 1,000,000 characters', { timeout: 240_000 }, async (t) => {
  watchPulse(t);
  await open(t, article.replace('</article>', `${paragraphs(1_000_000)}</article>`), { head: '<script src="/pulse.js"></script>', ledger: false });
  await t.until(() => heard.length);
  const { events: [{ type, at }], warnings } = await settled(t);
  assert.deepEqual([type, warnings], ['tiyao:ready', []]);
  const [length, pulse, longest] = await t.eval(() => [tiyao.widgets[0].text.length, pulse, Math.max(0, ...ours)]);
  assert.ok(length > 1_000_000, `${length} characters read`);
  t.note(`${length} characters, ready after ${Math.round(at)} ms; the page's timer waited ${Math.round(pulse)} ms at most, ${Math.round(longest)} ms for a script of ours`);
  const html = await t.eval(() => { tiyao.dispose(); return document.querySelector('tiyao-panel') === null && [...(CSS.highlights?.keys() ?? [])].length === 0; });
  assert.equal(html, true);
});

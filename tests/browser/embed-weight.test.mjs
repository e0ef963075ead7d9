/** What the tag asks for: less where the reader has little, once, and then nothing again. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createSite } from '../../scripts/server.mjs';
import { test, assert, ROOT } from './harness.mjs';
import { article, asset, expect, given, open, page, TAG } from './embedded.mjs';

const FILES = [['widget', 'js'], ['worker', 'js'], ['engine', 'wasm'], ['standard', 'dict']].map((file) => asset(...file));
const asked = (t) => t.server.requests.map(({ path: where }) => path.basename(where)).filter((name) => /^(worker|engine|standard|full)\./.test(name)).map((name) => name.split('.')[0]).sort();
const FULL = TAG.replace('<script', '<script data-dictionary="full"');
/** A device and connection as the browser would tell of them. */
const device = (t, facts) => {
  t.server.set('/device.js', { body: Object.entries(facts).map(([name, value]) => `Object.defineProperty(navigator, '${name}', { value: ${JSON.stringify(value)}, configurable: true });`).join('\n') });
  return '<script src="/device.js"></script>';
};

for (const [what, facts] of [
  ['Save-Data', { connection: { saveData: true, effectiveType: '4g' } }],
  ['a connection like 3G', { connection: { saveData: false, effectiveType: '3g' } }],
  ['a connection like slow 2G', { connection: { effectiveType: 'slow-2g' } }],
  ['1 GB of memory', { deviceMemory: 1, connection: { effectiveType: '4g' } }],
]) {
  test(`${what}: engine and dictionary on tap only, and never the full tier`, async (t) => {
    await open(t, article, { head: device(t, facts), tag: FULL });
    await t.until(() => Boolean(document.querySelector('tiyao-panel')?.shadowRoot?.querySelector('.pill')));
    await new Promise((done) => setTimeout(done, 1000));
    assert.deepEqual(asked(t), []);
    assert.deepEqual(await t.eval(() => heard), []);
    await t.eval(() => document.querySelector('tiyao-panel').shadowRoot.querySelector('.pill').click());
    await expect(t, 'ready');
    assert.deepEqual(asked(t), ['engine', 'standard', 'worker']);
    await t.eval(() => tiyao.dispose());
    await given(t);
  });
}

test('a good connection and enough memory: at once, and the tier that was asked for', async (t) => {
  await open(t, article, { head: device(t, { connection: { saveData: false, effectiveType: '4g' }, deviceMemory: 2 }), tag: FULL });
  await expect(t, 'ready');
  assert.deepEqual(asked(t), ['engine', 'full', 'worker']);
});

/** Our own server, which caches as a site should, with what it was asked for. */
async function site(pages) {
  const server = createSite({ pages: new Map(Object.entries(pages)), folders: { '/dist/embed/': path.join(ROOT, 'dist/embed'), '/tests/': path.join(ROOT, 'tests/browser') } });
  const requests = [];
  server.on('request', ({ url, headers }, response) => response.on('finish', () => requests.push({ name: path.basename(url), status: response.statusCode, headers })));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { origin: `http://localhost:${server.address().port}`, requests, close: () => { server.close(); server.closeAllConnections(); } };
}

test('a second page view takes nothing from the network but the loader\'s revalidation', async (t) => {
  const { origin, requests, close } = await site({ '/one': page(article), '/two': page(article.replaceAll('临浦', '远安')) });
  const ours = () => requests.filter(({ name }) => name === 'tiyao.js' || FILES.includes(name)).map(({ name, status }) => [name, status]).sort();
  try {
    await t.goto(`${origin}/one`);
    await expect(t, 'ready');
    assert.deepEqual(ours(), [...FILES, 'tiyao.js'].map((name) => [name, 200]).sort());
    requests.length = 0;
    await t.goto(`${origin}/two`);
    const { article: { text } } = await expect(t, 'ready');
    assert.match(text, /远安/);
    assert.deepEqual(ours(), [['tiyao.js', 304]]);
  } finally {
    close();
  }
});

test('hashed names are cached for ever, the loader is asked for again, and all is compressed', async () => {
  const { origin, close } = await site({});
  try {
    for (const name of [...FILES, asset('full', 'dict'), 'tiyao.js']) {
      // Not `fetch`, which would undo the compression.
      const { headers } = await new Promise((done, fail) => import('node:http').then(({ get }) => get(`${origin}/dist/embed/${name}`, { headers: { 'accept-encoding': 'br' } }, (response) => { response.resume(); done(response); }).on('error', fail)));
      assert.equal(headers['cache-control'], name === 'tiyao.js' ? 'no-cache' : 'public, max-age=31536000, immutable', name);
      assert.ok(headers.etag);
      assert.equal(headers['content-encoding'], 'br');
      assert.equal(headers['content-type'].split(';')[0], { js: 'text/javascript', wasm: 'application/wasm', dict: 'application/octet-stream' }[name.split('.').at(-1)]);
    }
  } finally {
    close();
  }
});

test('what was prefetched is not asked for again', { engines: ['chromium'] }, async (t) => {
  const links = FILES.map((name) => `<link rel="prefetch" href="/dist/embed/${name}">`).join('');
  const { origin, requests, close } = await site({ '/list': `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>列表</title>${links}`, '/one': page(article) });
  try {
    await t.goto(`${origin}/list`);
    for (const end = Date.now() + 20_000; requests.filter(({ name }) => FILES.includes(name)).length < FILES.length && Date.now() < end;) await new Promise((done) => setTimeout(done, 50));
    assert.deepEqual(requests.map(({ name }) => name).filter((name) => FILES.includes(name)).sort(), [...FILES].sort());
    requests.length = 0;
    await t.goto(`${origin}/one`);
    await expect(t, 'ready');
    assert.deepEqual(requests.map(({ name }) => name).filter((name) => FILES.includes(name)), []);
  } finally {
    close();
  }
});

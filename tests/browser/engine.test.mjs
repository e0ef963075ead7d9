/** The client over the built worker, wasm and dictionary: what comes back, and what happens when something goes wrong. */
import path from 'node:path';
import { test, assert, bundle, ROOT } from './harness.mjs';
import { asset } from './embedded.mjs';

/** A page with `Engine` in `client.Engine` and `engine` made of the built files; the worker is the package's, which is told where they lie. */
async function open(t, { worker = '/worker.js', dictionary = `/dist/embed/${asset('standard', 'dict')}`, options = {} } = {}) {
  t.server.set('/worker.js', { body: await bundle('www/worker.ts', { alias: { 'engine-module': path.join(ROOT, 'dist/build/engine.js') } }) });
  t.server.set('/client.js', { body: await bundle('www/engine.ts', { globalName: 'client' }) });
  t.server.set('/engine', { body: '<!doctype html><meta charset="utf-8"><title>引擎</title><script src="/client.js"></script>' });
  await t.goto('/engine');
  await t.eval((script, wasm, dictionary, more) => {
    globalThis.workers = [];
    globalThis.engine = new client.Engine({
      createWorker: () => workers[workers.push(new Worker(script)) - 1],
      start: { wasm, dictionary }, files: `${wasm} and ${dictionary}`, ...more,
    });
    globalThis.failure = (promise) => promise.then(() => null, (e) => ({ name: e.name, code: e.code, message: e.message, fatal: e.fatal }));
  }, worker, `/dist/embed/${asset('engine', 'wasm')}`, dictionary, options);
}

/** A worker with a switch: `dies` makes the next call into wasm a trap, `hangs` keeps the next answer back. */
function brittle(t) {
  t.server.set('/brittle.js', { body: `
    const { Instance } = WebAssembly;
    WebAssembly.Instance = function (...given) {
      const { exports } = new Instance(...given);
      const engine_segment = (...args) => {
        if (mood === 'dies') throw new WebAssembly.RuntimeError('unreachable');
        if (mood === 'hangs') for (;;);
        return exports.engine_segment(...args);
      };
      return { exports: { ...exports, engine_segment } };
    };
    let mood;
    addEventListener('message', (event) => { if (event.data.mood) { mood = event.data.mood; event.stopImmediatePropagation(); } });
    importScripts('/worker.js');` });
  return '/brittle.js';
}

test('tokens slice the text: with astral characters, lone surrogates, CRLF, nothing at all', async (t) => {
  await open(t);
  for (const text of ['', '临浦县的𠮷野家😀开了\r\n第二家店。', '半个\uD842字', '面 建 设\u200b新\n村', 'AI与5G，繁體發展']) {
    const { spans, tags, flat } = await t.eval(async (given) => {
      const { spans, tags } = await engine.segment(given, { repair: false });
      return { spans: [...spans], tags, flat: spans instanceof Uint32Array };
    }, text);
    assert.ok(flat);
    assert.equal(spans.length, 2 * tags.length);
    const words = tags.map((_, i) => text.slice(spans[2 * i], spans[2 * i + 1]));
    assert.equal(words.join(''), text);
    assert.ok(words.every((word) => word && !/^[\uDC00-\uDFFF]/.test(word)), JSON.stringify(words));
  }
});

test('keywords are found where they stand, and cross as numbers', async (t) => {
  await open(t);
  const text = '😀流动晒场走遍临浦县。六十台流动晒场烘干秋粮，农户都夸流动晒场。\r\n流动晒场明年还要增加，临浦县的𠮷先生说。';
  const { keywords, sentences, summary } = await t.eval(async (given) => {
    const { keywords, ...rest } = await engine.analyze({ text: given, title: '流动晒场' });
    return { keywords: keywords.map((k) => ({ ...k, spans: [...k.spans], flat: k.spans instanceof Uint32Array })), ...rest };
  }, text);
  assert.ok(keywords.length > 0);
  for (const { term, spans, count, flat } of keywords) {
    assert.ok(flat);
    assert.equal(spans.length, 2 * count);
    for (let i = 0; i < spans.length; i += 2) assert.equal(text.slice(spans[i], spans[i + 1]), term);
  }
  assert.ok(sentences.length >= 3);
  assert.ok(sentences.every(({ start, end, rank }) => start < end && end <= text.length && rank !== undefined));
  assert.ok(summary.every((index) => sentences[index].rank !== null));
});

test('what an option cannot be is said by its name, and nothing is lost', async (t) => {
  await open(t);
  const refused = await t.eval(async () => {
    const results = [];
    for (const options of [{ keywords: { limit: -1 } }, { keywords: { limit: 1.5 } }, { keywords: { pinned: '一' } }, { keywords: { minScore: 2 } }, { keywords: { minScore: NaN } },
      { summary: { budget: { ratio: -1 } } }, { summary: { budget: 'much' } }, { repair: { lines: 'yes' } }, { keywords: 3 }]) {
      results.push({ options: JSON.stringify(options), error: await failure(engine.analyze({ text: '一句话。' }, options)) });
    }
    results.push({ options: 'mode', error: await failure(engine.segment('一句话。', { mode: 'wild' })) }, { options: 'text', error: await failure(engine.analyze({})) });
    return { results, workers: workers.length };
  });
  const names = ['keywords.limit', 'keywords.limit', 'keywords.pinned', 'keywords.minScore', 'keywords.minScore', 'summary.budget', 'summary.budget', 'repair', 'keywords', 'mode', 'text'];
  refused.results.forEach(({ options, error }, i) => {
    assert.equal(error?.code, 'invalid-option', `${options}: ${JSON.stringify(error)}`);
    assert.ok(error.message.includes(names[i]), `${options}: ${error.message}`);
    assert.equal(error.fatal, false);
  });
  assert.equal(refused.workers, 1);
  assert.equal(await t.eval(async () => (await engine.segment('临浦县')).tags.length > 0), true);
});

test('answers come to those who asked, also when some no longer listen', async (t) => {
  await open(t);
  const outcome = await t.eval(async () => {
    const late = new AbortController();
    const queued = new AbortController();
    const asked = [
      engine.segment('一', undefined, late.signal), engine.segment('一二三四', { repair: false }), engine.segment('五', undefined, queued.signal), engine.segment('六七八', { repair: false }),
    ].map((promise) => promise.then(({ spans }) => spans.at(-1), (e) => e.name));
    queued.abort();
    setTimeout(() => late.abort());
    const aborted = await failure(engine.segment('九', undefined, AbortSignal.abort()));
    return [await Promise.all(asked), aborted.name, workers.length];
  });
  assert.deepEqual(outcome, [['AbortError', 4, 'AbortError', 3], 'AbortError', 1]);
});

test('a trap costs the request that met it, and a new worker answers the next', async (t) => {
  await open(t, { worker: brittle(t) });
  const { error, after, count } = await t.eval(async () => {
    await engine.start();
    workers[0].postMessage({ mood: 'dies' });
    const [error, after] = await Promise.all([failure(engine.segment('一二')), engine.segment('三四').then(({ spans }) => spans.at(-1))]);
    return { error, after, count: workers.length };
  });
  assert.deepEqual([error.code, error.fatal, after, count], ['trap', true, 2, 2]);
});

test('a worker that gives no answer is replaced', async (t) => {
  await open(t, { worker: brittle(t), options: { timeout: 300 } });
  const { error, after, count } = await t.eval(async () => {
    await engine.start();
    workers[0].postMessage({ mood: 'hangs' });
    const error = await failure(engine.segment('一二'));
    const { spans } = await engine.segment('三四');
    return { error, after: spans.at(-1), count: workers.length };
  });
  assert.deepEqual([error.code, error.fatal, after, count], ['timeout', true, 2, 2]);
});

test('wasm or dictionary that never arrive end in a timeout that names them', async (t) => {
  t.server.set('/slow.dict', () => new Promise(() => {}));
  await open(t, { dictionary: '/slow.dict', options: { startTimeout: 500 } });
  const error = await t.eval(() => failure(engine.segment('一')));
  assert.equal(error.code, 'timeout');
  assert.match(error.message, /slow\.dict/);
});

test('after dispose nothing is answered and nothing is left running', async (t) => {
  await open(t);
  const outcome = await t.eval(async () => {
    await engine.start();
    const asked = [failure(engine.segment('一')), failure(engine.segment('二'))];
    engine.dispose();
    return [...await Promise.all(asked), await failure(engine.segment('三'))].map((e) => e.code);
  });
  assert.deepEqual(outcome, ['disposed', 'disposed', 'disposed']);
});

test('a worker script that is missing fails the request, and says so', async (t) => {
  await open(t, { worker: '/nowhere.js' });
  const errors = await t.eval(() => Promise.all([failure(engine.segment('一')), failure(engine.segment('二'))]));
  assert.deepEqual(errors.map((e) => e.code), ['worker', 'worker']);
});

/** dist/npm as a Node program uses it: requests, aborts, disposal, traps, files that are missing or wrong. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { buildPackage } from '../../scripts/build-npm.mjs';
import { at } from '../../scripts/tools.mjs';

await buildPackage();
const { createAnalyzer, EngineError, slices } = await import(pathToFileURL(at('dist/npm/index.node.js')).href);

const TEXT = '他来到了网易杭研大厦';
const WORDS = ['他', '来到', '了', '网易', '杭研', '大厦'];
const words = async (analyzer, text = TEXT) => slices(text, (await analyzer.segment(text)).spans);
/** What a promise rejects with. */
const failure = (promise) => promise.then(() => assert.fail('it was answered'), (error) => error);
const folder = mkdtempSync(path.join(tmpdir(), 'tiyao-'));
after(() => rmSync(folder, { recursive: true }));
const opened = [];
const open = async (options) => opened[opened.push(await createAnalyzer(options)) - 1];
after(() => opened.forEach((analyzer) => analyzer.dispose()));

for (const worker of [false, true]) {
  const where = worker ? 'in a thread' : "in the caller's thread";
  let analyzer;
  before(async () => { analyzer = await open({ worker }); });

  test(`${where}: requests that overlap are answered each with its own`, async () => {
    const texts = Array.from({ length: 40 }, (_, i) => `第${i}天，${TEXT}${'，𠮷野家😀'.repeat(i % 7)}。`);
    const answers = await Promise.all(texts.map((text, i) => (i % 3 ? words(analyzer, text) : analyzer.analyze(text))));
    answers.forEach((answer, i) => {
      if (i % 3) assert.equal(answer.join(''), texts[i]);
      else assert.equal(answer.sentences.at(-1).end, texts[i].length);
    });
  });

  test(`${where}: an aborted request rejects with the signal's reason, and takes no other with it`, async () => {
    const reason = new Error('genug');
    assert.equal(await failure(analyzer.segment(TEXT, { signal: AbortSignal.abort(reason) })), reason);
    const stop = new AbortController();
    const [first, second, third] = [words(analyzer), failure(analyzer.analyze(TEXT.repeat(1000), { signal: stop.signal })), words(analyzer)];
    stop.abort(reason);
    assert.deepEqual([await first, await second, await third], [WORDS, reason, WORDS]);
    assert.equal(await failure(createAnalyzer({ worker, signal: AbortSignal.abort(reason) })), reason);
  });

  test(`${where}: words are added for all later requests, and bad lines are named`, async () => {
    const own = await open({ worker, userDictionary: ['杭研大厦 10 n'] });
    assert.deepEqual(await words(own), ['他', '来到', '了', '网易', '杭研大厦']);
    assert.deepEqual(await own.addWords('网易杭研 5000 nt\n，坏 x\n'), { added: 1, skipped: [{ line: 2, reason: (await own.addWords('，坏 x')).skipped[0].reason }] });
    // Of two the more frequent way wins.
    assert.ok((await words(own, '网易杭研在哪里')).includes('网易杭研'));
    assert.deepEqual(await words(analyzer), WORDS, 'another analyzer knows nothing of them');
  });

  test(`${where}: after dispose nothing is answered`, async () => {
    const own = await open({ worker });
    const asked = [failure(own.segment(TEXT)), failure(own.analyze(TEXT))];
    await own[Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose')]();
    for (const error of [...await Promise.all(asked), await failure(own.segment(TEXT)), await failure(own.addWords('新'))]) {
      assert.ok(error instanceof EngineError);
      assert.equal(error.code, 'disposed');
    }
    own.dispose();
  });

  test(`${where}: what an option or input cannot be is said by its name`, async () => {
    for (const [promise, code, name] of [
      [analyzer.segment(5), 'invalid-input', 'text'], [analyzer.segment(null), 'invalid-input', 'text'], [analyzer.analyze({ title: '题' }), 'invalid-input', 'input.text'],
      [analyzer.segment(TEXT, { mode: 'wild' }), 'invalid-option', 'mode'], [analyzer.analyze(TEXT, { keywords: { limit: -1 } }), 'invalid-option', 'keywords.limit'],
      [analyzer.analyze(TEXT, { summary: { budget: 'much' } }), 'invalid-option', 'summary.budget'],
    ]) {
      const error = await failure(promise);
      assert.ok(error instanceof EngineError, String(error));
      assert.equal(error.code, code);
      assert.ok(error.message.includes(name), error.message);
      assert.equal(error.fatal, false);
    }
    assert.deepEqual(await words(analyzer), WORDS);
  });

  test(`${where}: a missing or wrong file is named by its URL, with the line that mends it`, async () => {
    const files = (name) => path.join(folder, name);
    writeFileSync(files('page.html'), '<!doctype html><title>404</title>');
    writeFileSync(files('half.dict'), readFileSync(at('dist/npm/standard.dict')).subarray(0, 100_000));
    for (const [options, code, name] of [
      [{ assets: files('nowhere') }, 'fetch', 'engine.wasm'],
      [{ wasm: files('page.html') }, 'fetch', 'page.html'],
      [{ dictionary: files('none.dict') }, 'fetch', 'none.dict'],
      [{ dictionary: files('page.html') }, 'corrupt-dictionary', 'page.html'],
      [{ dictionary: files('half.dict') }, 'corrupt-dictionary', 'half.dict'],
    ]) {
      const error = await failure(createAnalyzer({ worker, ...options }));
      assert.ok(error instanceof EngineError, String(error?.stack));
      // A thread lies among the assets too, so it is what is missed first.
      const [expected, file] = worker && options.assets ? ['worker', 'nowhere/thread.js'] : [code, name === 'engine.wasm' ? `nowhere/${name}` : name];
      assert.equal(error.code, expected);
      assert.ok(error.message.includes(files(file)), error.message);
      assert.match(error.message, /assets: FOLDER/);
    }
  });
}

test('a trap costs the request that met it; the next gets a new engine that knows the words', async (t) => {
  const instances = [];
  const { instantiate } = WebAssembly;
  t.after(() => { WebAssembly.instantiate = instantiate; });
  let dies = false;
  // The engine as it is, but for one call that traps.
  WebAssembly.instantiate = async (module, imports) => {
    const { exports } = await instantiate(module, imports);
    const engine_segment = (...args) => {
      if (dies) throw new WebAssembly.RuntimeError('unreachable');
      return exports.engine_segment(...args);
    };
    instances.push(exports);
    return Object.create(WebAssembly.Instance.prototype, { exports: { value: { ...exports, engine_segment } } });
  };
  const analyzer = await open({ worker: false, userDictionary: '杭研大厦 10 n' });
  const others = await open({ worker: false });
  dies = true;
  const asked = [failure(analyzer.segment(TEXT)), analyzer.analyze('一句话。')];
  const error = await asked[0];
  dies = false;
  assert.deepEqual([error.code, error.fatal], ['trap', true]);
  assert.equal((await asked[1]).sentences.length, 1);
  assert.deepEqual(await words(analyzer), ['他', '来到', '了', '网易', '杭研大厦']);
  assert.deepEqual(await words(others), WORDS);
  assert.equal(instances.length, 3, 'two analyzers, and the one made anew');
});

test('assets come as bytes, Response, promise, compiled module, file URL, and from a server', async (t) => {
  const wasm = readFileSync(at('dist/npm/engine.wasm'));
  const dictionary = readFileSync(at('dist/npm/standard.dict'));
  const server = createServer(({ url }, response) => {
    const body = { '/engine.wasm': wasm, '/standard.dict': dictionary }[url];
    response.writeHead(body ? 200 : 404, { 'content-type': url.endsWith('.wasm') ? 'application/wasm' : 'application/octet-stream' });
    response.end(body ?? 'nothing');
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => server.close());
  const url = `http://127.0.0.1:${server.address().port}`;
  for (const options of [
    { wasm, dictionary }, { wasm: new WebAssembly.Module(wasm), dictionary: new Uint8Array(dictionary).buffer },
    { wasm: new Response(wasm), dictionary: Promise.resolve(new Response(dictionary)) },
    { wasm: pathToFileURL(at('dist/npm/engine.wasm')), dictionary: at('dist/npm/full.dict') },
    { assets: at('dist/npm') }, { assets: url }, { assets: new URL(url), worker: false },
  ]) assert.deepEqual(await words(await open(options)), WORDS);
  const lost = await failure(createAnalyzer({ assets: `${url}/deep` }));
  assert.equal(lost.code, 'fetch');
  assert.match(lost.message, /\/deep\/(engine\.wasm|standard\.dict): the server answered 404/);
});

test('import and require give the same; a program ends though its analyzer was not disposed of', () => {
  const script = (how) => `${how}.then(async ({ createAnalyzer, slices }) => { for (const worker of [false, true]) { const a = await createAnalyzer({ worker }); console.log(slices('${TEXT}', (await a.segment('${TEXT}')).spans).join()); } });`;
  for (const [name, text] of [
    ['main.cjs', script(`Promise.resolve(require(${JSON.stringify(at('dist/npm/index.node.cjs'))}))`)],
    ['main.mjs', script(`import(${JSON.stringify(pathToFileURL(at('dist/npm/index.node.js')).href)})`)],
  ]) {
    writeFileSync(path.join(folder, name), text);
    assert.equal(execFileSync(process.execPath, [path.join(folder, name)], { encoding: 'utf8', timeout: 30_000 }), `${WORDS}\n${WORDS}\n`);
  }
});

test('mount says that it needs a page', async () => {
  const { mount } = await import(pathToFileURL(at('dist/npm/index.node.js')).href);
  assert.match((await failure(mount())).message, /needs a page/);
});

test('copy-assets copies what is asked for and says how it is used', () => {
  const target = path.join(folder, 'static');
  copyFileSync(at('LICENSE-MIT'), path.join(folder, 'file'));
  const run = (...args) => execFileSync(process.execPath, [at('dist/npm/copy-assets.mjs'), ...args], { encoding: 'utf8', stdio: 'pipe' });
  run('copy-assets', target, '--tier', 'full');
  assert.deepEqual(['engine.wasm', 'worker.js', 'full.dict', 'standard.dict'].map((file) => existsSync(path.join(target, file))), [true, true, true, false]);
  for (const [args, status] of [[[], 2], [['copy-assets', target, '--tier', 'huge'], 2], [['copy-assets', path.join(folder, 'file')], 1]]) {
    assert.throws(() => run(...args), (error) => error.status === status);
  }
});

/** One small app for each way to use the package. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { at } from '../../scripts/tools.mjs';
import { checkAnalysis, documented, html, load, node, run, snippet, tool, visit, visitUrl, write } from './support.mjs';

const SUMMARY = /summary: /;
const page = html('<script type="module" src="./main.js"></script>');
const built = html('<script type="module" src="./out/main.js"></script>');

const vites = [5, 6, 7, 8].flatMap((major) => {
  const vite = () => import(pathToFileURL(tool(`vite${major}`, 'dist/node/index.js')));
  const app = (folder) => {
    write(folder, { 'index.html': page, 'main.js': snippet('analyze'), 'package.json': '{"type":"module"}' });
    return { root: folder, logLevel: 'error', configFile: false, base: './' };
  };
  return [
    {
      name: `Vite ${major} build`,
      async run({ folder, browser }) {
        const { build } = await vite();
        await build(app(folder));
        checkAnalysis(await visit(browser, path.join(folder, 'dist'), SUMMARY));
      },
    },
    {
      name: `Vite ${major} dev`,
      async run({ folder, browser }) {
        const { createServer } = await vite();
        const options = app(folder);
        if (major < 8) {
          write(folder, { 'vite.config.js': documented("export default { optimizeDeps: { exclude: ['tiyao'] } };") });
          Object.assign(options, { configFile: path.join(folder, 'vite.config.js') });
        }
        const server = await createServer({ ...options, server: { port: 0, host: '127.0.0.1' } });
        await server.listen();
        try {
          checkAnalysis(await visitUrl(browser, server.resolvedUrls.local[0], SUMMARY, 60_000));
        } finally {
          await server.close();
        }
      },
    },
  ];
});

export const apps = [
  {
    name: 'publint',
    async run({ folder }) {
      const { publint } = await load('publint');
      const { messages } = await publint({ pkgDir: path.join(folder, 'node_modules/tiyao'), strict: true });
      assert.deepEqual(messages, []);
    },
  },
  {
    name: 'are the types wrong',
    run: ({ folder, tarball }) => node([tool('@arethetypeswrong/cli', 'dist/index.js'), tarball, '--profile', 'node16', '--exclude-entrypoints', './engine.wasm', './standard.dict', './full.dict', './worker.js'], folder),
  },
  {
    name: 'types',
    async run({ folder }) {
      write(folder, { 'types.ts': readFileSync(at('tests/types.ts'), 'utf8').replaceAll("'../www/npm/", "'tiyao/").replaceAll("'tiyao/index'", "'tiyao'"), 'package.json': '{"type":"module"}' });
      write(folder, { 'types.cts': "import { createAnalyzer } from 'tiyao';\nimport { slices } from 'tiyao/segment';\nvoid createAnalyzer().then((analyzer) => slices('', new Uint32Array()));\nexport {};\n" });
      const tsc = at('node_modules/typescript/bin/tsc');
      const common = ['--ignoreConfig', '--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable', '--types', ''];
      await node([tsc, ...common, '--module', 'nodenext', 'types.ts', 'types.cts'], folder);
      await node([tsc, ...common, '--module', 'esnext', '--moduleResolution', 'bundler', 'types.ts'], folder);
    },
  },
  {
    name: 'Node import',
    async run({ folder }) {
      write(folder, { 'main.mjs': snippet('analyze') });
      checkAnalysis(await node(['main.mjs'], folder));
    },
  },
  {
    name: 'Node require',
    async run({ folder }) {
      write(folder, { 'main.cjs': snippet('require') });
      assert.match(await node(['main.cjs'], folder), /words: 他 \/ 来到 \/ 了 \/ 网易 \/ 杭研 \/ 大厦/);
    },
  },
  {
    name: 'Node, importing does nothing',
    async run({ folder }) {
      write(folder, { 'main.mjs': "const before = Object.keys(globalThis).length;\nawait import('tiyao'); await import('tiyao/segment'); await import('tiyao/highlight');\nconsole.log(Object.keys(globalThis).length - before, process.getActiveResourcesInfo().length);\n" });
      const [globals] = (await node(['main.mjs'], folder)).split(' ');
      assert.equal(globals, '0');
    },
  },
  {
    name: 'Bun',
    async run({ folder }) {
      write(folder, { 'main.mjs': snippet('analyze') });
      checkAnalysis(await run(tool('bun', 'bin/bun.exe'), ['main.mjs'], folder));
    },
  },
  {
    name: 'Deno',
    async run({ folder }) {
      write(folder, { 'main.mjs': snippet('analyze'), 'package.json': '{"type":"module","dependencies":{"tiyao":"*"}}' });
      checkAnalysis(await run(tool('@deno', `${readdirSync(tool('@deno', ''))[0]}/deno`), ['run', '--allow-read', '--node-modules-dir=manual', 'main.mjs'], folder));
    },
  },
  {
    name: 'module script',
    async run({ folder, browser }) {
      write(folder, { 'index.html': page, 'main.js': snippet('analyze').replace("'tiyao'", "'./node_modules/tiyao/index.js'") });
      checkAnalysis(await visit(browser, folder, SUMMARY));
    },
  },
  {
    name: 'import map',
    async run({ folder, browser }) {
      const map = '<script type="importmap">{"imports":{"tiyao":"./node_modules/tiyao/index.js","tiyao/highlight":"./node_modules/tiyao/highlight.js"}}</script>';
      write(folder, { 'index.html': html(`${map}<script type="module" src="./main.js"></script>`), 'main.js': snippet('analyze') });
      checkAnalysis(await visit(browser, folder, SUMMARY));
      write(folder, { 'main.js': snippet('highlight') });
      assert.match(await visit(browser, folder, /places/), /places: 新质生产力 1, 科技创新 1/);
    },
  },
  {
    name: 'module script from another origin',
    async run({ folder, browser }) {
      const { serve } = await import('../browser/server.mjs');
      const cdn = await serve({ mounts: { '/': path.join(folder, 'node_modules/tiyao') }, headers: { 'access-control-allow-origin': '*' } });
      try {
        write(folder, { 'index.html': page, 'main.js': snippet('analyze').replace("'tiyao'", JSON.stringify(cdn.url('/index.js'))) });
        checkAnalysis(await visit(browser, folder, SUMMARY));
      } finally {
        await cdn.close();
      }
    },
  },
  ...vites,
  {
    name: 'webpack 5',
    async run({ folder, browser }) {
      write(folder, { 'index.html': built, 'main.js': snippet('analyze') });
      const { default: webpack } = await load('webpack');
      const stats = await new Promise((done, fail) => webpack({ mode: 'production', context: folder, entry: './main.js', output: { path: path.join(folder, 'out') } }, (error, result) => (error ? fail(error) : done(result))));
      assert.ok(!stats.hasErrors(), stats.toString('errors-only'));
      checkAnalysis(await visit(browser, folder, SUMMARY));
    },
  },
  {
    name: 'Parcel 2',
    async run({ folder, browser }) {
      write(folder, { 'index.html': page, 'main.js': snippet('analyze'), 'package.json': '{"private":true}', '.parcelrc': '{"extends":"@parcel/config-default"}' });
      await node([tool('parcel', 'lib/bin.js'), 'build', 'index.html', '--dist-dir', 'dist', '--public-url', './', '--no-cache', '--cache-dir', '.cache'], folder);
      checkAnalysis(await visit(browser, path.join(folder, 'dist'), SUMMARY));
    },
  },
  {
    name: 'esbuild',
    async run({ folder, browser }) {
      write(folder, { 'index.html': built, 'main.js': snippet('analyze') });
      const { build } = await load('esbuild');
      await build({ absWorkingDir: folder, entryPoints: ['main.js'], bundle: true, format: 'esm', outdir: 'out', logLevel: 'error' });
      // Without the line the error must name the file and the line.
      const lost = await visit(browser, folder, /copy-assets/);
      assert.match(lost, /worker\.js.*npx tiyao copy-assets DIR/s);
      documented('`npx tiyao copy-assets DIR`');
      await node(['node_modules/tiyao/copy-assets.mjs', 'copy-assets', 'out'], folder);
      checkAnalysis(await visit(browser, folder, SUMMARY));
    },
  },
  {
    name: 'Rollup, assets in a folder of their own',
    async run({ folder, browser }) {
      write(folder, { 'index.html': built, 'main.js': snippet('analyze').replace('createAnalyzer()', "createAnalyzer({ assets: '/static/tiyao' })") });
      const [{ rollup }, { nodeResolve }] = await Promise.all([load('rollup'), load('@rollup/plugin-node-resolve')]);
      const bundle = await rollup({ input: path.join(folder, 'main.js'), plugins: [nodeResolve({ browser: true })] });
      await bundle.write({ dir: path.join(folder, 'out'), format: 'es' });
      await bundle.close();
      await node(['node_modules/tiyao/copy-assets.mjs', 'copy-assets', 'static/tiyao', '--tier', 'standard'], folder);
      assert.ok(!existsSync(path.join(folder, 'static/tiyao/full.dict')));
      checkAnalysis(await visit(browser, folder, SUMMARY));
    },
  },
  {
    name: 'what is not imported is not bundled',
    async run({ folder }) {
      write(folder, { 'main.js': "import { highlight } from 'tiyao';\nhighlight(document.body, ['新']);\n", 'only.js': "import { slices } from 'tiyao';\nconsole.log(slices('', []));\n" });
      const { build } = await load('esbuild');
      const bytes = async (entry) => (await build({ absWorkingDir: folder, entryPoints: [entry], bundle: true, minify: true, format: 'esm', write: false })).outputFiles[0].contents.length;
      const [highlighting, slicing] = [await bytes('main.js'), await bytes('only.js')];
      assert.ok(slicing < 2000, `slices alone takes ${slicing} bytes`);
      assert.ok(highlighting < 40_000, `highlight alone takes ${highlighting} bytes`);
    },
  },
  {
    name: 'workerd',
    async run({ folder }) {
      write(folder, {
        'main.js': snippet('workerd'),
        'config.capnp': `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [ (name = "main", worker = (
    modules = [
      (name = "main.js", esModule = embed "out/main.js"),
      (name = "tiyao/engine.wasm", wasm = embed "node_modules/tiyao/engine.wasm"),
      (name = "tiyao/standard.dict", data = embed "node_modules/tiyao/standard.dict"),
    ], compatibilityDate = "2025-10-01")) ],
  sockets = [ (name = "http", address = "127.0.0.1:0", http = (), service = "main") ]
);
`,
      });
      // What wrangler does: the scripts in one file, other modules beside it.
      const { build } = await load('esbuild');
      await build({ absWorkingDir: folder, entryPoints: ['main.js'], bundle: true, format: 'esm', outdir: 'out', logLevel: 'error', conditions: ['workerd', 'worker', 'browser'], external: ['*.wasm', '*.dict'] });
      const { spawn } = await import('node:child_process');
      const server = spawn(tool('@cloudflare', `${readdirSync(tool('@cloudflare', '')).find((name) => name.startsWith('workerd-'))}/bin/workerd`), ['serve', 'config.capnp', '--control-fd=3'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
      let log = '';
      server.stderr.on('data', (chunk) => { log += chunk; });
      try {
        const port = await new Promise((done, fail) => {
          server.stdio[3].on('data', (chunk) => { const found = /"port":(\d+)/.exec(chunk); if (found) done(found[1]); });
          server.on('exit', () => fail(new Error(`workerd ended: ${log}`)));
          server.on('error', fail);
          setTimeout(() => fail(new Error(`workerd did not start: ${log}`)), 20_000).unref();
        });
        const cut = async (body) => (await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body })).json().catch(() => assert.fail(log));
        // Three at once, while the first still makes the engine.
        const answers = await Promise.all(['他来到了网易杭研大厦', '发展新质生产力', '𠮷野家开业'].map(cut));
        assert.deepEqual(answers, [['他', '来到', '了', '网易', '杭研', '大厦'], ['发展', '新质', '生产力'], ['𠮷', '野家', '开业']]);
      } finally {
        server.kill();
      }
    },
  },
  {
    name: 'React example',
    run: (context) => component(context, 'examples/react/tiyao.jsx', `
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { Article, Highlight, useAnalysis } from './tiyao.jsx';
let set;
function App() {
  const [{ terms, shown }, change] = useState({ terms: ['新质生产力'], shown: true });
  set = (next) => flushSync(() => change(next));
  const analysis = useAnalysis(TEXT.join(''));
  return shown && h('main', null,
    h(Highlight, { terms, onCounts: (counts) => log('counts', JSON.stringify([...counts])) }, h('p', null, '发展新质', h('b', null, '生产力'), '，科技创新。')),
    h(Article, { options: { keywords: 3 }, onReady: (widget) => log('ready', widget.analysis.keywords[0].term), onError: (error) => log('error', error) }, h('h1', null, '新质生产力'), TEXT.map((text, key) => h('p', { key }, text))),
    h('output', null, analysis && analysis.keywords[0].term));
}
const root = createRoot(document.querySelector('#app'));
root.render(h(App));
drive({ set: (next) => set(next), unmount: () => flushSync(() => root.unmount()) });
`, { jsx: 'automatic' }),
  },
  {
    name: 'Vue example',
    run: (context) => component(context, 'examples/vue/tiyao.js', `
import { createApp, h, nextTick, shallowRef } from 'vue';
import { Article, Highlight, useAnalysis } from './tiyao.js';
const state = shallowRef({ terms: ['新质生产力'], shown: true });
const app = createApp({
  setup() {
    const analysis = useAnalysis(() => TEXT.join(''));
    return () => state.value.shown && h('main', [
      h(Highlight, { terms: state.value.terms, onCounts: (counts) => log('counts', JSON.stringify([...counts])) }, () => h('p', ['发展新质', h('b', '生产力'), '，科技创新。'])),
      h(Article, { options: { keywords: 3 }, onReady: (widget) => log('ready', widget.analysis.keywords[0].term), onError: (error) => log('error', error) }, () => [h('h1', '新质生产力'), ...TEXT.map((text) => h('p', text))]),
      h('output', analysis.value && analysis.value.keywords[0].term)]);
  },
});
app.mount('#app');
drive({ set: async (next) => { state.value = next; await nextTick(); }, unmount: () => app.unmount() });
`, { define: { __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' } }),
  },
  {
    name: 'MiniSearch example',
    async run({ folder }) {
      write(folder, {
        'tokenizer.mjs': readFileSync(at('examples/minisearch/tokenizer.js'), 'utf8'),
        'main.mjs': `import MiniSearch from 'minisearch';
import { createAnalyzer } from 'tiyao';
import { createSearch } from './tokenizer.mjs';
const documents = [
  { id: 1, title: '海洋研究所', text: '研究所的工程师观测潮水，AI 模型预报风浪。' },
  { id: 2, title: '秋收', text: '合作社用流动晒场\\n烘干稻谷。' },
  { id: 3, title: '繁體', text: '發展漁業，研究水質。' },
];
const search = createSearch(MiniSearch, await createAnalyzer(), { fields: ['title', 'text'] });
await search.addAll(documents);
const ids = async (query, options) => (await search.search(query, options)).map(({ id }) => id).sort().join();
console.log(await ids('研究'), '|', await ids('研究所'), '|', await ids('晒场烘干'), '|', await ids('ai'), '|', await ids('火星'), '|', await ids('潮水', { prefix: true }));
await search.remove(documents[0]);
console.log(await ids('研究'), '|', search.index.documentCount);
`,
      });
      assert.equal(await node(['main.mjs'], folder), '1,3 | 1 | 2 | 1 |  | 1\n3 | 2\n');
    },
  },
  {
    name: 'Next.js',
    async run({ folder, browser }) {
      write(folder, {
        'package.json': '{"private":true}',
        'next.config.js': `module.exports = { ${documented("serverExternalPackages: ['tiyao']")} };\n`,
        'app/layout.js': 'export default function Layout({ children }) { return <html lang="zh"><body>{children}</body></html>; }\n',
        'app/page.js': `import { createAnalyzer, slices } from 'tiyao';
import Client from './client';
export const dynamic = 'force-dynamic';
export default async function Page() {
  const text = '他来到了网易杭研大厦';
  const analyzer = await createAnalyzer();
  const { spans } = await analyzer.segment(text);
  analyzer.dispose();
  return <main><p id="server">{slices(text, spans).join(' / ')}</p><Client /></main>;
}
`,
        'app/client.js': "'use client';\nimport { useEffect } from 'react';\nexport default function Client() { useEffect(() => { import('./snippet'); }, []); return null; }\n",
        'app/snippet.js': snippet('analyze'),
      });
      const next = tool('next', 'dist/bin/next');
      await node([next, 'build', '--webpack'], folder, { env: { NEXT_TELEMETRY_DISABLED: '1' } });
      const { spawn } = await import('node:child_process');
      const port = 20_000 + (process.pid % 20_000);
      const server = spawn(process.execPath, [next, 'start', '-p', String(port), '-H', '127.0.0.1'], { cwd: folder, stdio: 'ignore' });
      try {
        const url = `http://127.0.0.1:${port}/`;
        let body = '';
        for (let tries = 0; tries < 100 && !body; tries++) {
          body = await fetch(url).then((response) => response.text(), () => new Promise((done) => setTimeout(done, 200, '')));
        }
        assert.match(body, /他 \/ 来到 \/ 了 \/ 网易/);
        checkAnalysis(await visitUrl(browser, url, SUMMARY));
      } finally {
        server.kill();
      }
    },
  },
];

/** One of the components in examples/, rendered, changed and taken away in a page of its framework. */
async function component({ folder, browser }, example, main, options) {
  write(folder, {
    'index.html': '<!doctype html><html lang="zh"><meta charset="utf-8"><link rel="icon" href="data:,"><title>提要</title><div id="app"></div><script type="module" src="./out/main.js"></script>',
    [path.basename(example)]: readFileSync(at(example), 'utf8'),
    'main.js': `const TEXT = ${JSON.stringify(ARTICLE)};
const said = new Set();
const log = (...what) => { said.add(what[0]); console.log(...what.map(String)); };
async function drive({ set, unmount }) {
  const until = async (holds) => { for (let i = 0; i < 400 && !holds(); i++) await new Promise((done) => setTimeout(done, 25)); return holds(); };
  // The panel stands before the widget is ready: an article that leaves between the two never tells.
  await until(() => document.querySelector('output')?.textContent && document.querySelector('tiyao-panel') && said.has('ready'));
  log('analysis', document.querySelector('output').textContent, 'panel', !!document.querySelector('tiyao-panel'));
  await set({ terms: ['科技创新', '生产力'], shown: true });
  await new Promise((done) => setTimeout(done, 100));
  await set({ terms: [], shown: false });
  await until(() => !document.querySelector('tiyao-panel') && !CSS.highlights.size);
  log('left', document.querySelectorAll('tiyao-panel').length, CSS.highlights.size);
  unmount();
  log('end');
}
${main}`,
  });
  const { build } = await load('esbuild');
  await build({ absWorkingDir: folder, entryPoints: ['main.js'], bundle: true, format: 'esm', outdir: 'out', logLevel: 'error', ...options, define: { 'process.env.NODE_ENV': '"development"', ...options.define } });
  await node(['node_modules/tiyao/copy-assets.mjs', 'copy-assets', 'out'], folder);
  const said = await visit(browser, folder, /^end$/m);
  assert.match(said, /^counts \[\["新质生产力",1\]\]$/m);
  assert.match(said, /^counts \[\["科技创新",1\],\["生产力",1\]\]$/m);
  assert.deepEqual(said.match(/^ready .*$/gm), ['ready 新质生产力'], 'read once, though rendered again');
  assert.match(said, /^analysis 新质生产力 panel true$/m);
  assert.match(said, /^left 0 0$/m);
  assert.doesNotMatch(said, /error/i);
}

const ARTICLE = [
  '发展新质生产力的关键在于科技创新，县里的企业和学校今年一起办了三个实验室，把论文里的办法搬进车间。',
  '新质生产力不是一个口号。工程师们说，一台机器省下的电、一道工序减少的废料，都是新质生产力看得见的样子。',
  '明年的计划已经写好：再建两个实验室，让更多年轻人留在县城，把新质生产力的账一笔一笔算清楚，也让村里的合作社用上新的机器。',
];

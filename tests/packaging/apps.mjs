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

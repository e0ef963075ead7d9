/**
 * `npm run bench [-- --rounds=N] [--only=node,browser,reading,highlight,tag,vitals] [--engine=chromium,firefox,webkit] [--terms=词,词] [FILE…]`: ours
 * beside the packages that do parts of the job, in one interleaved run: every figure is the median of N (default 5) fresh processes or
 * pages, peers shuffled in each round. The widget reads, and terms are highlighted in, the texts of FILE… (`.txt` or `.md`, a
 * paragraph a line, all on one page; default: the demo article ten times over).
 * Tables go to stdout and to dist/bench.md.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { build } from '../scripts/build.mjs';
import { buildPackage } from '../scripts/build-npm.mjs';
import { at, installIn, step, stop } from '../scripts/tools.mjs';
import { ENGINES, installed, launch, mistaken } from '../tests/browser/engines.mjs';
import { serve } from '../tests/browser/server.mjs';
import { firstPaint, vitals } from './tag.mjs';
import { highlighterPage, highlighters, readerPage, segmenterPage, segmenters } from './browser-peers.mjs';

const option = (name) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1];
const rounds = Number(option('rounds') ?? 5);
const texts = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const engines = option('engine')?.split(',') ?? ENGINES;
const mistake = mistaken(engines);
if (mistake) stop(mistake);
const only = option('only')?.split(',') ?? ['node', 'browser', 'reading', 'highlight', 'tag', 'vitals'];
const WORK = at('dist/bench');
const OURS = at('dist/npm');
const PEERS = at('benches/node_modules');

// Each time: what lies there from an hour ago is other code.
await build();
await step('making the package', buildPackage);
await step('installing the peers', () => installIn(at('benches')));
mkdirSync(path.join(WORK, 'bundle'), { recursive: true });

// Our own article, eight times: long enough to be timed, words repeat as in an archive.
const article = readFileSync(at('www/demo/article.html'), 'utf8').replace(/<(script|style)[\s\S]*?<\/\1>/g, '');
const corpus = article.replace(/<[^>]+>/g, '').replace(/\s*\n\s*/g, '\n').trim().repeat(8);
writeFileSync(path.join(WORK, 'corpus.txt'), corpus);

const lines = [];
const say = (line = '') => { console.log(line); lines.push(line); };
const table = (head, rows) => {
  say(`| ${head.join(' | ')} |`);
  say(`|${head.map((_, i) => (i ? '--:' : '---')).join('|')}|`);
  for (const row of rows) say(`| ${row.join(' | ')} |`);
  say();
};
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
const shuffled = (values) => values.map((value) => [Math.random(), value]).sort(([a], [b]) => a - b).map(([, value]) => value);
const fixed = (value, digits = 0) => (value === undefined ? '–' : value.toFixed(digits));

say(`${new Date().toISOString().slice(0, 10)}, ${os.cpus()[0].model} × ${os.cpus().length}, Node ${process.version}, ${rounds} rounds, load ${os.loadavg()[0].toFixed(1)} before; corpus ${corpus.length} characters`);
say();

if (only.includes('node')) {
  const names = JSON.parse(execFileSync(process.execPath, [at('benches/node-peer.cjs'), '--list'], { encoding: 'utf8' }));
  const found = new Map(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const name of shuffled(names)) {
      found.get(name).push(JSON.parse(execFileSync(process.execPath, [at('benches/node-peer.cjs'), name, path.join(WORK, 'corpus.txt'), path.join(OURS, 'segment.node.js')], { encoding: 'utf8', cwd: at('benches') })));
    }
  }
  say('### Node');
  table(['', 'first cut, ms', 'memory then, MiB', 'M chars/s, strings', 'M chars/s, offsets'], [...found].map(([name, results]) => [
    name, fixed(median(results.map((r) => r.first)), 1), fixed(median(results.map((r) => r.rss)) / 2 ** 20),
    ...['strings', 'offsets'].map((mode) => (results[0].speed[mode] ? fixed(median(results.map((r) => r.speed[mode])), 2) : '–')),
  ]));
}

/** KiB of memory that the pages of our browser hold, shared parts shared out (Linux). No interface of a page counts wasm memory. */
function proportionalSet() {
  if (!existsSync('/proc/self/smaps_rollup')) return 0;
  const read = (pid, file) => { try { return readFileSync(`/proc/${pid}/${file}`, 'utf8'); } catch { return ''; } };
  const ours = (pid) => pid > 1 && (pid === process.pid || ours(Number(/\) \S (\d+)/.exec(read(pid, 'stat'))?.[1] ?? 0)));
  return readdirSync('/proc').map(Number).filter((pid) => pid && read(pid, 'cmdline').includes('--type=renderer') && ours(pid))
    .reduce((sum, pid) => sum + Number(/^Pss:\s+(\d+)/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0), 0);
}

const brotli = (file) => {
  const bytes = readFileSync(file);
  return zlib.brotliCompressSync(bytes, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
};

if (['browser', 'reading', 'highlight'].some((name) => only.includes(name))) {
  const { build: esbuild } = await import('esbuild');
  await esbuild({ stdin: { contents: "export { Segment, useDefault } from 'segmentit'", resolveDir: at('benches') }, bundle: true, format: 'esm', minify: true, charset: 'utf8', logLevel: 'error', outfile: path.join(WORK, 'bundle/segmentit.js') });
  // The wasm of @node-rs/jieba: its browser file imports by Vite's `?url`, its threads need an isolated page.
  const wasi = path.join(WORK, 'bundle/wasi');
  const files = { name: 'url', setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?url$/ }, ({ resolveDir, path: file }) => ({ path: path.resolve(resolveDir, file.replace('?url', '')), namespace: 'url' }));
    onLoad({ filter: /.*/, namespace: 'url' }, ({ path: file }) => ({ contents: readFileSync(file), loader: 'file' }));
  } };
  const bundled = { bundle: true, format: 'esm', minify: true, logLevel: 'error' };
  const source = path.join(PEERS, '@node-rs/jieba-wasm32-wasi');
  await esbuild({ ...bundled, entryPoints: [path.join(source, 'jieba.wasi-browser.js')], outdir: wasi, plugins: [files], assetNames: '[name]', publicPath: '/bundle/wasi' });
  await esbuild({ ...bundled, entryPoints: [path.join(source, 'wasi-worker-browser.mjs')], outfile: path.join(wasi, '@node-rs/jieba-wasm32-wasi/wasi-worker-browser.mjs') });
  cpSync(path.join(PEERS, '@node-rs/jieba/dict.txt'), path.join(wasi, 'dict.txt'));
  const server = await serve({ headers: { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }, mounts: {
    '/': WORK, '/tiyao/': OURS, '/jieba-wasm/': path.join(PEERS, 'jieba-wasm/pkg/web'), '/mark.js/': path.join(PEERS, 'mark.js/dist'), '/advanced-mark.js/': path.join(PEERS, 'advanced-mark.js/dist'),
  } });
  const ask = async (browser, where) => {
    const page = await browser.page();
    try {
      await page.goto(server.url(where));
      for (const end = Date.now() + 60_000; ;) {
        const result = await page.eval(() => window.result ?? null);
        if (result) return { ...result, memory: proportionalSet() };
        if (Date.now() > end) throw new Error(`${where} gave no result: ${JSON.stringify(page.console)}`);
        await new Promise((done) => setTimeout(done, 50));
      }
    } finally {
      await page.close();
    }
  };
  for (const [name, peer] of Object.entries(segmenters)) server.set(`/segment/${encodeURIComponent(name)}`, { body: segmenterPage(peer), headers: { 'content-type': 'text/html' } });
  await esbuild({ ...bundled, entryPoints: [at('www/page/index.ts')], target: 'es2022', outfile: path.join(WORK, 'bundle/page.js') });
  await esbuild({ ...bundled, entryPoints: [at('www/page/index.ts')], format: 'iife', globalName: 'reader', target: 'es2022', banner: { js: '//# allFunctionsCalledOnLoad' }, outfile: path.join(WORK, 'bundle/reader.js') });
  const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const paragraphs = texts.flatMap((file) => readFileSync(file, 'utf8').split(/\n+/)).map((line) => line.trim()).filter(Boolean);
  const made = (each) => each.map((text) => `<p>${escaped(text)}</p>`).join('\n');
  const body = texts.length
    ? made(paragraphs)
    : /<article[\s\S]*<\/article>/.exec(article)?.[0].repeat(10) ?? article;
  const terms = option('terms')?.split(',') ?? ['发展', '企业', '科技', '创新', '记者', '工人', '生产', '城市', '技术', '人才'];
  const readings = { 'as it is': body };
  // A hard-wrapped text has a paragraph a line; a page mostly has longer ones.
  if (texts.length) readings['three paragraphs in one'] = made(paragraphs.flatMap((_, i) => (i % 3 ? [] : paragraphs.slice(i, i + 3).join(''))));
  for (const [name, article] of Object.entries(readings)) server.set(`/reading/${encodeURIComponent(name)}`, { body: readerPage(article), headers: { 'content-type': 'text/html' } });
  for (const [name, setup] of Object.entries(highlighters)) server.set(`/highlight/${encodeURIComponent(name)}`, { body: highlighterPage(setup, body, terms), headers: { 'content-type': 'text/html' } });
  const size = ({ files }) => Object.entries(files).flatMap(([folder, names]) => names.map((name) => brotli(folder === 'npm' ? path.join(OURS, name) : folder === 'bundle' ? path.join(WORK, folder, name) : path.join(PEERS, folder, name)))).reduce((a, b) => a + b, 0);

  for (const engine of engines.filter(installed)) {
    const browser = await launch(engine);
    try {
      const measure = async (kind, names) => {
        const found = new Map(names.map((name) => [name, []]));
        for (let round = 0; round < rounds; round++) for (const name of shuffled(names)) found.get(name).push(await ask(browser, `/${kind}/${encodeURIComponent(name)}`));
        const figure = (name, key) => median(found.get(name).map((result) => result[key]));
        return { names, figure };
      };
      if (only.includes('browser')) {
        const { names, figure } = await measure('segment', Object.keys(segmenters));
        say(`### ${browser.version}: segmenters`);
        table(['', 'Brotli, KiB', 'navigation → first cut, ms', 'longest task before, ms', 'M chars/s', 'memory of the page, MiB'], names.map((name) => [
          name, fixed(size(segmenters[name]) / 1024), fixed(figure(name, 'first')), engine === 'chromium' ? fixed(figure(name, 'task')) : '–', fixed(figure(name, 'speed'), 2),
          engine === 'chromium' && existsSync('/proc/self/smaps_rollup') ? fixed(figure(name, 'memory') / 1024) : '–']));
      }
      if (only.includes('highlight')) {
        const { names, figure } = await measure('highlight', Object.keys(highlighters));
        const base = figure('mark.js', 'call');
        say(`### ${browser.version}: highlighting ${terms.length} terms in ${figure('mark.js', 'length')} characters`);
        table(['', 'call, ms', 'of mark.js', 'next frame, ms', 'places', 'nodes added', 'mutation records', 'page grows by, px', 'taken away, ms'], names.map((name) => [
          name, fixed(figure(name, 'call'), 1), fixed(figure(name, 'call') / base, 3), fixed(figure(name, 'frame')), ...['places', 'added', 'records', 'grown'].map((key) => fixed(figure(name, key))), fixed(figure(name, 'undo'), 1)]));
      }
      if (only.includes('reading')) {
        const { names, figure } = await measure('reading', Object.keys(readings));
        say(`### ${browser.version}: reading the article`);
        table(['', 'paragraphs', 'characters', 'first time, ms', 'again by another reader, ms'], names.map((name) => [
          name, fixed(figure(name, 'paragraphs')), fixed(figure(name, 'length')), fixed(figure(name, 'first'), 1), fixed(figure(name, 'again'), 1)]));
      }
    } finally {
      await browser.close();
    }
  }
  await server.close();
}
if (only.includes('tag')) await firstPaint({ rounds, say, table });
if (only.includes('vitals')) await vitals({ rounds: Math.max(rounds, 10), say, table });
writeFileSync(at('dist/bench.md'), `${lines.join('\n')}\n`);

/**
 * The tag on the demo page, in Chromium. `firstPaint`: from navigation to highlights painted, beside jieba-wasm's first
 * cut on the same page. `vitals`: what the page's own figures lose by the tag, in paired visits.
 *
 * Both pages come from one server, compressed alike. On the phone-like setting the server itself is slow, 40 ms before each
 * answer and 10 Mb/s over all of them together, so that requests of workers are slow too; the processor is slowed four
 * times, which Chromium does for the main thread only.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { articlePage } from '../www/demo/page.mjs';
import { createSite } from '../scripts/server.mjs';
import { at } from '../scripts/tools.mjs';
import { launch } from '../tests/browser/engines.mjs';

const TAG = '<script defer src="/embed/tiyao.js"></script>';
const SETTINGS = { desktop: { cpu: 1, latency: 0, rate: Infinity, viewport: { width: 1280, height: 800 } }, 'phone-like': { cpu: 4, latency: 40, rate: 10e6 / 8, viewport: { width: 390, height: 844 } } };

/** When the last range put into a highlight is on the screen, and what the page saw of itself. */
const WATCH = `<script>
globalThis.seen = { painted: 0, cls: 0, blocking: 0, ours: 0 };
let due = false;
const shown = () => { due = false; if (!seen.done) { seen.painted = performance.now(); seen.done = seen.ready; } };
for (const [owner, name] of [[globalThis.HighlightRegistry, 'set'], [globalThis.Highlight, 'add']]) {
  const own = owner.prototype[name];
  owner.prototype[name] = function (...given) {
    if (!due) requestAnimationFrame(() => setTimeout(shown));
    due = true;
    return own.apply(this, given);
  };
}
document.addEventListener('tiyao:ready', () => { seen.ready = performance.now(); });
const observe = (type, each) => new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
observe('paint', ({ name, startTime }) => { if (name === 'first-contentful-paint') seen.fcp = startTime; });
observe('largest-contentful-paint', ({ startTime }) => { seen.lcp = startTime; });
observe('layout-shift', ({ value, hadRecentInput }) => { if (!hadRecentInput) seen.cls += value; });
observe('longtask', ({ duration }) => { seen.blocking += Math.max(0, duration - 50); });
observe('long-animation-frame', ({ scripts }) => { for (const { sourceURL, duration } of scripts) if (sourceURL.includes('/embed/')) seen.ours += Math.max(0, duration - 50); });
</script>`;
const JIEBA = `<script type="module">
import init, { cut } from '/jieba/jieba_rs_wasm.js';
await init();
cut('流动晒场把烘干机装上卡车，开到正在收割的村口', true);
seen.cut = performance.now();
</script>`;

const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const median = (values) => { const sorted = values.toSorted((a, b) => a - b); return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2; };
const shuffled = (values) => values.map((value) => [Math.random(), value]).sort(([a], [b]) => a - b).map(([, value]) => value);

/** The demo page in every dress, over one server that can be slow. */
async function serve() {
  const article = readFileSync(at('www/demo/article.html'), 'utf8');
  const dress = (tag) => articlePage({ title: '流动晒场', article, tag, head: WATCH });
  const published = execFileSync('cargo', ['run', '--quiet', '--locked', '--package=tiyao-cli', '--bin=tiyao', '--', 'analyze', '--html', '--selector', 'article'], { cwd: at('.'), input: dress(TAG), encoding: 'utf8' });
  const pages = { '/plain': dress(''), '/tiyao': dress(TAG), '/record': published, '/jieba': dress(JIEBA) };
  const inner = createSite({ pages: new Map(Object.entries(pages)), folders: { '/embed/': at('dist/embed'), '/demo/': at('www/demo'), '/jieba/': at('benches/node_modules/jieba-wasm/pkg/web') } });
  await new Promise((done) => inner.listen(0, '127.0.0.1', done));
  const source = `http://127.0.0.1:${inner.address().port}`;
  const line = { latency: 0, rate: Infinity, free: 0 };
  /** Answers kept whole, so that neither compression nor disk is timed. */
  const kept = new Map();
  const get = (url) => new Promise((done, fail) => http.get(source + url, { headers: { 'accept-encoding': 'br' } }, (answer) => {
    const parts = [];
    answer.on('data', (part) => parts.push(part)).on('end', () => done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(parts) }));
  }).on('error', fail));
  const outer = http.createServer(async ({ url }, response) => {
    if (!kept.has(url)) kept.set(url, await get(url));
    const { status, headers, body } = kept.get(url);
    await wait(line.latency);
    response.writeHead(status, headers);
    for (let from = 0; from < body.length; from += 16384) {
      const part = body.subarray(from, from + 16384);
      if (line.rate < Infinity) {
        // Everybody shares one line.
        const now = performance.now();
        line.free = Math.max(line.free, now) + part.length / line.rate * 1000;
        await wait(line.free - now);
      }
      response.write(part);
    }
    response.end();
  });
  await new Promise((done) => outer.listen(0, '127.0.0.1', done));
  return {
    origin: `http://localhost:${outer.address().port}`, line, pages: Object.keys(pages),
    close: () => { for (const server of [outer, inner]) { server.close(); server.closeAllConnections(); } },
  };
}

/** One cold visit: a context of its own, nothing cached; `until` says when enough was seen. */
async function visit(browser, { origin, line }, setting, where, until) {
  const { cpu, viewport } = SETTINGS[setting];
  Object.assign(line, SETTINGS[setting]);
  const context = await browser.raw.newContext({ viewport });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    if (cpu > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: cpu });
    // Asked by the protocol itself: the driver's own ways put 300 KB of script into the page while it loads, 35 ms of the main thread.
    const ask = async (question) => (await session.send('Runtime.evaluate', { expression: `(${question})()`, returnByValue: true })).result.value;
    await page.goto(origin + where, { waitUntil: 'commit' });
    for (const end = Date.now() + 60_000; !(await ask(until));) {
      if (Date.now() > end) throw new Error(`${where} came to nothing within 60 s`);
      await wait(50);
    }
    await wait(300);
    return await ask(() => globalThis.seen);
  } finally {
    await context.close();
  }
}

export async function firstPaint({ rounds, say, table }) {
  const site = await serve();
  const browser = await launch('chromium');
  const ways = { 'jieba-wasm, first cut': ['/jieba', () => globalThis.seen?.cut], 'tiyao, highlights painted': ['/tiyao', () => globalThis.seen?.ready && seen.painted], 'tiyao with a record, highlights painted': ['/record', () => globalThis.seen?.ready && seen.painted] };
  try {
    for (const setting of Object.keys(SETTINGS)) {
      const found = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
      // The first round warms disk and server.
      for (let round = 0; round <= rounds; round++) {
        for (const name of shuffled(Object.keys(ways))) {
          const { cut, painted } = await visit(browser, site, setting, ...ways[name]);
          if (round) found[name].push(cut ?? painted);
        }
      }
      const [base] = Object.values(found).map(median);
      say(`### ${browser.version}, ${setting}: from navigation, ms, ${rounds} rounds`);
      table(['', 'median', 'least', 'most', 'of jieba-wasm'], Object.entries(found).map(([name, values]) => [name, ...[median(values), Math.min(...values), Math.max(...values)].map((value) => value.toFixed(0)), (median(values) / base).toFixed(2)]));
    }
  } finally {
    await browser.close();
    site.close();
  }
}

export async function vitals({ rounds, say, table }) {
  const site = await serve();
  const browser = await launch('chromium');
  try {
    for (const setting of Object.keys(SETTINGS)) {
      const pairs = [];
      for (let round = 0; round <= rounds; round++) {
        const pair = {};
        for (const where of shuffled(['/plain', '/tiyao'])) pair[where] = await visit(browser, site, setting, where, where === '/plain' ? () => performance.now() > 1500 && document.readyState === 'complete' && globalThis.seen?.lcp : () => globalThis.seen?.ready && seen.painted && seen.lcp);
        if (round) pairs.push(pair);
      }
      say(`### ${browser.version}, ${setting}: the demo page with the tag and without, ${rounds} paired visits`);
      table(['', 'without', 'with', 'median of differences', 'interval'], [['FCP, ms', 'fcp'], ['LCP, ms', 'lcp'], ['CLS', 'cls'], ['blocking time, ms', 'blocking'], ['blocking time in scripts of ours, ms', 'ours']].map(([name, key]) => {
        const differences = pairs.map((pair) => pair['/tiyao'][key] - pair['/plain'][key]).toSorted((a, b) => a - b);
        // By the sign test: of ten, the second and the ninth enclose the median with 98 %.
        const cut = rounds >= 10 ? Math.floor(rounds / 2 - 0.98 * Math.sqrt(rounds)) : 0;
        const digits = key === 'cls' ? 4 : 1;
        return [name, ...['/plain', '/tiyao'].map((where) => median(pairs.map((pair) => pair[where][key])).toFixed(digits)), median(differences).toFixed(digits), `${differences[cut].toFixed(digits)} to ${differences.at(-1 - cut).toFixed(digits)}`];
      }));
    }
  } finally {
    await browser.close();
    site.close();
  }
}

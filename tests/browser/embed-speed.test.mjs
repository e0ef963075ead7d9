/** What the tag costs the demo page: tasks on the main thread and layout shift, beside the same page without it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { articlePage } from '../../www/demo/page.mjs';
import { test, assert, ROOT } from './harness.mjs';
import { inPage, openDemo, walk } from './demo.mjs';
import { TAG } from './embedded.mjs';

/** Longest task of ours that passes, ms at 4× slower: decision 11. The median of the visits counts, since what else the machine does falls on some. */
const CEILING = 50;
const VISITS = 5;
const WALKS = 3;

const read = (file) => readFileSync(path.join(ROOT, file), 'utf8');
const OBSERVE = `
  globalThis.observed = { frames: [], shift: 0, paint: {} };
  new PerformanceObserver((list) => {
    for (const { duration, scripts } of list.getEntries()) observed.frames.push({ duration, scripts: scripts.map((s) => ({ url: s.sourceURL, duration: s.duration, forced: s.forcedStyleAndLayoutDuration, by: s.invoker })) });
  }).observe({ type: 'long-animation-frame', buffered: true });
  new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) observed.shift += value; }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => { for (const { startTime } of list.getEntries()) observed.paint.lcp = startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => { for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') observed.paint.fcp = startTime; }).observe({ type: 'paint', buffered: true });
  document.addEventListener('tiyao:ready', () => { observed.ready = performance.now(); });`;

/** The longest script of ours in some frames, with the style and layout it forced. */
const longestOf = (frames) => frames.flatMap(({ scripts }) => scripts).filter(({ url }) => url.includes('/dist/embed/')).reduce((a, b) => (b.duration > a.duration ? b : a), { duration: 0 });

/** Nearest rank. */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

test('no task of ours is long, and not one pixel moves, with the processor slowed four times', { engines: ['chromium'], timeout: 480_000 }, async (t) => {
  t.server.set('/demo/page.css', { body: read('www/demo/page.css') });
  t.server.set('/observe.js', { body: OBSERVE });
  const article = read('www/demo/article.html');
  for (const [where, tag] of [['/with', TAG], ['/without', '']]) {
    t.server.set(where, { body: articlePage({ title: '流动晒场', article, tag, head: '<script src="/observe.js"></script>' }) });
  }
  const visit = async (where) => {
    const context = await t.raw.context().browser().newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    try {
      const session = await context.newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      await page.goto(t.server.url(where));
      if (where === '/with') await page.waitForFunction(() => globalThis.observed.ready, null, { timeout: 60_000 });
      else await page.waitForTimeout(3000);
      await page.waitForTimeout(1000);
      return await page.evaluate(() => globalThis.observed);
    } finally {
      await context.close();
    }
  };
  // In turns, so that what else the machine does falls on both; the first pair warms the disk. A busy machine can only make it
  // longer: the best of three batches counts.
  let runs;
  let longest;
  for (let batch = 0; batch < 3 && !(median(longest ?? [Infinity]) <= CEILING); batch++) {
    runs = { '/with': [], '/without': [] };
    for (let round = batch ? 1 : 0; round <= VISITS; round++) {
      for (const where of Object.keys(runs)) {
        const seen = await visit(where);
        if (round) runs[where].push(seen);
      }
    }
    longest = runs['/with'].map(({ frames }) => longestOf(frames).duration);
  }
  const figure = (where, name) => median(runs[where].map(({ paint }) => paint[name] ?? NaN));
  t.note(`longest script of ours, ms, in ${VISITS} visits: ${longest.map(Math.round).join(', ')}; ready after ${Math.round(median(runs['/with'].map(({ ready }) => ready)))} ms`);
  t.note(`FCP ${Math.round(figure('/with', 'fcp'))} with, ${Math.round(figure('/without', 'fcp'))} without; LCP ${Math.round(figure('/with', 'lcp'))} with, ${Math.round(figure('/without', 'lcp'))} without`);
  assert.deepEqual(runs['/with'].map(({ shift }) => shift), runs['/without'].map(({ shift }) => shift));
  assert.ok(median(longest) <= CEILING, `${median(longest)} ms: ${JSON.stringify(runs['/with'].map(({ frames }) => longestOf(frames)))}`);
});

for (const [name, viewport] of [['390 px', { width: 390, height: 844 }], ['1280 px', { width: 1280, height: 800 }]]) {
  test(`no interaction is a long task of ours with the processor slowed four times, ${name}`, { engines: ['chromium'], timeout: 480_000, viewport }, async (t) => {
    const session = await t.raw.context().newCDPSession(t.raw);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    t.server.set('/observe.js', { body: OBSERVE });
    /** By what the reader did, in each visit the longest script of ours. */
    const steps = new Map();
    const over = () => [...steps].filter(([, list]) => median(list.map(({ duration }) => duration)) > CEILING);
    // As above: three visits more where something took too long, at most twice.
    for (let visit = 0; !visit || visit % WALKS || (visit < 3 * WALKS && over().length); visit++) {
      if (visit % WALKS === 0) steps.clear();
      await openDemo(t, { head: '<script src="/observe.js"></script>' });
      await t.eval(inPage);
      await t.eval(() => { localStorage.clear(); observed.frames.length = 0; });
      const settle = async (step) => {
        const frames = await t.eval(() => globalThis.observed.frames.splice(0));
        steps.set(step, [...steps.get(step) ?? [], longestOf(frames)]);
      };
      await walk(t, settle);
      // The page's own switch of its colours.
      await t.eval(() => { document.documentElement.style.colorScheme = 'dark'; document.body.style.cssText = 'background:#161513;color:#e6e1d8'; });
      await new Promise((done) => setTimeout(done, 400));
      await settle('dark page');
    }
    const figures = [...steps].map(([step, list]) => [step, median(list.map(({ duration }) => duration)), list]);
    t.note(figures.filter(([, ms]) => ms).map(([step, ms]) => `${step} ${Math.round(ms)}`).join(', '));
    for (const [step, ms, list] of figures) assert.ok(ms <= CEILING, `${step}: ${ms} ms: ${JSON.stringify(list)}`);
  });
}

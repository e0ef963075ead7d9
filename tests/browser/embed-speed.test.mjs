/** What the tag costs the demo page: tasks on the main thread and layout shift, beside the same page without it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { articlePage } from '../../www/demo/page.mjs';
import { test, assert, ROOT } from './harness.mjs';
import { TAG } from './embedded.mjs';

/** Longest task of ours that passes, ms at 4× slower: median of five visits. */
const CEILING = 250;

const read = (file) => readFileSync(path.join(ROOT, file), 'utf8');
const OBSERVE = `
  globalThis.seen = { frames: [], shift: 0, paint: {} };
  new PerformanceObserver((list) => {
    for (const { duration, scripts } of list.getEntries()) seen.frames.push({ duration, scripts: scripts.map((s) => ({ url: s.sourceURL, duration: s.duration, forced: s.forcedStyleAndLayoutDuration, by: s.invoker })) });
  }).observe({ type: 'long-animation-frame', buffered: true });
  new PerformanceObserver((list) => { for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) seen.shift += value; }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => { for (const { startTime } of list.getEntries()) seen.paint.lcp = startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => { for (const { name, startTime } of list.getEntries()) if (name === 'first-contentful-paint') seen.paint.fcp = startTime; }).observe({ type: 'paint', buffered: true });
  document.addEventListener('tiyao:ready', () => { seen.ready = performance.now(); });`;

/** Nearest rank. */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

test('tasks of ours stay bounded, and not one pixel moves, with the processor slowed four times', { engines: ['chromium'], timeout: 240_000 }, async (t) => {
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
      if (where === '/with') await page.waitForFunction(() => globalThis.seen.ready, null, { timeout: 60_000 });
      else await page.waitForTimeout(3000);
      await page.waitForTimeout(1000);
      return await page.evaluate(() => globalThis.seen);
    } finally {
      await context.close();
    }
  };
  // In turns, so that what else the machine does falls on both; the first pair warms the disk.
  const runs = { '/with': [], '/without': [] };
  for (let round = 0; round < 6; round++) for (const where of Object.keys(runs)) runs[where].push(await visit(where));
  for (const list of Object.values(runs)) list.shift();

  const ours = ({ frames }) => Math.max(0, ...frames.flatMap(({ scripts }) => scripts).filter(({ url }) => url.includes('/dist/embed/')).map(({ duration }) => duration));
  const longest = runs['/with'].map(ours);
  const figure = (where, name) => median(runs[where].map(({ paint }) => paint[name] ?? NaN));
  t.note(`longest script of ours, ms, in five visits: ${longest.map(Math.round).join(', ')}; ready after ${Math.round(median(runs['/with'].map(({ ready }) => ready)))} ms`);
  t.note(`FCP ${Math.round(figure('/with', 'fcp'))} with, ${Math.round(figure('/without', 'fcp'))} without; LCP ${Math.round(figure('/with', 'lcp'))} with, ${Math.round(figure('/without', 'lcp'))} without`);
  assert.deepEqual(runs['/with'].map(({ shift }) => shift), runs['/without'].map(({ shift }) => shift));
  // The goal is 50 and is not reached: 87 to 132 was measured on 2026-11-22, reading and painting the demo
  // in one go. Until it is, this only keeps it from growing; the note above says where it stands.
  const worst = runs['/with'].flatMap(({ frames }) => frames.flatMap(({ scripts }) => scripts)).filter(({ url }) => url.includes('/dist/embed/')).sort((a, b) => b.duration - a.duration).slice(0, 3);
  assert.ok(median(longest) <= CEILING, `${median(longest)} ms: ${JSON.stringify(worst)}`);
});

/**
 * `node scripts/screenshots.mjs [FOLDER]`: every state of the widget on the demo page as PNG, into dist/screenshots or FOLDER.
 * Needs `npm run build` and Chromium. The pictures are made, not kept.
 * `node scripts/screenshots.mjs --readme`: the two pictures of the README, which are kept, into docs/.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { launch } from '../tests/browser/engines.mjs';
import { inPage, openDemo, placeOf, tap } from '../tests/browser/demo.mjs';
import { serve } from '../tests/browser/server.mjs';
import { at } from './tools.mjs';

const readme = process.argv[2] === '--readme';
const out = readme ? at('docs') : path.resolve(process.argv[2] ?? at('dist/screenshots'));
mkdirSync(out, { recursive: true });

const SIZES = { 390: [390, 844], 768: [768, 1024], 1280: [1280, 800] };
const LOOKS = {
  light: { media: { colorScheme: 'light' } },
  dark: { media: { colorScheme: 'dark' } },
  'forced-colors': { media: { colorScheme: 'dark', forcedColors: 'active' } },
  'text-200': { media: { colorScheme: 'light' }, options: { css: 'html{font-size:200%}' } },
  tinted: { media: { colorScheme: 'light' }, options: { css: 'body{background:#fff1e5;color:#33302e}' } },
};
const INLINE = {
  inline: { before: '<tiyao-panel style="display:block;min-height:26rem"></tiyao-panel>' },
  compact: { before: '<tiyao-panel style="display:block;min-height:3.5rem"></tiyao-panel>' },
  english: { tag: 'data-lang="en" data-open' },
};

const browser = await launch('chromium');
const server = await serve({ mounts: { '/dist/': at('dist'), '/tests/': at('tests/browser') } });

async function open([width, height], media, options) {
  const page = await browser.page({ width, height });
  const t = Object.assign(Object.create(page), {
    server,
    goto: (where) => page.goto(server.url(where)),
    async until(fn, ...args) {
      for (;;) {
        const value = await page.eval(fn, ...args);
        if (value) return value;
        await new Promise((done) => setTimeout(done, 50));
      }
    },
  });
  await page.media({ reducedMotion: 'reduce', ...media });
  await openDemo(t, options);
  await t.eval(inPage);
  return t;
}

const shoot = async (t, ...name) => {
  await new Promise((done) => setTimeout(done, 250));
  await t.screenshot(path.join(out, `${name.join('-')}.png`));
};

if (readme) await forReadme();
else await everyState();
await browser.close();
await server.close();
console.log(`pictures in ${out}`);

async function forReadme() {
  for (const colorScheme of ['light', 'dark']) {
    const t = await open([1360, 760], { colorScheme });
    await tap(t, '.pill');
    await new Promise((done) => setTimeout(done, 400));
    await t.raw.mouse.move(0, 0);
    const session = await t.raw.context().newCDPSession(t.raw);
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 82, clip: { x: 0, y: 0, width: 1360, height: 760, scale: 1.25 } });
    writeFileSync(path.join(out, `widget-${colorScheme}.webp`), Buffer.from(data, 'base64'));
    await t.close();
  }
}

async function everyState() {
  for (const [width, size] of Object.entries(SIZES)) {
    for (const [look, { media, options }] of Object.entries(LOOKS)) {
      const t = await open(size, media, options);
      await shoot(t, width, look, 'closed');
      await tap(t, '.pill');
      await shoot(t, width, look, 'open');
      await tap(t, '.chip', 0);
      await shoot(t, width, look, 'keyword');
      await tap(t, '.detail .stepper button', 1);
      await shoot(t, width, look, 'stepping');
      await t.eval(() => { for (const scroller of all('.scroll')) scroller.scrollTop = scroller.scrollHeight; });
      await shoot(t, width, look, 'settings');
      if (await t.eval(() => seen($('.card')))) await tap(t, '.head .icon:last-child');
      else await tap(t, '.strip .group > .icon:last-child');
      await t.click(...await placeOf(t, 0));
      await shoot(t, width, look, 'word');
      await t.close();
    }
    for (const [name, options] of Object.entries(INLINE)) {
      const t = await open(size, { colorScheme: 'light' }, options);
      await shoot(t, width, name);
      await t.close();
    }
    const t = await open(size, { colorScheme: 'light', media: 'print' }, INLINE.inline);
    await shoot(t, width, 'print');
    await t.close();
  }
}

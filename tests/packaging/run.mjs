/**
 * `npm run test:packaging [-- NAME…]`: packs the package, and for every bundler and runtime makes one small app from the
 * tarball with a snippet copied verbatim from the README, builds it, and runs it in a real browser or runtime.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { build } from '../../scripts/build.mjs';
import { buildPackage } from '../../scripts/build-npm.mjs';
import { at, installIn, step, stop } from '../../scripts/tools.mjs';
import { launch } from '../browser/engines.mjs';
import { apps } from './apps.mjs';
import { HERE, WORK, run } from './support.mjs';

const MAX_TARBALL = 2.5e6;

const wanted = process.argv.slice(2);
const chosen = apps.filter(({ name }) => !wanted.length || wanted.some((part) => name.includes(part)));
if (!chosen.length) stop(`no such app; there are ${apps.map(({ name }) => name).join(', ')}`);

if (!existsSync(at('dist/build/engine.opt.wasm'))) await build();
await step('making the package', buildPackage);
await step('installing the bundlers', () => installIn(HERE));
rmSync(WORK, { recursive: true, force: true });
mkdirSync(WORK, { recursive: true });
await run('npm', ['pack', at('dist/npm'), '--silent', '--pack-destination', WORK], WORK);
const tarball = path.join(WORK, readdirSync(WORK).find((file) => file.endsWith('.tgz')));
const size = statSync(tarball).size;
console.log(`tarball: ${(size / 1e6).toFixed(2)} MB`);

const started = performance.now();
const failed = size > MAX_TARBALL ? [`the tarball is over ${MAX_TARBALL / 1e6} MB`] : [];
const browser = await launch('chromium');
try {
  for (const app of chosen) {
    const began = performance.now();
    try {
      const folder = path.join(WORK, app.name.replace(/\W+/g, '-'));
      mkdirSync(path.join(folder, 'node_modules/tiyao'), { recursive: true });
      await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', 'node_modules/tiyao'], folder);
      await app.run({ folder, browser, tarball });
      console.log(`  ok    ${app.name} (${((performance.now() - began) / 1000).toFixed(1)} s)`);
    } catch (error) {
      failed.push(app.name);
      console.log(`  FAIL  ${app.name}\n${String(error?.stack ?? error).replace(/^/gm, '          ')}`);
    }
  }
} finally {
  await browser.close();
}
if (failed.length) stop(`${failed.length} of ${chosen.length} failed: ${failed.join(', ')}`);
rmSync(WORK, { recursive: true, force: true });
console.log(`${chosen.length} apps passed (${Math.round((performance.now() - started) / 1000)} s)`);

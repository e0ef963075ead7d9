/**
 * What a browser test file imports:
 *
 *   import { test, assert, bundle } from './harness.mjs';
 *   test('the panel opens', async (t) => {
 *     t.server.set('/a.html', { body: '<!doctype html>…<script src="/lib.js"></script>' });
 *     t.server.set('/lib.js', { body: await bundle('www/page/index.ts', { globalName: 'page' }) });
 *     await t.goto('/a.html');                              // a path of the test's own server, or a whole URL
 *     assert.equal(await t.eval((x) => document.title + x, '!'), '…');
 *   });
 *   test('only where there is a forced-colors emulation', { engines: ['chromium'], timeout: 120_000 }, async (t) => { … });
 *
 * Every test runs once in every engine installed, on a fresh page and a server of its own that also serves the repository's
 * `dist/` and `tests/browser/`. `t` has everything of `page` (see engines.mjs) and `server`, `engine` (its name), `version`,
 * `until(fn, ...args)`, which waits until that gives something true, and `note(text)`, which prints a figure with the result.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { serve } from './server.mjs';

export { default as assert } from 'node:assert/strict';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const tests = [];
let file = '';

export function test(name, options, body) {
  if (typeof options === 'function') [options, body] = [{}, options];
  tests.push({ file, name, body, timeout: 60_000, ...options });
}

/** Imports a test file and returns what it registered. */
export async function load(where) {
  file = path.basename(where, '.test.mjs');
  const from = tests.length;
  await import(where);
  return tests.slice(from);
}

const bundles = new Map();

/**
 * Bundles an entry (a path from the repository's root, or source given as `{ contents }`) with esbuild, in memory: an IIFE
 * that leaves its exports in `globalName`, or a module with `{ format: 'esm' }`. Further esbuild options pass through.
 */
export function bundle(entry, options = {}) {
  const key = JSON.stringify([entry, options]);
  if (!bundles.has(key)) {
    bundles.set(key, build({
      ...(typeof entry === 'string' ? { entryPoints: [path.resolve(ROOT, entry)] } : { stdin: { resolveDir: ROOT, loader: 'ts', ...entry } }),
      bundle: true, write: false, format: 'iife', target: 'es2022', charset: 'utf8', logLevel: 'silent', absWorkingDir: ROOT, ...options,
    }).then((result) => result.outputFiles[0].text));
  }
  return bundles.get(key);
}

/** Runs one test on a fresh page of `browser`; throws what it threw. */
export async function run(entry, browser) {
  const server = await serve({ mounts: { '/dist/': path.join(ROOT, 'dist'), '/tests/': path.join(ROOT, 'tests/browser') } });
  server.set('/favicon.ico', { status: 204, headers: {} });
  server.set('/blank', { body: '<!doctype html><meta charset="utf-8"><title>空白</title>' });
  const page = await browser.page(entry.viewport);
  const notes = [];
  const t = Object.assign(Object.create(page), {
    server, engine: browser.name, version: browser.version, console: page.console, raw: page.raw,
    note: (text) => notes.push(text),
    goto: (where, headers) => page.goto(/^[a-z]+:/.test(where) ? where : server.url(where, headers)),
    async until(fn, ...args) {
      for (;;) {
        const value = await page.eval(fn, ...args);
        if (value) return value;
        await new Promise((done) => setTimeout(done, 50));
      }
    },
  });
  let timer;
  try {
    await Promise.race([
      entry.body(t),
      new Promise((_, fail) => { timer = setTimeout(() => fail(new Error(`not done after ${entry.timeout} ms`)), entry.timeout); }),
    ]);
  } finally {
    clearTimeout(timer);
    await page.close().catch(() => {});
    await server.close();
  }
  return notes;
}

/**
 * `node benches/engine.mjs [--rounds=5] [--articles=DIR]`: the engine alone beside jieba-wasm, in Chromium and in Node, each round in a
 * fresh process with the peers in turn. From bytes at hand and nothing compiled to the first article cut (ours with the standard
 * dictionary), wasm memory after all articles, throughput (ours returns offsets, theirs strings), and what a character costs in
 * 10⁶ beside 10⁴. Articles are the .txt and .md files of DIR; without one the demo's own article, five times over.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from '../scripts/build.mjs';
import { at, installIn, step } from '../scripts/tools.mjs';
import { installed, launch } from '../tests/browser/engines.mjs';
import { serve } from '../tests/browser/server.mjs';
import { measure, peers } from './engine-peer.mjs';

const option = (name) => process.argv.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1];
const FOLDERS = { made: at('dist/build'), peer: at('benches/node_modules/jieba-wasm/pkg/web') };
const FILES = {
  tiyao: { glue: 'made/engine.js', wasm: 'made/engine.opt.wasm', dictionary: 'made/standard.dict' },
  'jieba-wasm': { glue: 'peer/jieba_rs_wasm.js', wasm: 'peer/jieba_rs_wasm_bg.wasm' },
};

function articles() {
  const folder = option('articles');
  if (folder) return readdirSync(folder).filter((name) => /\.(txt|md)$/.test(name)).sort().map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const html = readFileSync(at('www/demo/article.html'), 'utf8').replace(/<(script|style)[\s\S]*?<\/\1>/g, '');
  return Array(5).fill(html.replace(/<[^>]+>/g, '').replace(/\s*\n\s*/g, '\n').trim());
}

const place = (file) => path.join(FOLDERS[file.split('/')[0]], file.slice(file.indexOf('/') + 1));

const alone = option('peer');
if (alone) {
  const { glue, ...data } = FILES[alone];
  const bytes = Object.fromEntries(Object.entries(data).map(([key, file]) => [key, new Uint8Array(readFileSync(place(file)))]));
  console.log(JSON.stringify(await measure(alone, { glue: pathToFileURL(place(glue)).href, ...bytes }, articles())));
} else {
  await compare(Number(option('rounds') ?? 5));
}

async function compare(rounds) {
  await build();
  await step('installing the peers', () => installIn(at('benches')));
  const names = Object.keys(peers);
  console.log(`${new Date().toISOString().slice(0, 10)}, ${os.cpus()[0].model} × ${os.cpus().length}, ${rounds} rounds, load ${os.loadavg()[0].toFixed(1)} before`);
  await table(`Node ${process.version}`, async (name) => JSON.parse(execFileSync(process.execPath, [...process.argv.slice(1), `--peer=${name}`], { encoding: 'utf8' })));

  if (!installed('chromium')) return console.log('no Chromium here');
  const server = await serve({ mounts: { '/made/': FOLDERS.made, '/peer/': FOLDERS.peer, '/bench/': at('benches') } });
  const texts = JSON.stringify(articles()).replaceAll('<', '\\u003c');
  for (const name of names) {
    const body = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title><script type="module">
      const { measure } = await import('/bench/engine-peer.mjs');
      const { glue, ...data } = ${JSON.stringify(FILES[name])};
      const bytes = await Promise.all(Object.entries(data).map(async ([key, file]) => [key, new Uint8Array(await (await fetch('/' + file)).arrayBuffer())]));
      window.result = await measure('${name}', { glue: '/' + glue, ...Object.fromEntries(bytes) }, ${texts}).catch((error) => ({ error: String(error) }));
    </script>`;
    server.set(`/${name}`, { body, headers: { 'content-type': 'text/html' } });
  }
  let version;
  await table('Chromium', async (name) => {
    // A browser of its own: compiled code must not come from a cache.
    const browser = await launch('chromium');
    ({ version } = browser);
    try {
      const page = await browser.page();
      await page.goto(server.url(`/${name}`));
      for (const end = Date.now() + 60_000; Date.now() < end;) {
        const result = await page.eval(() => window.result ?? null);
        if (result?.error) throw new Error(result.error);
        if (result) return result;
        await new Promise((done) => setTimeout(done, 50));
      }
      throw new Error(`${name} gave no result: ${JSON.stringify(page.console)}`);
    } finally {
      await browser.close();
    }
  }, () => version);
  await server.close();

  async function table(title, ask, name = () => title) {
    const found = Object.fromEntries(names.map((peer) => [peer, []]));
    for (let round = 0; round < rounds; round++) {
      for (const peer of round % 2 ? names : names.toReversed()) found[peer].push(await ask(peer));
    }
    const median = (peer, key) => found[peer].map((result) => result[key]).toSorted((a, b) => a - b)[rounds >> 1];
    console.log(`\n### ${name()}\n`);
    console.log('| | bytes → first article cut, ms | wasm memory then, MiB | M chars/s | 10⁶ : 10⁴, a character |\n|---|--:|--:|--:|--:|');
    for (const peer of names) console.log(`| ${peer} | ${median(peer, 'first').toFixed(1)} | ${median(peer, 'mebibytes').toFixed(1)} | ${median(peer, 'speed').toFixed(2)} | ${median(peer, 'growth').toFixed(2)} |`);
    const [ours, theirs] = names;
    console.log(`| ours : theirs | ${['first', 'mebibytes', 'speed'].map((key) => (median(ours, key) / median(theirs, key)).toFixed(3)).join(' | ')} | |`);
  }
}

#!/usr/bin/env node
/** `npx tiyao copy-assets DIR`: puts the files that a bundler leaves behind where a site can serve them. */
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FILES = ['engine.wasm', 'worker.js', 'standard.dict', 'full.dict'];
const USAGE = `Usage: tiyao copy-assets DIR [--tier standard|full]

Copies ${FILES.join(', ')} into DIR; --tier leaves the other dictionary out.
Then pass \`assets: URL\` (the URL that DIR is served at) to createAnalyzer or mount,
or choose the folder of your bundle as DIR and pass nothing.`;

const [command, ...rest] = process.argv.slice(2);
const at = rest.indexOf('--tier');
const tier = at < 0 ? undefined : rest.splice(at, 2)[1];
const [folder, ...more] = rest;

if (command === '--help' || command === '-h') {
  console.log(USAGE);
} else if (command !== 'copy-assets' || !folder || more.length || (at >= 0 && tier !== 'standard' && tier !== 'full')) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    mkdirSync(folder, { recursive: true });
    for (const file of FILES) {
      if (tier && file.endsWith('.dict') && file !== `${tier}.dict`) continue;
      const target = path.join(folder, file);
      copyFileSync(fileURLToPath(new URL(file, import.meta.url)), target);
      console.log(`${target} (${Math.ceil(statSync(target).size / 1024)} KiB)`);
    }
  } catch (error) {
    console.error(`tiyao: ${error.message}`);
    process.exitCode = 1;
  }
}

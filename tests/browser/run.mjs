/**
 * Runs tests/browser/*.test.mjs in every engine that is installed, and says which it ran.
 *
 *   node tests/browser/run.mjs [FILE-OR-NAME-PART…] [--engine=chromium,firefox] [--require=chromium,firefox,webkit] [--retries=1] [--list]
 *
 * Chromium (or Chrome, or Edge; $CHROMIUM names one) must be there; --require makes others compulsory too, as .ci/run does.
 * With --retries a test that fails is tried that many times more, in a fresh browser, and what it needed that for is printed.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { ENGINES, installed, launch, mistaken } from './engines.mjs';
import { load, ROOT, run } from './harness.mjs';

const args = process.argv.slice(2);
const list = (flag) => args.filter((a) => a.startsWith(`--${flag}=`)).flatMap((a) => a.slice(flag.length + 3).split(','));
const parts = args.filter((a) => !a.startsWith('--'));
const wanted = list('engine').length ? list('engine') : ENGINES;
const retries = Number(list('retries')[0] ?? 0);
const required = new Set(['chromium', ...list('require')].filter((name) => wanted.includes(name)));

const mistake = mistaken([...wanted, ...required]);
if (mistake) fail(mistake);

const engines = wanted.filter((name) => installed(name));
for (const name of wanted) {
  if (engines.includes(name)) continue;
  if (required.has(name)) fail(`${name} is not installed${name === 'chromium' ? ': install Chromium, Chrome or Edge, or let $CHROMIUM name one' : ''}`);
  console.log(`${name}: not installed, skipped`);
}

const here = path.join(ROOT, 'tests/browser');
const tests = [];
const files = readdirSync(here).filter((f) => f.endsWith('.test.mjs')).sort();
// Files named are the only ones imported: another may need what is not built yet.
const named = parts.length > 0 && parts.every((p) => files.includes(`${p}.test.mjs`));
for (const file of named ? files.filter((f) => parts.includes(path.basename(f, '.test.mjs'))) : files) {
  const loaded = await load(path.join(here, file));
  tests.push(...loaded.filter((t) => !parts.length || parts.some((p) => path.basename(p, '.test.mjs') === t.file || t.name.includes(p))));
}
if (!tests.length) fail('no test of that name');
if (args.includes('--list')) { for (const t of tests) console.log(`${t.file}: ${t.name}`); process.exit(0); }

const failures = [];
const summary = [];

/** Every test of one engine, one after the other. */
async function runIn(name, say) {
  const mine = tests.filter((t) => !t.engines || t.engines.includes(name));
  if (!mine.length) return;
  const began = performance.now();
  let browser = await launch(name);
  say(browser.version);
  let passed = 0;
  for (const entry of mine) {
    for (let left = retries; ; left--) {
      const start = performance.now();
      try {
        const notes = await run(entry, browser);
        passed++;
        say(`  ok    ${entry.file}: ${entry.name} (${Math.round(performance.now() - start)} ms)${notes.map((n) => `\n          ${n}`).join('')}`);
        break;
      } catch (e) {
        say(`  ${left > 0 ? 'AGAIN' : 'FAIL '} ${entry.file}: ${entry.name}\n${String(e?.stack ?? e).replace(/^/gm, '          ')}`);
        // A hung or crashed page must not take the tests after it along.
        await browser.close().catch(() => {});
        browser = await launch(name);
        if (left > 0) continue;
        failures.push(`${name}: ${entry.file}: ${entry.name}`);
        break;
      }
    }
  }
  summary.push(`${browser.version}: ${passed} of ${mine.length} in ${Math.round((performance.now() - began) / 1000)} s`);
  await browser.close();
}

// What is timed is timed in Chromium, which has the machine to itself; the others are waited for more than they work.
const [alone, beside] = [engines.filter((name) => name === 'chromium'), engines.filter((name) => name !== 'chromium')];
for (const name of alone) await runIn(name, (line) => console.log(line));
await Promise.all(beside.map((name) => runIn(name, beside.length > 1 ? (line) => console.log(line.replace(/^/gm, `${name.padEnd(9)}`)) : (line) => console.log(line))));

console.log(`\n${summary.join('\n')}`);
if (failures.length) { console.log(`\nfailed:\n  ${failures.join('\n  ')}`); process.exit(1); }
process.exit(0);

function fail(message) {
  console.error(message);
  process.exit(2);
}

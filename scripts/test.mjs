/**
 * `npm test`: all tests from a fresh clone. Builds first, since browser tests use the built files; packaging tests are
 * `npm run test:packaging`.
 *
 *   npm test -- --require=chromium,firefox,webkit    fails where one of these browsers is missing
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { build } from './build.mjs';
import { at, installPackages, run, step, stop } from './tools.mjs';

const started = performance.now();
await installPackages();
await build().catch((error) => stop(error.stack));
await browser();

const checks = [
  ['types', process.execPath, [at('node_modules/typescript/bin/tsc'), '--noEmit']],
  ['native tests', 'cargo', ['test', '--locked', '--workspace', '--no-fail-fast']],
  ...nodeTests(),
  ['browser tests', process.execPath, ['tests/browser/run.mjs', ...process.argv.slice(2)]],
];

const failed = [];
for (const [name, command, args] of checks) {
  await step(name, () => {
    if (spawnSync(command, args, { cwd: at(), stdio: 'inherit' }).status !== 0) failed.push(name);
  });
}
console.log(`\n${checks.length - failed.length} passed, ${failed.length} failed${failed.length ? `: ${failed.join(', ')}` : ''} (${Math.round((performance.now() - started) / 1000)} s)`);
process.exit(failed.length ? 1 : 0);

/** Tests that Node runs by itself: the scripts', and what needs no browser. */
function nodeTests() {
  const folder = at('tests/node');
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.test.mjs')).sort().map((file) => `tests/node/${file}`);
  return files.length ? [['node tests', process.execPath, ['--test', ...files]]] : [];
}

/** Sees to it that there is a real Chromium: the installed one, Debian's as root, else Playwright's own download. */
async function browser() {
  const { installed } = await import('../tests/browser/engines.mjs');
  if (installed('chromium')) return;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    await step('installing Chromium (apt-get)', () => {
      run('apt-get', ['update', '-qq']);
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    });
  } else {
    await step("fetching Chromium (Playwright's download)", () => {
      spawnSync(process.execPath, [at('node_modules/playwright-core/cli.js'), 'install', 'chromium'], { cwd: at(), stdio: 'inherit' });
    });
  }
  if (!installed('chromium')) stop('no Chromium to test in: install Chromium, Chrome or Edge, or let $CHROMIUM name one');
}

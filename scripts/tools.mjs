/** What every script needs: the repository's root, its packages installed, child processes that fail loudly. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const at = (...parts) => path.join(ROOT, ...parts);

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

if (Number(process.versions.node.split('.')[0]) < 20) stop(`Node ${process.versions.node} is too old: install Node 20 or newer`);

/** Ends the process with a message for people. */
export function stop(message) {
  console.error(message);
  process.exit(1);
}

const missing = (command) => `${command} is not installed${/^(cargo|rust)/.test(command) ? ': see https://rustup.rs' : ''}`;

/** Runs a command at the root, its output on the screen; ends the process where it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32', ...options });
  if (error?.code === 'ENOENT') stop(missing(command));
  if (status !== 0) stop(`failed: ${[command, ...args].join(' ')}`);
}

/** As `run`, but gives what the command wrote. */
export function ask(command, args) {
  const { status, stdout, error } = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error?.code === 'ENOENT') stop(missing(command));
  if (status !== 0) stop(`failed: ${[command, ...args].join(' ')}`);
  return stdout;
}

/** Says what takes time, and how long it took. */
export async function step(title, work) {
  console.log(`· ${title}`);
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  if (seconds >= 1) console.log(`  ${seconds.toFixed(1)} s`);
  return result;
}

/** Installs the packages of package-lock.json where they are missing or of another lock file. */
export async function installPackages() {
  const installed = at('node_modules', '.package-lock.json');
  // npm writes its own lock last; one older than ours means a pulled change of ours.
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(at('package-lock.json')).mtimeMs) return;
  if (existsSync(installed) && sameVersions(installed)) return;
  await step('installing packages (npm ci)', () => run(npm, ['ci', '--no-fund', '--no-audit']));
}

/**
 * Installs the packages of `folder`, which has a package.json of its own, where they are missing or of another one. Not
 * `npm ci`: it refuses a lock file that lacks optional packages of other platforms, which some registries do not carry.
 */
export function installIn(folder) {
  const mark = path.join(folder, 'node_modules', '.package.json');
  const wanted = readFileSync(path.join(folder, 'package.json'), 'utf8');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  run(npm, ['install', '--no-save', '--no-fund', '--no-audit'], { cwd: folder });
  writeFileSync(mark, wanted);
}

function sameVersions(installed) {
  const versions = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const [here, wanted] = [versions(installed), versions(at('package-lock.json'))];
  return Object.entries(wanted).every(([name, { version, optional }]) => !name || optional || here[name]?.version === version);
}

/** A hash over files and folders: what a result depends on. */
export function fingerprint(...places) {
  const hash = createHash('sha256');
  const add = (place) => {
    if (!statSync(place).isDirectory()) return hash.update(place.slice(ROOT.length)).update('\0').update(readFileSync(place));
    for (const name of readdirSync(place).sort()) add(path.join(place, name));
  };
  places.map((place) => at(place)).filter(existsSync).forEach(add);
  return hash.digest('hex');
}

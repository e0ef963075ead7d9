/** What the apps share: the README's snippets, files, commands, pages. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { at } from '../../scripts/tools.mjs';
import { serve } from '../browser/server.mjs';

export const HERE = at('tests/packaging');
/** Below the bundlers' node_modules, so that an app may need React. */
export const WORK = path.join(HERE, 'work');

/** The README's code under `<!-- snippet: NAME -->`. */
export function snippet(name) {
  const match = new RegExp(`<!-- snippet: ${name} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``).exec(readFileSync(at('README.md'), 'utf8'));
  assert.ok(match, `the README has no snippet ${name}`);
  return match[1];
}

export function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** A line that the bundlers table of the README must hold, and so may be used. */
export function documented(text) {
  assert.ok(readFileSync(at('README.md'), 'utf8').includes(text), `not in the README: ${text}`);
  return text;
}

const require = createRequire(path.join(HERE, 'package.json'));
/** A file of an installed package. */
export function tool(name, file) {
  return path.join(HERE, 'node_modules', name, file);
}
export const load = (name) => import(require.resolve(name));

/** Runs a command to its end; what it prints. */
export function run(command, args, cwd, { env = {}, fails = false } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, NODE_PATH: '', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => { output += chunk; });
    child.stderr.on('data', (chunk) => { output += chunk; });
    child.on('error', fail);
    child.on('close', (code) => ((code === 0) === fails ? fail(new Error(`${command} ${args.join(' ')} ended with ${code}\n${output}`)) : done(output)));
  });
}

export const node = (args, cwd, options) => run(process.execPath, args, cwd, options);

/** What the snippet `analyze` prints. */
export function checkAnalysis(output) {
  assert.match(output, /words: 发展 \/ “ \/ 新质/);
  assert.match(output, /keywords: 新质生产力 3/);
  assert.match(output, /summary: \S+。/);
}

/** Serves `folder` and gives what the page at `where` logs, once a line matches `until`. */
export async function visit(browser, folder, until, { where = '/', mounts, headers } = {}) {
  const server = await serve({ mounts: mounts ?? { '/': folder }, ...(headers ? { headers } : {}) });
  try {
    return await visitUrl(browser, server.url(where), until);
  } finally {
    await server.close();
  }
}

export async function visitUrl(browser, url, until, patience = 30_000) {
  const page = await browser.page();
  try {
    await page.goto(url);
    const text = () => page.console.map((entry) => entry.text).join('\n');
    for (const end = Date.now() + patience; !until.test(text());) {
      if (Date.now() > end) throw new Error(`${url} did not log ${until}, but:\n${text()}`);
      await new Promise((done) => setTimeout(done, 50));
    }
    return text();
  } finally {
    await page.close();
  }
}

/** An HTML page around a module. */
export function html(script) {
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><link rel="icon" href="data:,"><title>提要</title><article><p>发展新质<b>生产力</b>要靠科技
创新。</p></article>${script}`;
}

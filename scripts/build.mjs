/**
 * `npm run build`: the engine, the dictionaries and the scripts → dist/embed, the folder a site serves.
 *
 * Every file but the loader carries a hash of its content in its name, so it may be cached for ever; the loader names the
 * scripts of the page and the worker's, that one the engine's files. Each name travels with its integrity hash, but for the
 * worker's script, which browsers cannot check.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ask, at, fingerprint, installPackages, run, step, stop } from './tools.mjs';
import { licences } from './licences.mjs';

const OUT = at('dist/embed');
const MADE = at('dist/build');
/** The support floor; see README. */
const FLOOR = ['chrome100', 'firefox115', 'safari16.4'];
const WASM_OPT = ['-Os', '--strip-debug', '--strip-producers', '--enable-bulk-memory', '--enable-nontrapping-float-to-int', '--enable-sign-ext', '--enable-mutable-globals',
  '--enable-reference-types', '--enable-multivalue',
  // Brotli does better on data in one piece, zeros and all (4.8 KiB), and on code without inlined copies (2 KiB); but a function
  // fewer is one less to compile at the first call, so the small and those called from one place only go into their caller.
  '--skip-pass=memory-packing', '--flexible-inline-max-function-size=0', '--always-inline-max-function-size=16', '--one-caller-inline-max-function-size=200'];

export async function build() {
  await installPackages();
  mkdirSync(MADE, { recursive: true });
  await wasmTarget();
  await step('compiling the engine to WebAssembly', () => run('cargo', ['run', '--quiet', '--locked', '--package=xtask', '--', 'wasm', '--out', MADE]));
  await step('optimising it (wasm-opt)', () => once('engine.opt.wasm', fingerprint('dist/build/engine_bg.wasm') + WASM_OPT, () => {
    // Into another name first: an interrupted run must not leave half a module that looks made.
    run(process.execPath, [at('node_modules/binaryen/bin/wasm-opt'), at('dist/build/engine_bg.wasm'), '-o', at('dist/build/engine.part.wasm'), ...WASM_OPT]);
    renameSync(at('dist/build/engine.part.wasm'), at('dist/build/engine.opt.wasm'));
  }));
  await step('packing the dictionaries', () => once('full.dict', fingerprint('src/dictionary', 'xtask', 'Cargo.lock'), () => {
    run('cargo', ['run', '--quiet', '--locked', '--package=xtask', '--', 'dictionary', '--out', MADE]);
  }));
  await step('bundling the scripts', bundle);
}

/** rustup fetches what rust-toolchain.toml names only with a toolchain that it installs itself: an installed one may lack the target. */
async function wasmTarget() {
  const target = 'wasm32-unknown-unknown';
  if (existsSync(ask('rustc', ['--print', 'target-libdir', '--target', target]).trim())) return;
  await step(`installing the target ${target} (rustup)`, () => run('rustup', ['target', 'add', target]));
}

/** Runs `make` unless `file` was made from the same `inputs` before. */
function once(file, inputs, make) {
  const mark = `${MADE}/${file}.inputs`;
  if (existsSync(`${MADE}/${file}`) && existsSync(mark) && readFileSync(mark, 'utf8') === inputs) return;
  make();
  writeFileSync(mark, inputs);
}

async function bundle() {
  const { build: esbuild } = await import('esbuild');
  const { minify } = await import('terser');
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const script = async (entry, define, target = FLOOR, format = 'iife') => {
    const { outputFiles: [file] } = await esbuild({
      entryPoints: [at(entry)], bundle: true, write: false, minifySyntax: true, format, charset: 'utf8', legalComments: 'none', target, define, tsconfigRaw: { compilerOptions: { alwaysStrict: false } }, logLevel: 'warning',
      alias: { 'engine-module': at('dist/build/engine.js') },
    });
    // A second minifier after the first: 4 % less, Brotli, than either alone.
    const ecma = target === FLOOR ? 2020 : 2018;
    const { code } = await minify(file.text, { ecma, toplevel: true, compress: { passes: 2, unsafe: true, hoist_funs: true, inline: 1, lhs_constants: false } });
    return Buffer.from(code);
  };
  const made = (file) => readFileSync(`${MADE}/${file}`);
  const engine = {
    wasm: write('engine', 'wasm', made('engine.opt.wasm')),
    standard: write('standard', 'dict', made('standard.dict')),
    full: write('full', 'dict', made('full.dict')),
  };
  const [WORKER] = write('worker', 'js', await script('www/embed-worker.ts', { ENGINE: JSON.stringify(engine) }));
  // Chromium then compiles all of it while it arrives and off the page's thread, on which every function else is compiled when it is first called.
  const eager = async (...args) => Buffer.concat([Buffer.from('//# allFunctionsCalledOnLoad\n'), await script(...args)]);
  const extra = write('extra', 'js', await eager('www/extra-script.ts', {}));
  const widget = write('widget', 'js', await eager('www/widget-script.ts', {}));
  const [WIDGET, WIDGET_INTEGRITY] = widget;
  const [EXTRA, EXTRA_INTEGRITY] = extra;
  const names = { WIDGET, WIDGET_INTEGRITY, EXTRA, EXTRA_INTEGRITY, WORKER };
  // It is a function of its own, and exports nothing.
  const loader = await script('www/loader.ts', Object.fromEntries(Object.entries(names).map(([name, value]) => [name, JSON.stringify(value)])), ['es2018'], 'esm');
  writeFileSync(`${OUT}/tiyao.js`, loader);
  writeFileSync(`${OUT}/LICENSES.txt`, licences());
  writeFileSync(`${OUT}/integrity.json`, JSON.stringify({ 'tiyao.js': integrity(loader),
    ...Object.fromEntries([widget, extra, ...Object.values(engine)]) }, null, 2) + '\n');
}

const integrity = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

/** Writes a file under its hashed name and gives that name with the integrity. */
function write(name, extension, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  const file = `${name}.${hash}.${extension}`;
  writeFileSync(`${OUT}/${file}`, bytes);
  return [file, integrity(bytes)];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await build().catch((error) => stop(error.stack));
  console.log('dist/embed is ready: serve that folder, and put <script defer src="…/tiyao.js"></script> into a page');
}

/**
 * `npm run build` makes dist/embed first, then this: dist/npm, the package as it is published.
 *
 * One copy of each asset lies beside the scripts; they find it by `new URL('./…', import.meta.url)`. Pages and workers get
 * `index.js`, Node `index.node.js` or, by `require`, `index.node.cjs`; `platform.ts` is all that differs.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { licences } from './licences.mjs';
import { at, run, stop } from './tools.mjs';

const OUT = at('dist/npm');
const GLUE = at('dist/build/engine.js');
const ENTRIES = ['index', 'segment', 'highlight'];

export async function buildPackage() {
  const { build } = await import('esbuild');
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const common = {
    bundle: true, minifyWhitespace: true, minifySyntax: true, charset: 'utf8', legalComments: 'none', target: 'es2022', logLevel: 'warning', outdir: OUT,
    alias: { 'engine-module': GLUE }, plugins: [engineFactory],
  };
  const entries = (suffix) => ENTRIES.map((name) => ({ in: at(`www/npm/${name}.ts`), out: `${name}${suffix}` }));
  await build({ ...common, entryPoints: entries(''), format: 'esm', splitting: true, chunkNames: 'part-[hash]' });
  await build({ ...common, entryPoints: [{ in: at('www/worker.ts'), out: 'worker' }], format: 'iife', minify: true, target: ['chrome100', 'firefox115', 'safari16.4'] });
  const node = { ...common, platform: 'node', plugins: [engineFactory, nodePlatform] };
  await build({ ...node, entryPoints: entries('.node'), format: 'esm', splitting: true, chunkNames: 'part-node-[hash]' });
  await build({ ...node, entryPoints: [{ in: at('www/npm/thread.ts'), out: 'thread' }], format: 'esm' });
  await build({
    ...node, entryPoints: entries('.node'), format: 'cjs', outExtension: { '.js': '.cjs' },
    // What a module calls its own URL.
    define: { 'import.meta.url': 'ownUrl' }, banner: { js: 'const ownUrl=require("node:url").pathToFileURL(__filename).href;' },
  });

  declarations();
  const copy = (from, to) => copyFileSync(at(from), path.join(OUT, to));
  copy('dist/build/engine.opt.wasm', 'engine.wasm');
  copy('dist/build/standard.dict', 'standard.dict');
  copy('dist/build/full.dict', 'full.dict');
  copy('www/npm/copy-assets.mjs', 'copy-assets.mjs');
  for (const file of ['README.md', 'CHANGELOG.md', 'LICENSE-MIT', 'LICENSE-APACHE']) if (existsSync(at(file))) copy(file, file);
  writeFileSync(path.join(OUT, 'LICENSES.txt'), licences());
  writeFileSync(path.join(OUT, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
}

/** The glue as a function, so that each engine has an instance of its own. */
const engineFactory = {
  name: 'engine-factory',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^engine-factory$/ }, () => ({ path: GLUE, namespace: 'engine-factory' }));
    onLoad({ filter: /.*/, namespace: 'engine-factory' }, () => {
      const glue = readFileSync(GLUE, 'utf8');
      const END = 'export { initSync, __wbg_init as default };';
      // Not `initSync`: on a page's own thread some browsers make no instance of this size at once.
      const body = glue.replace(/^export class /gm, 'class ').replace(END, `return {
        Engine, instantiate: async (module) => __wbg_finalize_init(await WebAssembly.instantiate(module, __wbg_get_imports()), module),
      };`);
      if (!glue.includes(END) || /^export /m.test(body)) throw new Error('wasm-bindgen writes its glue in another form: mend scripts/build-npm.mjs');
      return { contents: `export function instantiate() {\n${body}\n}`, loader: 'js' };
    });
  },
};

const nodePlatform = {
  name: 'node-platform',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/platform$/ }, () => ({ path: at('www/npm/platform-node.ts') }));
  },
};

/** Types for `import` and, under `.d.cts`, for `require`; their own imports with extensions, as Node's resolution wants them. */
function declarations() {
  const folder = path.join(OUT, 'types');
  run(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('www/npm/tsconfig.json'), '--outDir', folder]);
  for (const file of readdirSync(folder, { recursive: true })) {
    if (!file.endsWith('.d.ts')) continue;
    const text = readFileSync(path.join(folder, file), 'utf8');
    const specify = (extension) => text.replace(/(from |import\()(['"])(\.[^'"]*)\2/g, (_, before, quote, target) => {
      const index = existsSync(path.join(folder, path.dirname(file), target, 'index.d.ts'));
      return `${before}${quote}${target}${index ? '/index' : ''}.${extension}${quote}`;
    });
    // Programs for older targets lack `Symbol.asyncDispose`.
    const library = text.includes('asyncDispose') ? '/// <reference lib="esnext.disposable" />\n' : '';
    writeFileSync(path.join(folder, file.replace(/ts$/, 'cts')), library + specify('cjs'));
    writeFileSync(path.join(folder, file), library + specify('js'));
  }
  prune(folder);
}

/** Removes the declarations of what is not public. */
function prune(folder) {
  const public_ = new Set();
  const visit = (file) => {
    if (public_.has(file)) return;
    public_.add(file);
    for (const [, target] of readFileSync(path.join(folder, file), 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]*)['"]/g)) {
      visit(path.join(path.dirname(file), target.replace(/js$/, 'd.ts').replace('.cd.ts', '.d.cts')));
    }
  };
  for (const name of ENTRIES) for (const extension of ['d.ts', 'd.cts']) visit(`npm/${name}.${extension}`);
  for (const file of readdirSync(folder, { recursive: true })) {
    if (file.endsWith('ts') && !public_.has(file)) rmSync(path.join(folder, file));
  }
}

function manifest() {
  const { name, version, description, license, engines } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  const entry = (name) => ({
    node: {
      import: { types: `./types/npm/${name}.d.ts`, default: `./${name}.node.js` },
      require: { types: `./types/npm/${name}.d.cts`, default: `./${name}.node.cjs` },
    },
    default: { types: `./types/npm/${name}.d.ts`, default: `./${name}.js` },
  });
  return {
    name, version, description, license, engines,
    keywords: ['chinese', 'segmentation', 'tokenizer', 'jieba', 'keywords', 'summary', 'highlight', 'wasm'],
    type: 'module',
    sideEffects: false,
    bin: { tiyao: 'copy-assets.mjs' },
    main: './index.node.cjs',
    module: './index.js',
    types: './types/npm/index.d.ts',
    exports: {
      '.': entry('index'),
      './segment': entry('segment'),
      './highlight': entry('highlight'),
      './engine.wasm': './engine.wasm',
      './standard.dict': './standard.dict',
      './full.dict': './full.dict',
      './worker.js': './worker.js',
      './package.json': './package.json',
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await buildPackage().catch((error) => stop(error.stack));

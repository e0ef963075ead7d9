/** `npm run size`: what a reader downloads, raw, gzip and Brotli; fails where a file outgrew its budget. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import zlib from 'node:zlib';
import { at, stop } from './tools.mjs';

/** Asked for by pages and readers that need something of it (`www/extra.ts` says what), and by engines without custom highlights; the tiers below are without. */
const EXTRA = 'extra, where asked for';

/** KiB, Brotli. */
const BUDGETS = [
  { label: 'loader', file: /^tiyao\.js$/, budget: 1.5, advice: 'move what can wait into the widget' },
  { label: 'page, panel and widget', file: /^widget\.\w+\.js$/, budget: 24, advice: 'look at what esbuild took in: npx esbuild --analyze' },
  { label: EXTRA, file: /^extra\.\w+\.js$/, budget: 6.6, advice: 'what only some pages and readers need: www/extra.ts' },
  { label: 'worker and engine glue', file: /^worker\.\w+\.js$/, budget: 8, advice: 'each import of web-sys or js-sys costs glue; see dist/build/engine.js' },
  { label: 'engine', file: /^engine\.\w+\.wasm$/, budget: 190, advice: 'see which functions grew: cargo xtask wasm --names, then wasm-opt --func-metrics' },
  { label: 'standard dictionary', file: /^standard\.\w+\.dict$/, budget: 380, advice: 'fewer words, or a tighter packing: src/dictionary' },
  { label: 'full dictionary', file: /^full\.\w+\.dict$/, budget: 1100, advice: 'a tighter packing: src/dictionary' },
];
const TIERS = { standard: { without: 'full dictionary', budget: 590 }, full: { without: 'standard dictionary', budget: 1288.5 } };

const folder = at('dist/embed');
if (!existsSync(folder)) stop('dist/embed is not there: npm run build');
const files = readdirSync(folder);

const rows = BUDGETS.map(({ label, file: pattern, budget, advice }) => {
  const name = files.find((file) => pattern.test(file)) ?? stop(`dist/embed has no ${label}: npm run build`);
  const body = readFileSync(`${folder}/${name}`);
  return {
    label, name, budget, advice, raw: body.length, gzip: zlib.gzipSync(body, { level: 9 }).length,
    brotli: zlib.brotliCompressSync(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.length } }).length,
  };
});
const totals = Object.entries(TIERS).map(([tier, { without, budget }]) => {
  const parts = rows.filter(({ label }) => ![without, EXTRA].includes(label));
  const sum = (key) => parts.reduce((total, row) => total + row[key], 0);
  return { label: `${tier} tier`, name: '', budget, advice: 'see the files above', raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') };
});

const kib = (bytes) => (bytes / 1024).toFixed(1);
const over = ({ brotli, budget }) => brotli > budget * 1024;
const cells = [...rows, ...totals].map((row) => [row.label, row.name, kib(row.raw), kib(row.gzip), kib(row.brotli), String(row.budget), over(row) ? 'OVER' : '']);
const table = [['KiB', 'file', 'raw', 'gzip', 'brotli', 'budget', ''], ...cells];
const widths = table[0].map((_, column) => Math.max(...table.map((line) => line[column].length)));
for (const line of table) console.log(line.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ').trimEnd());

const failures = [...rows, ...totals].filter(over);
for (const row of failures) {
  console.error(`\n${row.label} is ${kib(row.brotli - row.budget * 1024)} KiB over its budget of ${row.budget} KiB: ${row.advice}`);
}
process.exit(failures.length ? 1 : 0);

/**
 * `npm run eval -- DIR [--dictionary full] [--chars 130]`: how well the command does on labelled texts, as Markdown tables.
 *
 * DIR holds files of JSON lines in the command's own input format, with the answers that people gave as `gold`. A file's name says
 * what its gold is:
 *
 *   seg*.jsonl   { "id", "text", "gold": ["word", …] }                the words of the text in order
 *   kw*.jsonl    { "id", "title"?, "text", "gold": ["keyword", …] }   keywords, in any order
 *   sum*.jsonl   { "id", "title"?, "text", "gold": ["summary", …] }   one summary or several; `gold` may be one string
 *
 * Lines without gold are passed over. Words are those of `tiyao segment`: as the analyzer reads a text, and (`raw`) as jieba. Keywords and
 * sentences are those of `tiyao analyze`. A summary is the sentences in the order of their rank until they have `--chars` characters
 * (default 130), the last cut to fit; beside it the same length of the text's first sentences.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { keywords, segmentation, summaries, within } from '../benches/eval/scores.mjs';
import { at, run, stop } from './tools.mjs';

const TITLES = { seg: 'Segmentation', kw: 'Keywords', sum: 'Summaries' };

/** The tables of a folder, as Markdown. `ask(args, lines)` runs the command. */
export function evaluate(folder, ask, { dictionary = 'standard', chars = 130 } = {}) {
  const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl')).sort();
  const percent = (value) => (100 * value).toFixed(1);
  const rows = { seg: [], kw: [], sum: [] };
  for (const file of files) {
    const kind = Object.keys(TITLES).find((prefix) => file.startsWith(prefix));
    if (!kind) continue;
    const texts = read(path.join(folder, file));
    if (!texts.length) continue;
    const name = file.replace(/\.jsonl$/, '');
    const input = texts.map(({ id, title, text }) => JSON.stringify({ id, ...(title ? { title } : {}), text })).join('\n');
    const answers = (args) => {
      const lines = ask([...args, '--dictionary', dictionary], `${input}\n`).trim().split('\n').map((line) => JSON.parse(line));
      lines.forEach(({ id, error }, i) => {
        if (error !== undefined || id !== texts[i].id) throw new Error(`${file}: ${id}: ${error ?? `the answer of ${texts[i].id} is missing`}`);
      });
      return lines;
    };
    if (kind === 'seg') {
      for (const raw of [[], ['--raw']]) {
        const found = segmentation(answers(['segment', ...raw]).map(({ tokens }, i) => ({ gold: texts[i].gold, words: tokens })));
        rows.seg.push([raw.length ? `${name}, raw` : name, texts.length, percent(found.precision), percent(found.recall), percent(found.f1), percent(found.boundaryF1), (100 * found.crossing).toFixed(2)]);
      }
    } else {
      const analyses = answers(['analyze']);
      if (kind === 'kw') {
        const at = (k) => keywords(analyses.map(({ keywords: list }, i) => ({ gold: texts[i].gold, keywords: list.map(({ term }) => term) })), k);
        const [five, ten] = [at(5), at(10)];
        rows.kw.push([name, texts.length, percent(five.f1), percent(five.recall), percent(ten.f1), percent(ten.recall)]);
      } else {
        const score = (order) => {
          const found = summaries(analyses.map(({ sentences }, i) => {
            const real = sentences.map(({ start, end, rank }, place) => ({ place, rank, text: texts[i].text.slice(start, end) })).filter(({ rank }) => rank !== null);
            return { gold: texts[i].gold, summary: within(real.sort(order), chars) };
          }));
          return [percent(found.one), percent(found.two), percent(found.longest), percent(found.mean)];
        };
        rows.sum.push([name, texts.length, ...score((a, b) => a.rank - b.rank)], [`${name}, first sentences`, texts.length, ...score((a, b) => a.place - b.place)]);
      }
    }
  }
  const heads = {
    seg: ['', 'texts', 'precision', 'recall', 'F1', 'boundary F1', 'crossing, %'], kw: ['', 'texts', 'F1@5', 'R@5', 'F1@10', 'R@10'],
    sum: [`to ${chars} characters`, 'texts', 'ROUGE-1', 'ROUGE-2', 'ROUGE-L', 'mean'],
  };
  const table = (kind) => [`### ${TITLES[kind]}`, '', `| ${heads[kind].join(' | ')} |`, `|---|${heads[kind].slice(1).map(() => '--:|').join('')}`, ...rows[kind].map((row) => `| ${row.join(' | ')} |`), ''];
  return Object.keys(rows).filter((kind) => rows[kind].length).flatMap(table).join('\n');
}

function read(file) {
  return readFileSync(file, 'utf8').split('\n').filter((line) => line.trim()).flatMap((line, i) => {
    let record;
    try {
      record = JSON.parse(line);
    } catch (error) {
      throw new Error(`${file}, line ${i + 1}: ${error.message}`);
    }
    const { gold = [] } = record;
    const given = typeof gold === 'string' ? [gold] : gold;
    return given.length ? [{ ...record, gold: given }] : [];
  });
}

/** Runs the built command. */
export function command(binary) {
  return (args, input) => {
    const { status, stdout, stderr, error } = spawnSync(binary, args, { input, encoding: 'utf8', maxBuffer: 1 << 30 });
    if (error) throw error;
    if (status !== 0) throw new Error(`tiyao ${args.join(' ')} ended with ${status}\n${stderr}`);
    return stdout;
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const args = process.argv.slice(2);
  const option = (name) => {
    const i = args.indexOf(`--${name}`);
    return i < 0 ? undefined : args.splice(i, 2)[1];
  };
  const options = { ...(args.includes('--dictionary') ? { dictionary: option('dictionary') } : {}), ...(args.includes('--chars') ? { chars: Number(option('chars')) } : {}) };
  if (args.length !== 1 || !existsSync(args[0])) stop('Usage: npm run eval -- DIR [--dictionary standard|full] [--chars 130]\nThe files of DIR are described at the head of scripts/eval.mjs.');
  run('cargo', ['build', '--quiet', '--locked', '--release', '--bin', 'tiyao']);
  const target = process.env.CARGO_TARGET_DIR ?? at('target');
  try {
    console.log(evaluate(args[0], command(path.join(target, 'release', process.platform === 'win32' ? 'tiyao.exe' : 'tiyao')), options));
  } catch (error) {
    stop(error.message);
  }
}

/**
 * `npm run docs`: www/docs → dist/docs, a folder any static host can serve. Pages are Markdown with `{{…}}` for what is taken from
 * the sources themselves, so that it cannot drift: options, declarations, the README's snippets and figures.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { buildPackage } from './build-npm.mjs';
import { at, installPackages, stop } from './tools.mjs';

const OUT = at('dist/docs');
const SOURCE = at('www/docs');
/** In the order of the navigation. */
const NAVIGATION = [
  ['开始', [['index', '提要'], ['playground', '试一试']]],
  ['快速上手', [['publisher', '网站：一个标签'], ['npm', '应用：npm'], ['rust', '程序：Rust'], ['archive', '稿库：命令']]],
  ['查阅', [['options', '选项'], ['api', 'API'], ['policies', '策略']]],
  ['了解', [['how', '它怎样工作'], ['figures', '数据'], ['limits', '限制']]],
];
/** Nothing of the site may reach beyond its own folder; `'wasm-unsafe-eval'` is not needed, since the worker has no policy. */
const POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'";

const escape = (text) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
const fenced = (language, text) => `\n\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;

export async function buildDocs() {
  await installPackages();
  if (!existsSync(at('dist/npm/index.js'))) {
    if (!existsSync(at('dist/build/engine.opt.wasm'))) await build();
    await buildPackage();
  }
  const { Marked } = await import('marked');
  const readme = readFileSync(at('README.md'), 'utf8');
  const options = await optionTable(readme);
  const fill = (text) => text.replace(/^\{\{(\w+)(?: (.*))?\}\}$/gm, (_, name, argument) => {
    const words = argument?.split(' ') ?? [];
    switch (name) {
      case 'snippet': return fenced('js', part(readme, new RegExp(`<!-- snippet: ${argument} -->\\n\`\`\`\\w+\\n([\\s\\S]*?)\`\`\``), `the snippet ${argument}`));
      case 'rust': return fenced('rust', part(readme, /```rust\n([\s\S]*?)```/, 'a Rust example').split('\n').filter((line) => !line.startsWith('# ')).join('\n'));
      case 'readme': return part(readme, new RegExp(`\\n## ${argument}\\n([\\s\\S]*?)(?=\\n## |$)`), `the section ${argument}`).replace(/^### /gm, '## ');
      case 'options': return options;
      case 'declarations': return words.slice(1).map((type) => fenced('ts', declaration(words[0], type))).join('\n');
      case 'picture': return readFileSync(path.join(SOURCE, 'pictures', `${argument}.svg`), 'utf8').replace(/\n\s*/g, '');
      case 'playground': return readFileSync(path.join(SOURCE, 'playground.html'), 'utf8').replace(/\n\s*/g, '\n').trim();
      default: throw new Error(`no such thing to fill in: ${name}`);
    }
  });

  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const names = NAVIGATION.flatMap(([, pages]) => pages);
  for (const [name] of names) {
    const used = new Map();
    const marked = new Marked({ renderer: {
      heading({ tokens, depth, text }) {
        const slug = text.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').toLowerCase();
        const count = used.get(slug) ?? 0;
        used.set(slug, count + 1);
        return `<h${depth} id="${escape(slug + (count ? `-${count}` : ''))}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      // A wide table scrolls by itself; whoever has only a keyboard must be able to reach it.
      table(token) {
        const cells = (row, tag) => row.map((cell) => (!cell.text && tag === 'th' ? '<td></td>' : `<${tag}${tag === 'th' ? ' scope="col"' : ''}${cell.align === 'right' ? ' class="number"' : ''}>${this.parser.parseInline(cell.tokens)}</${tag}>`)).join('');
        return `<div class="wide" tabindex="0" role="region" aria-label="表格"><table><thead><tr>${cells(token.header, 'th')}</tr></thead><tbody>${token.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('')}</tbody></table></div>\n`;
      },
      code({ text, lang }) {
        return `<pre tabindex="0"${lang ? ` class="${escape(lang)}"` : ''}><code>${escape(text)}</code></pre>\n`;
      },
    } });
    const text = fill(readFileSync(path.join(SOURCE, 'pages', `${name}.md`), 'utf8'));
    const title = /^# (.*)$/m.exec(text)[1];
    writeFileSync(path.join(OUT, `${name}.html`), page({ name, title, body: marked.parse(text) }));
  }
  for (const file of ['site.css', 'playground.js']) cpSync(path.join(SOURCE, file), path.join(OUT, file));
  const shipped = readdirSync(at('dist/npm')).filter((file) => /\.(js|wasm|dict)$/.test(file) && !/node|thread/.test(file));
  for (const file of [...shipped, 'LICENSES.txt']) cpSync(at('dist/npm', file), path.join(OUT, 'tiyao', file));
}

/** What `pattern` finds in a source that must have it. */
function part(source, pattern, what) {
  const found = pattern.exec(source);
  if (!found) throw new Error(`the README has no such thing any more: ${what}`);
  return found[1];
}

/** An exported interface as the source has it. */
function declaration(file, name) {
  const found = new RegExp(`^export interface ${name}\\b[\\s\\S]*?^\\}`, 'm').exec(readFileSync(at(file), 'utf8'));
  if (!found) throw new Error(`${file} has no interface ${name} any more`);
  return found[0].replace(/^export /, '');
}

/** The options with defaults and ranges as `readOptions` itself has them, and what the site and the README say of each. */
async function optionTable(readme) {
  const { build: esbuild } = await import('esbuild');
  const { outputFiles: [bundle] } = await esbuild({ stdin: { contents: `export * from './options'; export * from './complaint';`, resolveDir: at('www'), loader: 'ts' }, bundle: true, write: false, format: 'esm' });
  const { complaint, optionNames, readOptions } = await import(`data:text/javascript;base64,${Buffer.from(bundle.text).toString('base64')}`);
  const said = JSON.parse(readFileSync(path.join(SOURCE, 'options.json'), 'utf8'));
  const documented = [...part(readme, /\n## Options\n([\s\S]*?)\n##/, 'section Options').matchAll(/^\| (`.*?`) \|/gm)].flatMap(([, names]) => names.match(/\w+/g));
  for (const [where, names] of [['www/docs/options.json', Object.keys(said)], ['the README', documented]]) {
    const missing = optionNames.filter((name) => !names.includes(name));
    const unknown = names.filter((name) => !optionNames.includes(name));
    if (missing.length + unknown.length) throw new Error(`${where}: options not described: ${missing.join(', ') || 'none'}; described but not there: ${unknown.join(', ') || 'none'}`);
  }
  const document = { createDocumentFragment: () => ({ querySelector() {} }), querySelector: () => null };
  const { options } = readOptions({}, document);
  // A value that is of no kind makes it say what it wants.
  const rangeOf = (name) => /expected (.*); using/.exec(complaint(readOptions({ [name]: Symbol('none') }, document).wrong[0]))[1];
  const rows = optionNames.map((name) => {
    const range = rangeOf(name);
    const value = JSON.stringify(options[name]);
    const none = value === '""' || value === '[]' || value === '{}';
    return `| \`${name}\` | ${none ? '无' : `\`${value.replaceAll('"', '')}\``} | ${said[name].range ?? range.split(' | ').map((one) => `\`${one}\``).join(' ')} | ${said[name].text} |`;
  });
  for (const name of optionNames) {
    const range = rangeOf(name);
    if (said[name].of !== undefined && said[name].of !== range) throw new Error(`www/docs/options.json: the range of ${name} is now “${range}”`);
    if (said[name].range && said[name].of === undefined) throw new Error(`www/docs/options.json: ${name} must say which range it puts into words`);
  }
  return `| 选项 | 默认 | 可以是 | 作用 |\n|---|---|---|---|\n${rows.join('\n')}`;
}

function page({ name, title, body }) {
  const links = NAVIGATION.map(([group, pages]) => `<p>${group}</p><ul>${pages.map(([file, label]) => `<li><a href="${file}.html"${file === name ? ' aria-current="page"' : ''}>${label}</a></li>`).join('')}</ul>`).join('');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(name === 'index' ? '提要 tiyao' : `${title} · 提要 tiyao`)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="site.css">${name === 'playground' ? '\n<script type="module" src="playground.js"></script>' : ''}
</head>
<body class="${name}">
<a class="skip" href="#main">跳到正文</a>
<header><a class="name" href="index.html">提要 <span lang="en">tiyao</span></a>
<details class="menu"><summary>目录</summary><nav aria-label="目录">${links}</nav></details></header>
<nav class="side" aria-label="各页">${links}</nav>
<main id="main">
${body}</main>
<footer>MIT 或 Apache-2.0，任选其一。词典取自 jieba（MIT），见 <a href="tiyao/LICENSES.txt">LICENSES.txt</a>。</footer>
</body>
</html>
`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  // The site shows the package of the code at hand, not one that lies there.
  await build().then(buildPackage).then(buildDocs).catch((error) => stop(error.stack));
  console.log('dist/docs is ready: serve that folder');
}

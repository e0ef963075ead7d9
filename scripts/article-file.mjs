/**
 * An article out of a file, as a content system would publish it: `.txt` pasted line for line with a `<br>` at each end, `.md` with its headings,
 * lists, quotes and emphasis, `.html` as it is.
 */
import path from 'node:path';

const escape = (text) => text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** `{ title, article }` with HTML of the `<article>`, or `{ page }` for a file that is a page of its own. */
export function readArticle(name, text) {
  text = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const kind = path.extname(name).toLowerCase();
  if (kind === '.html' || kind === '.htm') return { page: text };
  const title = titleOf(text) || path.basename(name, kind);
  const body = kind === '.md' ? markdown(text) : plain(text);
  return { title, article: `<article>\n${body}\n</article>` };
}

/** The first line that can be a title: a heading where there are headings, no list item, no contents page. */
function titleOf(text) {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean).slice(0, 60);
  const headings = lines.filter((line) => /^#{1,2}\s/.test(line));
  const fits = (line) => line.length >= 4 && line.length <= 60 && !/^([-*+•·]|\d+[.)、])/.test(line) && !/^目\s*录$/.test(line);
  return [...headings, ...lines].map((line) => line.replace(/^#+\s*/, '').replaceAll('**', '')).find(fits) ?? '';
}

/** One body with a `<br>` for every line end, as sites publish what was pasted into a plain field. */
function plain(text) {
  return `<div>${text.trim().split('\n').map(escape).join('<br>\n')}</div>`;
}

function markdown(text) {
  const inline = (line) => escape(line)
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '<a href="$2">$1</a>')
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, '<strong>$2</strong>')
    .replace(/\*(?=\S)([^*]+)\*/g, '<em>$1</em>')
    .replace(/`([^`]+)`/g, '<code>$1</code>');
  const blocks = [];
  /** Opens or goes on with a block of consecutive lines. */
  const grow = (kind, line) => (blocks.at(-1)?.kind === kind ? blocks.at(-1).lines.push(line) : blocks.push({ kind, lines: [line] }));
  for (const line of text.split('\n')) {
    const [, marks, heading] = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line) ?? [];
    const [, bullet, item] = /^\s*([-*+]|\d+[.)])\s+(.*)$/.exec(line) ?? [];
    const [, quote] = /^>\s?(.*)$/.exec(line) ?? [];
    if (marks) blocks.push({ kind: `h${marks.length}`, lines: [heading] });
    else if (/^\s*([-*_]\s*){3,}$/.test(line)) blocks.push({ kind: 'hr', lines: [] });
    else if (item !== undefined) grow(/\d/.test(bullet) ? 'ol' : 'ul', item);
    else if (quote !== undefined) grow('blockquote', quote);
    else if (line.trim()) grow('p', line);
    else blocks.push({ kind: '', lines: [] });
  }
  return blocks.filter(({ kind }) => kind).map(({ kind, lines }) => {
    if (kind === 'hr') return '<hr>';
    if (kind === 'ol' || kind === 'ul') return `<${kind}>\n${lines.map((l) => `<li>${inline(l)}</li>`).join('\n')}\n</${kind}>`;
    return `<${kind}>${lines.map(inline).join('\n')}</${kind}>`;
  }).join('\n');
}

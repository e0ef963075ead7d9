/** `npm start [-- FILE…]`: builds, and serves the demo article and each FILE as a page with the widget. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { articlePage } from '../www/demo/page.mjs';
import { readArticle } from './article-file.mjs';
import { build } from './build.mjs';
import { createSite } from './server.mjs';
import { at, stop } from './tools.mjs';

const PORT = Number(process.env.PORT ?? 4173);
const TAG = '<script defer src="/embed/tiyao.js"></script>';

if (!Number.isInteger(PORT) || PORT < 0 || PORT > 65535) stop(`PORT is "${process.env.PORT}", expected a number from 0 to 65535`);
// npm runs scripts in the package's folder; the reader's own is in INIT_CWD.
const files = process.argv.slice(2).map((name) => path.resolve(process.env.INIT_CWD ?? '.', name));
for (const file of files) {
  if (!existsSync(file)) stop(`no such file: ${file}`);
  if (!/\.(txt|md|html?)$/i.test(file)) stop(`${file}: expected .txt, .md or .html`);
}

const pages = new Map();
const list = [];
const demo = readFileSync(at('www/demo/article.html'), 'utf8');
const heading = /<h1[^>]*>(.*?)<\/h1>/s.exec(demo)?.[1].replace(/<[^>]+>/g, '').trim() ?? 'tiyao';
publish('/', { title: heading, article: demo });
files.forEach((file, index) => publish(`/article/${index + 1}/${path.basename(file)}`, readArticle(file, readFileSync(file, 'utf8'))));

function publish(where, { page, title, article }) {
  const html = page ? embed(page) : articlePage({ title, article, tag: TAG });
  pages.set(where, html);
  list.push([where, title ?? /<title>(.*?)<\/title>/is.exec(page)?.[1].trim() ?? path.basename(where)]);
}

/** The tag before the end of the body, where a template would have it. */
function embed(page) {
  return /<\/body>/i.test(page) ? page.replace(/<\/body>(?![\s\S]*<\/body>)/i, `${TAG}\n</body>`) : `${page}\n${TAG}\n`;
}

await build().catch((error) => stop(error.stack));

const server = createSite({ pages, folders: { '/embed/': at('dist/embed'), '/demo/': at('www/demo') } });
server.on('error', (error) => stop(error.code === 'EADDRINUSE'
  ? `port ${PORT} is taken: choose another, as in PORT=${PORT + 1} npm start`
  : `cannot listen on port ${PORT}: ${error.message}`));
server.listen(PORT, () => {
  const origin = `http://localhost:${server.address().port}`;
  console.log();
  for (const [where, title] of list) console.log(`${origin}${encodeURI(where)}  ${title}`);
  console.log('\nCtrl+C ends.');
});

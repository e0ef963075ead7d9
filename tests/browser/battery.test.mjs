// Every page of pages/: the article found, its text, its metadata, the map back, painting with both painters, hit-testing, and
// all given back. Each page says in a <template id="expect"> what is to come out:
//   none | root (selector), title, text (blocks), find (terms that must be painted wherever the text has them), and where it
//   matters: blocks (kinds), borders (what the text may still join), absent, unpainted (occurrences that are read but never painted), unseen (what is read is hidden), many (first blocks of all
//   articles), byline, date, site, lang, exclude and selector (options), script (run before), headers (of the response).
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { assert, bundle, ROOT, test } from './harness.mjs';

const here = path.join(ROOT, 'tests/browser/pages');
const pages = readdirSync(here).filter((f) => f.endsWith('.html')).sort();
const expectation = (html) => JSON.parse(/<template id="expect">\s*([\s\S]*?)\s*<\/template>/.exec(html)[1]);

/** Runs in the page. */
async function check(expect) {
  const words = ({ startContainer, startOffset, endContainer, endOffset }) => { const r = new Range(); r.setStart(startContainer, startOffset); r.setEnd(endContainer, endOffset); return String(r); };
  const wrong = [];
  const same = (what, got, want) => { if (JSON.stringify(got) !== JSON.stringify(want)) wrong.push(`${what}:\n  got  ${JSON.stringify(got)}\n  want ${JSON.stringify(want)}`); };
  const { exclude, selector } = expect;
  const articles = await tiyaoPage.findArticles(document, { ...(exclude && { exclude }), ...(selector && { selector }) });
  if (expect.none) {
    same('articles', articles.map(({ root, confidence, why }) => [root.className, confidence, why]), []);
    return wrong;
  }
  const [article] = articles;
  if (!article) return [`no article found: ${JSON.stringify((await tiyaoPage.findArticles(document, { minConfidence: 0 })).map((a) => [a.root.outerHTML.slice(0, 60), a.confidence, a.why]))}`];
  if (!article.root.matches(expect.root)) wrong.push(`root: ${article.root.outerHTML.slice(0, 80)}, want ${expect.root}`);
  for (const what of ['title', 'byline', 'date', 'site', 'lang']) if (expect[what] !== undefined) same(what, article[what], expect[what]);
  const options = exclude ? { exclude } : {};
  const read = (root) => tiyaoPage.createReader(root, options).read();
  if (expect.many) same('articles', articles.map(({ root }) => read(root).text.split('\n')[0]).sort(), [...expect.many].sort());
  const text = read(article.root);
  same('text', text.text, expect.text.join('\n'));
  if (expect.blocks) same('kinds', text.blocks.map(({ kind = '', level = '' }) => kind + level), expect.blocks);
  if (expect.borders) same('borders', text.blocks.map(({ border = '' }) => border), expect.borders);
  same('blocks', text.blocks.map(({ start, end }) => text.text.slice(start, end)), expect.text);
  for (const term of expect.absent ?? []) if (text.text.includes(term)) wrong.push(`reads ${term}`);
  same('sliced', (await tiyaoPage.createReader(article.root, options).readSliced(undefined, 0)).text, text.text);

  // The terms at the same places for `tiyao/highlight`, which skims.
  const plain = tiyaoPage.createReader(article.root, { ...options, clean: false }).read();
  const skimmed = tiyaoSkim.skim(article.root, exclude);
  const found = (reading, said) => tiyaoTerms.findTerms(said, expect.find ?? []).map((place) => {
    const { startContainer, startOffset, endContainer, endOffset } = reading.rangeOf(place);
    return [place.term, startContainer.data, startOffset, endContainer.data, endOffset];
  });
  same('skimmed', found(skimmed, skimmed.text), found(plain, plain.blocks.map(({ start, end }) => plain.text.slice(start, end)).join('\0')));

  // The map, there and back.
  for (let at = 0; at < text.text.length; at += 7) {
    const range = text.rangeOf({ start: at, end: at + 1 });
    if (/[\n\t]/.test(text.text[at])) continue;
    if (range) {
      const back = tiyaoPage.offsetOf(text, article.root, range.startContainer, range.startOffset);
      if (back !== at) wrong.push(`offset ${at} comes back as ${back}`);
    } else if (text.text[at] !== ' ') wrong.push(`no range at ${at}`);
  }

  const nodes = () => {
    const out = [];
    const visit = (node) => {
      out.push(node, node.nodeType === 3 ? node.data : node.nodeType === 1 ? [...node.attributes].map((a) => a.name + '=' + a.value).join() : '');
      if (node.shadowRoot) visit(node.shadowRoot);
      for (const child of node.childNodes) visit(child);
    };
    visit(document);
    return out;
  };
  const sheets = () => [document, ...nodes().filter((n) => n instanceof ShadowRoot)].flatMap((root) => root.adoptedStyleSheets.length);
  const before = { nodes: nodes(), html: document.documentElement.outerHTML, sheets: sheets(), names: [...(CSS.highlights?.keys() ?? [])] };

  for (const kind of ['highlight', 'wrap']) {
    if (kind === 'highlight' && !CSS.highlights) continue;
    const height = document.documentElement.scrollHeight;
    const painter = tiyaoPage.createPainter(document, { kind, within: article.root });
    let unpainted = 0;
    const places = [];
    for (const term of expect.find ?? []) {
      const ranges = [];
      let count = 0;
      for (let at = text.text.indexOf(term); at >= 0; at = text.text.indexOf(term, at + 1)) {
        count++;
        const pieces = text.rangesOf({ start: at, end: at + term.length });
        const got = pieces.map(words).join('').replace(/[ \t\n]+/g, '');
        if (!pieces.length) unpainted++;
        else if (got !== term) wrong.push(`${kind}: the ranges of ${term} say ${got}`);
        ranges.push(...pieces);
        places.push({ term, at });
      }
      if (!count) wrong.push(`${term} does not stand in the text`);
      painter.paint([[`k:${term}`, ranges]], 'keyword');
    }
    same(`${kind}: unpainted`, unpainted, expect.unpainted ?? 0);
    if (kind === 'highlight') {
      const now = nodes();
      if (now.length !== before.nodes.length || now.some((x, i) => x !== before.nodes[i])) wrong.push('highlights touched the page');
      same('highlights painted', CSS.highlights.get('tiyao-keyword').size >= places.length - unpainted, true);
    } else {
      // Painted are exactly the places of the terms.
      const marks = nodes().filter((n) => n.nodeName === 'TIYAO-MARK').map((m) => m.textContent).join('');
      let want = '';
      const covered = new Uint8Array(text.text.length);
      for (const { term, at } of places) if (text.rangesOf({ start: at, end: at + term.length }).length) covered.fill(1, at, at + term.length);
      for (let i = 0; i < covered.length; i++) if (covered[i]) want += text.text[i];
      // In a shadow tree the order of the nodes is not that of the text.
      const ordered = (s) => (before.sheets.length > 1 ? [...s.replace(/\s/g, '')].sort().join('') : s.replace(/\s/g, ''));
      same('marked', ordered(marks), ordered(want));
      same('text under marks', read(article.root).text, text.text);
    }
    if (document.documentElement.scrollHeight !== height) wrong.push(`${kind}: height ${height} became ${document.documentElement.scrollHeight}`);
    // Under the middle of a painted place lies its key.
    for (const { term, at } of [places[0], places[places.length - 1]]) {
      if (!text.rangesOf({ start: at, end: at + term.length }).length) continue;
      const range = text.rangeOf({ start: at, end: at + term.length });
      (range.startContainer.parentElement ?? article.root).scrollIntoView({ block: 'center', inline: 'center' });
      const box = [...range.getClientRects()].find((r) => r.width > 1 && r.height > 1);
      if (!box) { wrong.push(`${term} has no box`); continue; }
      // No browser finds a mark that cannot be seen.
      if (expect.unseen && kind === 'wrap') continue;
      const keys = painter.hitTest(box.left + box.width / 2, box.top + box.height / 2);
      if (!keys.includes(`k:${term}`)) wrong.push(`${kind}: at ${term} hit ${JSON.stringify(keys)}`);
    }
    if (painter.hitTest(1, 1).length) wrong.push(`${kind}: hit in the corner`);
    scrollTo(0, 0);
    painter.dispose();
    const after = nodes();
    if (after.length !== before.nodes.length || after.some((x, i) => x !== before.nodes[i])) wrong.push(`${kind}: nodes not given back`);
    if (document.documentElement.outerHTML !== before.html) wrong.push(`${kind}: outerHTML not given back`);
    same(`${kind}: sheets`, sheets(), before.sheets);
    same(`${kind}: names`, [...(CSS.highlights?.keys() ?? [])], before.names);
  }
  return wrong;
}

test(`${pages.length} pages`, { timeout: 240_000 }, async (t) => {
  const scripts = { page: 'www/page/index.ts', skim: 'www/page/skim.ts', terms: 'www/npm/terms.ts' };
  for (const [name, file] of Object.entries(scripts)) t.server.set(`/${name}.js`, { body: await bundle(file, { globalName: `tiyao${name[0].toUpperCase()}${name.slice(1)}` }) });
  const failures = [];
  for (const file of pages) {
    const html = readFileSync(path.join(here, file), 'utf8');
    const expect = expectation(html);
    t.server.set('/script.js', { body: expect.script ?? '' });
    t.server.set(`/${file}`, { body: html.replace('<meta charset="utf-8">', `$&\n${Object.keys(scripts).map((name) => `<script src="/${name}.js"></script>`).join('\n')}`).replace('<template id="expect">', '<script src="/script.js"></script>\n$&'), headers: expect.headers });
    await t.goto(`/${file}`);
    const wrong = await t.eval(check, expect);
    if (wrong.length) failures.push(`${file}\n  ${wrong.join('\n  ')}`);
  }
  const ours = (t.console ?? []).filter(({ text }) => text.includes('tiyao'));
  if (ours.length) failures.push(JSON.stringify(ours));
  assert.equal(failures.length, 0, `${failures.length} of ${pages.length} pages:\n${failures.join('\n')}`);
  t.note(`${pages.length} pages, ${await t.eval('"highlights" in CSS ? "both painters" : "wrapping only"')}`);
});

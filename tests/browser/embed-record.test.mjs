/** A page that carries the record of its analysis, made by the command: painted from it, without engine or dictionary. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { articlePage } from '../../www/demo/page.mjs';
import { test, assert, ROOT } from './harness.mjs';
import { article, asset, expect, given, open, page, settled, TAG } from './embedded.mjs';

const read = (file) => readFileSync(path.join(ROOT, file), 'utf8');

/** Answers of `tiyao analyze` to pages, all with one selector. */
function records(pages, selector) {
  const input = pages.map((html, id) => JSON.stringify({ id, html })).join('\n');
  const output = execFileSync('cargo', ['run', '--quiet', '--locked', '--package=tiyao-cli', '--bin=tiyao', '--', 'analyze', '--selector', selector], { cwd: ROOT, input, encoding: 'utf8', maxBuffer: 1 << 28 });
  return output.trim().split('\n').map((line) => JSON.parse(line).record);
}
const carrying = (record) => `<script type="application/json" data-tiyao>${(typeof record === 'string' ? record : JSON.stringify(record)).replaceAll('<', '\\u003c')}</script>`;

/** What was asked for of the engine's files. */
const heavy = (t) => t.server.requests.map(({ path: where }) => path.basename(where)).filter((name) => /^(worker|engine|standard|full)\./.test(name));
const ENGINE = [asset('engine', 'wasm'), asset('standard', 'dict'), asset('worker', 'js')].sort();

/** The widget's analysis, as JSON can say it. */
const analysis = (t) => t.eval(() => {
  const { keywords, sentences, summary, sections } = tiyao.widgets[0].analysis;
  return { keywords: keywords.map(({ spans, ...rest }) => ({ ...rest, spans: [...spans] })), sentences, summary, sections, text: tiyao.widgets[0].text };
});

let own;
/** The record of the tests' own article. */
const ownRecord = () => structuredClone(own ??= records([page(article)], 'article')[0]);

test('the demo article: published with --html, painted without engine or dictionary, the same as live', { timeout: 400_000 }, async (t) => {
  const parts = { title: '流动晒场', article: read('www/demo/article.html'), head: '<script src="/tests/listen.js"></script>', tag: TAG.replace('<script', '<script data-root="article"') };
  t.server.set('/demo/page.css', { body: read('www/demo/page.css') });
  t.server.set('/live', { body: articlePage(parts) });
  await t.goto('/live');
  await expect(t, 'ready');
  const live = await analysis(t);
  assert.deepEqual(heavy(t).sort(), ENGINE);

  const published = execFileSync('cargo', ['run', '--quiet', '--locked', '--package=tiyao-cli', '--bin=tiyao', '--', 'analyze', '--html', '--selector', 'article'], { cwd: ROOT, input: articlePage(parts), encoding: 'utf8' });
  t.server.set('/published', { body: published });
  t.server.requests.length = 0;
  await t.goto('/published');
  await expect(t, 'ready');
  assert.deepEqual(heavy(t), []);
  assert.deepEqual(await analysis(t), live);
  if (await t.eval(() => !!CSS.highlights)) assert.ok(await t.eval(() => CSS.highlights.get('tiyao-keyword').size) >= live.keywords.length);
  assert.ok(live.keywords.length >= 8 && live.summary.length, JSON.stringify(live.keywords));
});

test('line ends, tags, character references, ruby: what the command read is found on the page, and is what live analysis gives', { timeout: 180_000 }, async (t) => {
  const names = ['ruby', 'br-wrapped', 'br-double', 'source-line-ends', 'inline-elements', 'nbsp-and-indent', 'zero-width', 'split-text-nodes', 'headings', 'lists', 'traditional', 'astral', 'wbr', 'sections', 'table-inside', 'code', 'picture-then-paragraph', 'drop-cap'];
  const sources = names.map((name) => read(`tests/browser/pages/${name}.html`));
  const roots = sources.map((html) => JSON.parse(/<template id="expect">\s*([\s\S]*?)\s*<\/template>/.exec(html)[1]).root);
  const found = new Map();
  for (const root of new Set(roots)) {
    const mine = names.filter((_, i) => roots[i] === root);
    records(sources.filter((_, i) => roots[i] === root), root).forEach((record, i) => found.set(mine[i], record));
  }
  for (const [i, name] of names.entries()) {
    const dressed = (extra) => sources[i].replace('<template id="expect">', (template) => `${extra}<script src="/tests/listen.js"></script>${TAG.replace('<script', `<script data-root="${roots[i]}"`)}${template}`);
    const visit = async (extra) => {
      t.server.requests.length = 0;
      t.server.set('/visit', { body: dressed(extra) });
      await t.goto('/visit');
      const { events, warnings } = await settled(t);
      assert.deepEqual([events.map(({ type }) => type), warnings], [['tiyao:ready'], []], name);
      return analysis(t);
    };
    const live = await visit('');
    assert.ok(heavy(t).length, name);
    const recorded = await visit(carrying(found.get(name)));
    assert.deepEqual(heavy(t), [], name);
    assert.deepEqual(recorded, live, name);
  }
});

test('a record does not wait for the pictures of the page, an analysis does', async (t) => {
  t.server.set('/late.png', () => new Promise((done) => { setTimeout(done, 2500, { status: 404 }); }));
  const head = `<script>document.addEventListener('tiyao:ready', () => { globalThis.stateThen = document.readyState; });</script>`;
  for (const [own, state] of [[carrying(ownRecord()), 'interactive'], ['', 'complete']]) {
    t.server.set('/page', { body: page(article + own + '<img src="/late.png" alt="">', { head }) });
    await t.goto('/page');
    await settled(t);
    assert.equal(await t.eval(() => globalThis.stateThen), state);
  }
});

test('a record before an article that is still arriving waits for all of it', async (t) => {
  const [before, rest] = page(carrying(ownRecord()) + TAG.replace('defer', 'async') + article, { tag: '' }).split('<p>从十月八日');
  t.server.set('/page', (request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.write(before);
    return new Promise((done) => { setTimeout(() => { response.end('<p>从十月八日' + rest); done(null); }, 1500); });
  });
  await t.goto('/page');
  await expect(t, 'ready');
  assert.deepEqual(heavy(t), []);
});

test('works where the policy allows neither workers nor connections', async (t) => {
  await open(t, article + carrying(ownRecord()), { headers: { 'content-security-policy': "default-src 'none'; script-src 'self'" } });
  await expect(t, 'ready');
  assert.deepEqual(heavy(t), []);
  await t.eval(() => tiyao.dispose());
  await given(t);
});

test('of several records the one of this article counts', async (t) => {
  const [other] = records([page(article.replaceAll('临浦', '远安').replaceAll('卡车', '渡船').replaceAll('。', '；'))], 'article');
  await open(t, carrying('not JSON') + carrying(other) + article + carrying(ownRecord()));
  const { article: { text } } = await expect(t, 'ready');
  assert.deepEqual(heavy(t), []);
  const { sentences } = await analysis(t);
  assert.equal(text.slice(sentences[0].start, sentences[0].end), '临浦县今年秋收遇上连阴雨，县里把六十台烘干机装上卡车，送到收割的村口。');
});

test('a record of a page that has changed since is left for a live analysis', async (t) => {
  const own = ownRecord();
  const grown = article.replace('</article>', `${'<p>县气象台说，未来三天还有小到中雨，收割要抢在周四以前完成；粮站已经把收购时间延长到夜里十点，农户不用再排队过夜。</p>'.repeat(4)}</article>`);
  for (const [what, body] of [
    ['a sentence rewritten', article.replace('石桥镇的种粮大户周德明算过账', '周德明告诉记者')],
    ['half of it new', grown],
  ]) {
    t.server.requests.length = 0;
    await open(t, body + carrying(own));
    await expect(t, 'ready');
    assert.deepEqual(heavy(t).sort(), ENGINE, what);
  }
});

test('one sentence of twenty-five may be missing, and is left out', async (t) => {
  const long = article.replace('</article>', `${Array.from({ length: 20 }, (_, i) => `<p>第${i + 1}个村的流动晒场在十月${i + 3}日开机，当天烘干稻谷${130 + 7 * i}吨。</p>`).join('')}</article>`);
  const [record] = records([page(long)], 'article');
  t.server.requests.length = 0;
  await open(t, long.replace('第9个村', '第九村') + carrying(record));
  await expect(t, 'ready');
  assert.deepEqual(heavy(t), []);
  const { sentences, summary, text } = await analysis(t);
  assert.equal(sentences.length, record.sentences.length - 1);
  const ranks = sentences.map(({ rank }) => rank).filter((rank) => rank !== null).sort((a, b) => a - b);
  assert.deepEqual(ranks, ranks.map((_, i) => i));
  for (const index of summary) assert.match(text.slice(sentences[index].start, sentences[index].end), /[。！？…”]$/);
});

test('nothing in a record is believed: neither its shape nor its markup', async (t) => {
  const own = ownRecord();
  const with_ = (change) => { const record = ownRecord(); change(record); return record; };
  const useless = ['', 'null', '[]', '7', '{"version":1}', { ...own, version: 2 }, { ...own, sentences: 'x' }, { ...own, sentences: [null, 7, [], {}] },
    with_((record) => record.sentences.forEach((sentence) => { sentence.quote = [sentence.quote]; })),
    with_((record) => record.sentences.reverse()),
    with_((record) => record.keywords.forEach(({ quotes }) => quotes.forEach((quote) => { quote.occurrences = [-1, 1.5, 1e9, '0', null]; })))];
  for (const record of useless) {
    t.server.requests.length = 0;
    await open(t, article + carrying(record));
    await expect(t, 'ready');
    assert.deepEqual(heavy(t).sort(), ENGINE, JSON.stringify(record).slice(0, 200));
  }

  const hostile = with_((record) => {
    const [first] = record.keywords;
    Object.assign(first, { term: '<img src=x onerror="pwned=1">', kind: '<b>', tag: '<i>', score: 1e300, __proto__: { own: 1 } });
    Object.assign(record.sentences[0], { rank: 1e9, score: 'NaN', fold: 1e9, reasons: ['<b>', 'lead', 7, 'constructor'] });
    Object.assign(record.sentences[1], { rank: -1, fold: -3 });
    record.summary = [0, 0, 1e9, -1, 'length', null];
    record.sections = [{ quote: record.sentences[0].quote, occurrence: 0, level: 99, sentence: '__proto__' }];
  });
  t.server.requests.length = 0;
  await open(t, article + carrying(JSON.stringify(hostile).replace('{', '{"__proto__":{"polluted":true},')), { tag: TAG.replace('<script', '<script data-open') });
  await expect(t, 'ready');
  assert.deepEqual(heavy(t), []);
  const { keywords, sentences, summary, sections } = await analysis(t);
  const [first] = keywords;
  assert.deepEqual([first.term, first.kind, first.score], ['<img src=x onerror="pwned=1">', 'word', 1]);
  assert.deepEqual(summary, [0]);
  assert.deepEqual(sentences[0].reasons, ['lead']);
  assert.ok(sentences.every(({ start, end, score, fold }) => start < end && score >= 0 && score <= 1 && (fold === undefined || (fold > start && fold < end))));
  assert.deepEqual(sections.map(({ level, sentence }) => [level, sentence]), [[6, null]]);
  assert.deepEqual(await t.eval(() => [typeof pwned, {}.polluted ?? null, document.querySelectorAll('img').length]), ['undefined', null, 0]);
  await t.eval(() => tiyao.dispose());
  await given(t);
});

test("the publisher's terms hold for a record too", async (t) => {
  const own = ownRecord();
  const [first] = own.keywords;
  await open(t, article + carrying(own) + '<script type="application/json" id="words">{"入库":{"definition":"粮食进仓","link":"javascript:pwned=1"}}</script>',
    { tag: TAG.replace('<script', `<script data-keywords="3" data-blocked="${first.term}" data-pinned="石桥镇" data-glossary="#words"`) });
  await expect(t, 'ready');
  assert.deepEqual(heavy(t), []);
  const { keywords, text } = await analysis(t);
  assert.ok(keywords.every(({ term }) => term !== first.term));
  assert.deepEqual(keywords.map(({ term }) => term), [...new Set([...own.keywords.slice(1, 4).map(({ term }) => term), '石桥镇', '入库'])]);
  for (const { term, count, spans } of keywords) {
    assert.equal(count, spans.length / 2);
    for (let i = 0; i < spans.length; i += 2) assert.equal(text.slice(spans[i], spans[i + 1]), term);
  }
});

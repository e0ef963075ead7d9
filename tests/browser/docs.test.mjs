/** The documentation site: every page as built, every link, and the playground, under the policy that the pages carry. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { buildDocs } from '../../scripts/docs.mjs';
import { assert, ROOT, test } from './harness.mjs';

const SITE = path.join(ROOT, 'dist/docs');
let built;
const site = () => (built ??= buildDocs());

test('no link of the site leads nowhere, no page is left out, and each says what it is', { timeout: 120_000 }, async (t) => {
  await site();
  const pages = readdirSync(SITE).filter((file) => file.endsWith('.html'));
  const sources = readdirSync(path.join(ROOT, 'www/docs/pages')).map((file) => file.replace('.md', '.html'));
  assert.deepEqual(pages.sort(), sources.sort());
  const found = new Map();
  for (const file of pages) {
    await t.goto(`/dist/docs/${file}`);
    found.set(file, await t.eval(() => ({
      title: document.title, heads: document.querySelectorAll('h1').length, lang: document.documentElement.lang,
      left: document.body.textContent.match(/\{\{.*?\}\}|undefined|\[object/)?.[0] ?? '',
      ids: [...document.querySelectorAll('[id]')].map(({ id }) => id), links: [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href')),
      current: document.querySelectorAll('.side [aria-current]').length, wide: document.documentElement.scrollWidth - innerWidth,
    })));
  }
  for (const [file, { title, heads, lang, left, ids, links, current }] of found) {
    assert.ok(title.includes('提要') && heads === 1 && lang === 'zh-CN' && current === 1, `${file}: ${title}, ${heads} headings`);
    assert.equal(left, '', `${file} has something that was not filled in`);
    assert.equal(new Set(ids).size, ids.length, `${file} has an id twice`);
    for (const link of links) {
      if (/^https?:/.test(link)) continue;
      const [target, anchor] = link.split('#');
      if (!found.has(target || file)) assert.equal(await t.eval(async (url) => (await fetch(url)).status, target), 200, `${file} links to ${link}`);
      else if (anchor) assert.ok(found.get(target || file).ids.includes(decodeURIComponent(anchor)), `${file} links to ${link}`);
    }
  }
  assert.equal(new Set([...found.values()].map(({ title }) => title)).size, pages.length, 'two pages have one title');
});

test('no page is wider than a phone, and none asks for anything of another place', { timeout: 120_000 }, async (t) => {
  await site();
  await t.resize(390, 780);
  for (const file of readdirSync(SITE).filter((name) => name.endsWith('.html'))) {
    await t.goto(`/dist/docs/${file}`);
    const { over, own, width } = await t.eval(() => ({
      over: [...document.querySelectorAll('main *')].filter((e) => !e.closest('.wide,pre,svg') && e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80)),
      own: performance.getEntriesByType('resource').every(({ name }) => name.startsWith(location.origin)), width: innerWidth,
    }));
    assert.deepEqual(over, [], `${file}, ${width} px`);
    assert.ok(own, file);
  }
});

test('the playground reads what is pasted and what is opened, and shows text as text', { timeout: 120_000 }, async (t) => {
  await site();
  await t.goto('/dist/docs/playground.html');
  await t.until(() => document.readyState === 'complete');
  await t.eval(() => document.querySelector('#run').click());
  assert.match(await t.eval(() => document.querySelector('#status').textContent), /请先/);
  await t.eval(() => document.querySelector('#sample').click());
  await t.until(() => /毫秒/.test(document.querySelector('#status').textContent) && !!document.querySelector('#panel tiyao-panel'));
  const first = await t.eval(() => ({ terms: [...document.querySelectorAll('#terms tr')].map((row) => row.cells[0].textContent), words: [...document.querySelectorAll('#words span')].map((word) => word.textContent), status: document.querySelector('#status').textContent }));
  assert.equal(first.terms[0], '流动晒场', first.terms.join());
  assert.ok(first.words.includes('烘干机') || first.words.includes('烘干'), first.words.slice(0, 40).join(' '));

  // A file, as a reader opens it; GB18030, as old files are.
  const openFile = (name, bytes) => t.eval((name, bytes) => {
    const list = new DataTransfer();
    list.items.add(new File([Uint8Array.from(bytes)], name));
    const input = document.querySelector('#file');
    input.files = list.files;
    input.dispatchEvent(new Event('change'));
  }, name, [...bytes]);
  const body = '<p>合作社的灯塔亮了。<img src=x onerror="window.hacked=1"></p><p>灯塔照着渔船，渔船跟着灯塔回港，港口的老人都说灯塔修得好，夜里看得见十里外的灯塔。</p>';
  await openFile('a.html', Buffer.from(`<!doctype html><meta charset="utf-8"><title>站</title><nav>导航</nav><article><h1>灯塔</h1>${body}<script>window.hacked = 2</script></article>`));
  await t.until(() => document.querySelector('#article h1')?.textContent === '灯塔' && /毫秒/.test(document.querySelector('#status').textContent));
  const second = await t.eval(() => ({ text: document.querySelector('#text').value, hacked: window.hacked ?? null, images: document.querySelectorAll('#article img').length, term: document.querySelector('#terms td')?.textContent }));
  assert.ok(!second.text.includes('导航') && !second.text.includes('hacked'), second.text);
  assert.deepEqual([second.hacked, second.images, second.term], [null, 0, '灯塔']);
  // 灯塔, GB18030.
  await openFile('old.txt', [0xb5, 0xc6, 0xcb, 0xfe, 0xc1, 0xc1, 0xc1, 0xcb]);
  await t.until(() => document.querySelector('#text').value === '灯塔亮了');
  // What was read last is what is shown, whatever came between.
  await t.eval(() => { const [text, run] = [document.querySelector('#text'), document.querySelector('#run')]; text.value = '<b>一</b>二三四五。'; run.click(); text.value = '<i>最后</i>一篇。'; run.click(); });
  await t.until(() => document.querySelector('#article').textContent.includes('最后') && /毫秒/.test(document.querySelector('#status').textContent));
  assert.equal(await t.eval(() => document.querySelectorAll('#article i, #article b').length), 0);
  const { requests } = t.server;
  assert.ok(requests.every(({ method }) => method === 'GET'), 'something was sent');
  // The handler in the file above is refused by the page's policy, even before it is dropped.
  if (t.console) assert.deepEqual(t.console.filter(({ type, text }) => (type === 'error' || type === 'pageerror') && !text.includes('inline event handler')).map(({ text }) => text), []);
});

test('neither light nor dark, on a phone or a desk, has axe anything to say', { engines: ['chromium'], timeout: 120_000 }, async (t) => {
  await site();
  const axe = readFileSync(path.join(ROOT, 'node_modules/axe-core/axe.min.js'), 'utf8');
  for (const [width, colorScheme] of [[390, 'dark'], [1280, 'light']]) {
    await t.resize(width, 800);
    await t.media({ colorScheme });
    for (const file of ['index', 'npm', 'options', 'how', 'playground']) {
      await t.goto(`/dist/docs/${file}.html`);
      await t.raw.evaluate(axe);
      const violations = await t.eval(async () => (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
      assert.deepEqual(violations, [], `${file}, ${width} px, ${colorScheme}`);
    }
  }
});

// Living pages: what arrives, changes or goes is read again, only it, and never because of ourselves.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { assert, bundle, test } from './harness.mjs';

const start = async (t) => {
  t.server.set('/page.js', { body: await bundle('www/page/index.ts', { globalName: 'tiyaoPage' }) });
  t.server.set('/p', { body: `<!doctype html><meta charset="utf-8"><script src="/page.js"></script><body><div id="root">${Array.from({ length: 400 }, (_, i) => `<p>第${i}段，渔船靠岸，<b>数据</b>上屏。</p>`).join('')}</div>` });
  await t.goto('/p');
  await t.eval(() => {
    window.root = document.querySelector('#root');
    window.reader = tiyaoPage.createReader(root);
    reader.read();
    window.calls = [];
    window.gone = 0;
    window.watcher = tiyaoPage.watch(reader, (text, same) => calls.push({ text: text.text, same, page: text }), () => gone++, { delay: 30, maxDelay: 200 });
    window.sleep = (ms) => new Promise((done) => setTimeout(done, ms));
    // Until the next reading is over; how many changes it told.
    window.reads = 0;
    const read = reader.readSliced;
    reader.readSliced = async (...args) => { try { return await read.apply(reader, args); } finally { reads++; } };
    window.idle = async () => { const n = calls.length; const r = reads; for (let i = 0; i < 500 && reads === r; i++) await sleep(20); await sleep(50); return calls.length - n; };
  });
};

test('reads again only what changed', async (t) => {
  await start(t);
  const result = await t.eval(async () => {
    let styles = 0;
    const original = window.getComputedStyle;
    window.getComputedStyle = function (...args) { styles++; return original.apply(window, args); };
    const out = {};
    const step = async (name, work) => { styles = 0; await work(); const n = await idle(); const last = calls.at(-1); out[name] = { n, styles, same: last?.same, tail: last?.text.split('\n').slice(-1)[0], lines: last?.text.split('\n').length }; };
    await step('append', () => { const p = document.createElement('p'); p.textContent = '新到一段，水温上升。'; root.append(p); });
    await step('edit', () => { root.lastChild.firstChild.data = '改过一段，水温下降。'; });
    await step('hide', () => { root.lastChild.hidden = true; });
    await step('show', () => { root.lastChild.hidden = false; });
    await step('replace', () => { root.lastChild.replaceWith(root.lastChild.cloneNode(true)); });
    await step('remove', () => { root.lastChild.remove(); });
    await step('restyle', () => { root.children[3].className = 'x'; });
    return out;
  });
  for (const name of ['append', 'edit', 'hide', 'show', 'replace', 'remove']) assert.equal(result[name].n, 1, `${name}: ${JSON.stringify(result[name])}`);
  assert.deepEqual([result.append.tail, result.edit.tail, result.hide.tail.slice(0, 4), result.show.tail], ['新到一段，水温上升。', '改过一段，水温下降。', '第399', '改过一段，水温下降。']);
  assert.deepEqual([result.append.same, result.edit.same, result.replace.same], [false, false, true]);
  assert.deepEqual([result.append.lines, result.remove.lines], [401, 400]);
  assert.equal(result.restyle.n, 0, 'a class that changes nothing of the text is no change');
  for (const [name, { styles }] of Object.entries(result)) assert.ok(styles <= 6, `${name} asked for ${styles} styles of 800 elements`);
});

test('its own painting is no change, and a restless page costs little', async (t) => {
  await start(t);
  const result = await t.eval(async () => {
    const page = reader.last;
    for (const kind of ['wrap', ...(CSS.highlights ? ['highlight'] : [])]) {
      const painter = tiyaoPage.createPainter(document, { kind });
      for (let k = 0; k < 3; k++) {
        const ranges = [];
        for (let at = -1; (at = page.text.indexOf('数据', at + 1)) >= 0;) ranges.push(...page.rangesOf({ start: at, end: at + 2 }));
        painter.paint([['k', ranges]], 'keyword');
        await sleep(60);
      }
      painter.dispose();
      root.append(document.createElement('tiyao-panel'));
      await sleep(60);
      root.lastChild.remove();
      await sleep(120);
    }
    const own = calls.length + reads;
    const told = calls.length;
    // A clock in the article.
    const clock = root.children[5].firstChild;
    const end = performance.now() + 1500;
    let ticks = 0;
    while (performance.now() < end) { clock.data = `时间${ticks++}，渔船靠岸，`; await sleep(10); }
    const during = calls.length - told;
    for (let i = 0; i < 60 && !calls.at(-1).text.includes(`时间${ticks - 1}，`); i++) await sleep(100);
    const after = calls.length;
    await sleep(300);
    return { own, ticks, reads, during, settled: calls.length === after, last: calls.at(-1).text.includes(`时间${ticks - 1}，`) };
  });
  assert.equal(result.own, 0);
  assert.ok(result.during >= 1 && result.during < result.ticks / 3, JSON.stringify(result));
  assert.ok(result.settled && result.last, JSON.stringify(result));
});

test('a paragraph that changes while it is being read in slices is not kept half read', async (t) => {
  await start(t);
  const [text, now] = await t.eval(async () => {
    const paragraph = root.children[1];
    // More nodes than a reading takes between two pauses.
    paragraph.innerHTML = Array.from({ length: 40 }, (_, i) => `<b>第${i}节，</b>`).join('');
    const fresh = tiyaoPage.createReader(root);
    const read = fresh.readSliced(undefined, -1);
    for (let i = 0; i < 3; i++) await new Promise((done) => (globalThis.scheduler?.postTask ? scheduler.postTask(done) : setTimeout(done)));
    // What watching does.
    paragraph.firstChild.firstChild.data = '改写的一节，';
    fresh.invalidate(paragraph.firstChild.firstChild);
    return [(await read).text, tiyaoPage.createReader(root).read().text];
  });
  assert.equal(text, now);
});

test('detached nodes are let go, a gone root is told, and a stopped watcher is silent', async (t) => {
  await start(t);
  const result = await t.eval(async () => {
    const page = reader.last;
    const out = {};
    if (CSS.highlights) {
      const painter = tiyaoPage.createPainter(document, { kind: 'highlight' });
      painter.paint([['k', page.rangesOf({ start: 0, end: 60 })]], 'keyword');
      const before = CSS.highlights.get('tiyao-keyword').size;
      root.children[1].firstChild.data = '改写了';
      root.firstChild.remove();
      await null;
      out.painted = [before, CSS.highlights.get('tiyao-keyword').size, [...CSS.highlights.get('tiyao-keyword')].some((range) => range.startContainer === root.firstChild.firstChild)];
      painter.paint([['k', page.rangesOf({ start: 0, end: 60 })]], 'keyword');
      out.held = [...CSS.highlights.get('tiyao-keyword')].some((range) => !range.startContainer.isConnected);
      painter.dispose();
    }
    out.stale = page.rangesOf({ start: 0, end: 5 }).length + (page.rangeOf({ start: 0, end: 5 }) ? 1 : 0);
    await idle();
    out.fresh = calls.at(-1).text.slice(0, 3);
    const n = calls.length;
    root.remove();
    await sleep(250);
    out.gone = gone;
    root.append('游离的一段。');
    await sleep(250);
    out.after = calls.length - n;
    return out;
  });
  if (result.painted) assert.deepEqual([result.painted[0] - result.painted[1], result.painted[2], result.held], [1, false, false]);
  assert.deepEqual([result.stale, result.fresh, result.gone, result.after], [0, '改写了', 1, 0]);
});

test('follows shadow roots, and waits for text that arrives later', async (t) => {
  t.server.set('/page.js', { body: await bundle('www/page/index.ts', { globalName: 'tiyaoPage' }) });
  t.server.set('/p', { body: '<!doctype html><meta charset="utf-8"><title>渔船靠岸</title><script src="/page.js"></script><body><div id="app">加载中</div>' });
  await t.goto('/p');
  const result = await t.eval(async () => {
    const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
    const out = { before: await tiyaoPage.findArticle(document) };
    let found = null;
    const before = document.body.textContent.length;
    tiyaoPage.awaitText(document, before, async () => { found = await tiyaoPage.findArticle(document); }, { delay: 20 });
    document.querySelector('#app').innerHTML = `<h1>渔船靠岸</h1><div class="late"><section></section>${'<p>清晨六点，渔船陆续靠岸，电子屏开始滚动显示当天的水温、盐度和风力，合作社的人都来看。</p>'.repeat(4)}</div>`;
    for (let i = 0; i < 100 && !found; i++) await sleep(20);
    out.found = found?.root.className;
    // What came while nobody watched.
    tiyaoPage.awaitText(document, before, () => { out.early = true; }, { delay: 20 });
    for (let i = 0; i < 100 && !out.early; i++) await sleep(20);
    const host = found.root.querySelector('section');
    const shadow = host.attachShadow({ mode: 'open' });
    shadow.innerHTML = '<p>影子里的一段，也要读到。</p>';
    const reader = tiyaoPage.createReader(found.root);
    out.first = reader.read().text.split('\n')[0];
    let text = '';
    tiyaoPage.watch(reader, (page) => { text = page.text; }, () => {}, { delay: 20 });
    shadow.querySelector('p').firstChild.data = '影子里改过的一段，也要读到。';
    for (let i = 0; i < 100 && !text; i++) await sleep(20);
    return { ...out, second: text.split('\n')[0] };
  });
  assert.deepEqual(result, { before: null, found: 'late', early: true, first: '影子里的一段，也要读到。', second: '影子里改过的一段，也要读到。' });
});

test('a virtualised list: nodes are used again for other text, and nothing is painted that does not say it', async (t) => {
  await start(t);
  const kinds = await t.eval(() => (CSS.highlights ? ['highlight', 'wrap'] : ['wrap']));
  for (const kind of kinds) {
    const result = await t.eval(async (kind) => {
      watcher.stop();
      const all = Array.from({ length: 300 }, (_, i) => `第${i}条，${['渔船靠岸', '数据上屏', '浮标传回数据，数据公开', '养殖户看数据下网'][i % 4]}。`);
      const list = document.createElement('div');
      document.body.append(list);
      // Twelve rows: each holds on to its text node, as a framework does, and the list to its rows.
      const rows = Array.from({ length: 12 }, () => { const p = document.createElement('p'); const text = document.createTextNode(''); p.append(text); list.append(p); return { p, text }; });
      const show = (from) => { rows.forEach(({ text }, i) => { text.data = all[from + i]; }); };
      show(0);
      const reader = tiyaoPage.createReader(list, { clean: false });
      let page = reader.read();
      let turns = 0;
      const painter = tiyaoPage.createPainter(document, { kind, within: list });
      const paint = () => {
        const ranges = [];
        for (let at = -1; (at = page.text.indexOf('数据', at + 1)) >= 0;) ranges.push(...page.rangesOf({ start: at, end: at + 2 }));
        painter.paint([['k', ranges]], 'keyword');
      };
      const said = ({ startContainer, startOffset, endContainer, endOffset }) => { const r = new Range(); r.setStart(startContainer, startOffset); r.setEnd(endContainer, endOffset); return String(r); };
      const painted = () => (kind === 'wrap' ? [...list.querySelectorAll('tiyao-mark')].map((mark) => mark.textContent)
        : [...CSS.highlights.get('tiyao-keyword') ?? []].filter(({ startContainer }) => list.contains(startContainer)).map(said));
      const watching = tiyaoPage.watch(reader, (next) => { page = next; turns++; paint(); }, () => {}, { delay: 10, maxDelay: 50 });
      paint();
      const wrong = [];
      for (const from of [5, 17, 18, 200, 100, 288, 0]) {
        const before = turns;
        if (from === 100) { const row = rows.shift(); rows.push(row); list.append(row.p); }
        show(from);
        await null;
        if (painted().some((word) => word !== '数据')) wrong.push(`stale at ${from}: ${painted()}`);
        for (let i = 0; i < 300 && turns === before; i++) await sleep(10);
        const want = list.textContent.split('数据').length - 1;
        if (painted().length !== want || painted().some((word) => word !== '数据')) wrong.push(`at ${from}: painted ${painted()}, want ${want}`);
        if (page.text !== rows.map((_, i) => all[from + i]).join('\n')) wrong.push(`at ${from}: read ${page.text}`);
      }
      watching.stop();
      painter.dispose();
      if (rows.some(({ p, text }, i) => p.childNodes.length !== 1 || p.firstChild !== text || text.data !== all[i] || list.children[i] !== p)) wrong.push('not given back');
      list.remove();
      return wrong;
    }, kind);
    assert.deepEqual(result, [], kind);
  }
});

test('puts its sheet back where the host replaces the list', async (t) => {
  await start(t);
  const result = await t.eval(async () => {
    const painter = tiyaoPage.createPainter(document);
    const mine = new CSSStyleSheet();
    document.adoptedStyleSheets = [mine];
    painter.paint([['k', reader.last.rangesOf({ start: 0, end: 3 })]], 'keyword');
    const out = [document.adoptedStyleSheets.length];
    document.adoptedStyleSheets = [mine];
    for (let i = 0; i < 40 && document.adoptedStyleSheets.length < 2; i++) await sleep(50);
    out.push(document.adoptedStyleSheets.length);
    painter.dispose();
    return [...out, document.adoptedStyleSheets.length, document.adoptedStyleSheets[0] === mine];
  });
  assert.deepEqual(result, [2, 2, 1, true]);
});

test('shows on the screen, in each style, over crossing elements, and no more after dispose', async (t) => {
  t.server.set('/page.js', { body: await bundle('www/page/index.ts', { globalName: 'tiyaoPage' }) });
  t.server.set('/p', { body: '<!doctype html><meta charset="utf-8"><script src="/page.js"></script><body style="margin:0;font:20px/1.5 sans-serif"><div id="root"><p>渔业合<b>作社</b>的数据公开以后，来参观的人多了。</p><div id="host"></div></div>' });
  await t.goto('/p');
  const shot = async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'shot-'));
    try {
      const file = path.join(folder, 'a.png');
      await t.screenshot(file);
      return readFileSync(file).toString('base64');
    } finally {
      rmSync(folder, { recursive: true });
    }
  };
  await t.eval(() => {
    document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<p>影子里的合作社。</p>';
    window.page = tiyaoPage.createReader(document.querySelector('#root'), { clean: false }).read();
  });
  const plain = await shot();
  for (const kind of await t.eval(() => (CSS.highlights ? ['highlight', 'wrap'] : ['wrap']))) {
    const seen = new Set([plain]);
    for (const style of ['sentence', 'keyword', 'active', 'flash']) {
      // In the document, across an element's border; and (null) in the shadow root.
      for (const place of [2, null]) {
        await t.eval((kind, style, place) => {
          window.painter?.dispose();
          window.painter = tiyaoPage.createPainter(document, { kind, within: style === 'flash' ? undefined : document.querySelector('#root') });
          const start = place ?? page.text.lastIndexOf('合作社');
          painter.paint([['k', page.rangesOf({ start, end: start + 3 })]], style);
        }, kind, style, place);
        // A screenshot may still be of the frame before.
        let painted = await shot();
        for (let i = 0; i < 20 && seen.has(painted); i++) painted = await shot();
        assert.ok(!seen.has(painted), `${kind}: ${style} ${place ? '' : 'in a shadow root '}does not show`);
        seen.add(painted);
      }
    }
    await t.eval(() => { painter.dispose(); painter = null; });
    let left = await shot();
    for (let i = 0; i < 20 && left !== plain; i++) left = await shot();
    assert.ok(left === plain, `${kind}: something is left on the screen`);
  }
});

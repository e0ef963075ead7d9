/** Options, memory, sharing, speech, glossary: what the publisher sets and the reader keeps. */
import { assert, bundle, test } from './harness.mjs';
import { inPage, openDemo, placeOf, ready, serveDemo, tap } from './demo.mjs';

const chromium = { engines: ['chromium'] };

test('every option takes its kind from attribute and object alike, and answers what is not of it', async (t) => {
  t.server.set('/lib.js', { body: await bundle('www/options.ts', { globalName: 'options' }) + await bundle('www/complaint.ts', { globalName: 'said' }) });
  t.server.set('/p', { body: '<!doctype html><script id="g" type="application/json">{"热泵":{"definition":"搬热的机器","link":"javascript:alert(1)"},"湿谷":"含水的稻谷"}</script><script src="/lib.js"></script>' });
  await t.goto('/p');
  const read = (given) => t.eval((given) => {
    const { options: read, wrong } = options.readOptions(given, document);
    return { options: read, warnings: wrong.map(said.complaint) };
  }, given);
  const defaults = (await read({})).options;
  assert.deepEqual((await read({})).warnings, []);
  assert.deepEqual(Object.keys(defaults).sort(), await t.eval(() => [...options.optionNames].sort()));
  const good = { root: 'article', exclude: '.ad', panel: '#x', layout: 'compact', open: '', lang: 'zh-Hant', theme: 'dark', keywords: '5', sentences: '3', ownSummary: 'page', marks: 'all', markSummary: 'true', pinned: '甲,乙、丙', blocked: '丁', stopWords: '', glossary: '#g', speech: 'false', remember: 'false', dictionary: 'full', start: 'tap' };
  assert.deepEqual(Object.keys(good).sort(), Object.keys(defaults).sort(), 'every option is tried here');
  const { options, warnings } = await read(good);
  assert.deepEqual(warnings, []);
  assert.deepEqual(options, { ...good, open: true, keywords: 5, sentences: 3, markSummary: true, pinned: ['甲', '乙', '丙'], blocked: ['丁'], stopWords: [], speech: false, remember: false,
    glossary: { 热泵: { definition: '搬热的机器', link: 'javascript:alert(1)' }, 湿谷: '含水的稻谷' } });
  assert.deepEqual((await read(options)).options, options, 'what was read reads as itself');
  const bad = { root: 'p[', keywords: '5.5', sentences: '-1', layout: 'wide', open: 'perhaps', glossary: '#none', pinned: 7, lang: 'de', exclude: '::x(' };
  const answered = await read(bad);
  assert.equal(answered.warnings.length, Object.keys(bad).length);
  assert.deepEqual(answered.options, defaults);
  const warning = answered.warnings.find((text) => text.includes('data-keywords'));
  assert.match(warning, /"5\.5".*0 to 50.*using 10/);
  assert.ok(answered.warnings.every((text) => text.startsWith('tiyao: data-')));
});

test('colours derived from any page keep 4.5:1', chromium, async (t) => {
  t.server.set('/lib.js', { body: await bundle('www/panel/theme.ts', { globalName: 'theme' }) });
  t.server.set('/p', { body: '<!doctype html><article>文</article><script src="/lib.js"></script>' });
  await t.goto('/p');
  const worst = await t.eval(() => {
    const { readTheme, contrast, parseColor } = theme;
    const article = document.querySelector('article');
    let worst = [99];
    // A fixed sequence: every failure can be met again.
    let seed = 7;
    const byte = () => (seed = (seed * 1103515245 + 12345) % 2147483648) % 256;
    for (let i = 0; i < 400; i += 1) {
      const ground = `rgb(${byte()},${byte()},${byte()})`;
      document.body.style.backgroundColor = ground;
      article.style.color = `rgb(${byte()},${byte()},${byte()})`;
      const { values } = readTheme(article, 'auto');
      if (parseColor(values.background).join() !== parseColor(ground).join()) throw new Error('the ground is the page\'s own');
      for (const name of ['color', 'muted', 'accent']) {
        for (const under of ['background', 'tint']) {
          const ratio = contrast(parseColor(values[name]), parseColor(values[under]));
          if (ratio < worst[0]) worst = [ratio, name, under, ground];
        }
      }
    }
    return worst;
  });
  t.note(`least contrast on 400 random pages: ${worst[0].toFixed(2)} (${worst.slice(1).join(' ')})`);
  assert.ok(worst[0] >= 4.5, worst.join(' '));
});

test('the reader\'s choices are remembered for the site; turned off, nothing comes back until asked', async (t) => {
  await openDemo(t);
  await t.eval(inPage);
  await t.eval(() => localStorage.clear());
  await tap(t, '.pill');
  await tap(t, '.settings label', 1);
  await tap(t, '.tools button', 1);
  const length = await t.eval(() => all('button.sentence').length);
  await openDemo(t);
  await t.eval(inPage);
  await tap(t, '.pill');
  await t.until(() => $('input[value=all]')?.checked);
  assert.equal(await t.eval(() => all('button.sentence').length), length);
  await tap(t, '[part~=off]');
  await t.goto('/demo?again');
  await t.until(() => heard.length);
  assert.equal(await t.eval(() => heard[0].type), 'tiyao:none');
  const again = t.server.requests.findIndex(({ search }) => search === '?again');
  assert.ok(again > 0);
  assert.deepEqual(t.server.requests.slice(again).filter(({ path }) => /engine|\.dict/.test(path)), []);
  assert.equal(await t.eval(() => document.querySelector('tiyao-panel') === null), true);
  await t.goto('/demo?back#tiyao');
  await ready(t);
  await t.eval(() => localStorage.clear());
});

test('denied storage hinders nothing', async (t) => {
  await openDemo(t, { head: '<script>Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } });</script>' });
  await t.eval(inPage);
  await tap(t, '.pill');
  await tap(t, '.settings label', 2);
  assert.equal(await t.eval(() => $('input[value=none]').checked), true);
  assert.deepEqual(await t.eval(() => warned), []);
});

test('data-remember="false" stores nothing', async (t) => {
  await openDemo(t, { tag: 'data-remember="false"' });
  await t.eval(inPage);
  await t.eval(() => localStorage.clear());
  await tap(t, '.pill');
  await tap(t, '.settings label', 1);
  assert.equal(await t.eval(() => localStorage.length), 0);
});

test('copies the summary with its source, shares a link that finds its sentences', chromium, async (t) => {
  await openDemo(t, { head: '<script>globalThis.written = []; Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => { written.push(text); } } }); Object.defineProperty(navigator, "share", { value: undefined });</script>' });
  await t.eval(inPage);
  await tap(t, '.pill');
  await tap(t, '.tools button', 2);
  const [text] = await t.until(() => written.length && written);
  const sentences = await t.eval(() => all('button.sentence > span:first-child').map((span) => span.textContent));
  assert.deepEqual(text.split('\n').slice(0, sentences.length), sentences);
  assert.match(text, /——机器摘自《.+》\nhttp/);
  assert.match(await t.until(() => $('.toast.on')?.textContent), /已复制/);
  await tap(t, '.tools button', 3);
  const link = (await t.until(() => written.length > 1 && written))[1];
  assert.match(link, /#:~:text=/);
  // The browser itself finds the first sentence by it: it is scrolled to.
  await t.goto('/blank');
  await t.goto(`/demo?shared#${link.split('#')[1]}`);
  const top = await t.until((first) => {
    const paragraph = [...document.querySelectorAll('article p')].find((p) => p.textContent.includes(first.slice(0, 12)));
    return paragraph && { top: paragraph.getBoundingClientRect().top, height: innerHeight };
  }, sentences[0]);
  assert.ok(top.top < top.height, JSON.stringify(top));
});

test('reads aloud by the device\'s own voices only, sentence by sentence', async (t) => {
  const stub = (voices) => `<script>
    globalThis.spoken = [];
    Object.defineProperty(window, 'speechSynthesis', { value: Object.assign(new EventTarget(), {
      getVoices: () => ${JSON.stringify(voices)}, cancel() { this.stopped = true; },
      speak(utterance) { spoken.push([utterance.text, utterance.voice.name]); globalThis.utterance = utterance; },
    }) });
    globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  </script>`;
  await openDemo(t, { head: stub([{ name: 'cloud', lang: 'zh-CN', localService: false }, { name: 'en', lang: 'en-US', localService: true }]) });
  await t.eval(inPage);
  await tap(t, '.pill');
  assert.ok(!(await t.eval(() => seen(all('.tools button')[4]))), 'no voice of the device, no button');
  await openDemo(t, { head: stub([{ name: 'cloud', lang: 'zh-CN', localService: false }, { name: 'hk', lang: 'zh-HK', localService: true }, { name: 'own', lang: 'zh-CN', localService: true }]) });
  await t.eval(inPage);
  await tap(t, '.pill');
  await tap(t, '.tools button', 4);
  const sentences = await t.eval(() => all('button.sentence > span:first-child').map((span) => span.textContent));
  for (const [i, sentence] of sentences.entries()) {
    assert.deepEqual(await t.until((i) => spoken[i], i), [sentence, 'own']);
    assert.equal(await t.eval(() => $('button.sentence[aria-current] > span').textContent), sentence, 'the sentence is followed');
    await t.eval(() => utterance.onend());
  }
  assert.equal(await t.eval(() => spoken.length), sentences.length);
  assert.equal(await t.eval(() => all('.tools button')[4].textContent), '朗读');
  await tap(t, '.tools button', 4);
  await t.until((n) => spoken.length > n, sentences.length);
  await t.eval(() => { speechSynthesis.stopped = false; tiyao.dispose(); });
  assert.equal(await t.eval(() => speechSynthesis.stopped), true, 'dispose falls silent');
});

test('a glossary is text and web links, nothing else; a tapped word shows it and Esc takes it away', async (t) => {
  const glossary = { 含水率: { definition: '<img src=x onerror="globalThis.pwned=1">水占全重的比例', link: 'https://example.org/shui' }, 秋粮: { definition: '秋季收获的粮食', link: 'javascript:globalThis.pwned=1' }, 热泵: '搬热的机器' };
  await openDemo(t, { tag: 'data-glossary="#terms"', head: `<script id="terms" type="application/json">${JSON.stringify(glossary)}</script>` });
  await t.eval(inPage);
  const index = await t.eval(() => tiyao.widgets[0].analysis.keywords.findIndex(({ term }) => term === '含水率'));
  assert.ok(index >= 0, 'a term of the glossary that the article says is a keyword');
  await t.eval(() => { document.documentElement.style.scrollBehavior = 'auto'; });
  await t.click(...await placeOf(t, index));
  await t.until(() => seen($('.strip')));
  assert.equal(await t.eval(() => $('.strip strong').textContent), '含水率');
  assert.match(await t.eval(() => $('.strip .explain p').textContent), /<img/);
  assert.deepEqual(await t.eval(() => [$('.strip .explain img'), $('.strip .explain a').href, globalThis.pwned ?? 0]), [null, 'https://example.org/shui', 0]);
  // Beside its word, inside the window.
  const box = await t.eval(() => { const { left, right, top, bottom } = $('.strip').getBoundingClientRect(); return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight; });
  assert.ok(box);
  assert.ok(await t.eval(() => document.activeElement === document.body), 'the focus is not taken');
  await t.press('Escape');
  await t.until(() => !seen($('.strip')));
  const other = await t.eval(() => tiyao.widgets[0].analysis.keywords.findIndex(({ term }) => term === '秋粮'));
  assert.ok(other >= 0);
  await t.click(...await placeOf(t, other));
  await t.until(() => seen($('.strip')));
  assert.equal(await t.eval(() => $('.strip .explain a') === null), true);
  const bare = await t.eval(() => tiyao.widgets[0].analysis.keywords.findIndex(({ term }) => term === '热泵'));
  await t.click(...await placeOf(t, bare));
  await t.until(() => $('.strip .explain p').textContent === '搬热的机器');
});

test('events tell what the reader does; update and dispose answer', async (t) => {
  await openDemo(t);
  await t.eval(inPage);
  await t.eval(() => {
    globalThis.told = [];
    for (const type of ['tiyao:keyword', 'tiyao:sentence']) document.addEventListener(type, ({ detail }) => told.push([type, detail]));
  });
  await tap(t, '.pill');
  await tap(t, '.chip');
  await tap(t, 'button.sentence', 1);
  const told = await t.eval(() => told.map(([type, detail]) => [type, { ...detail }]));
  assert.deepEqual(told.map(([type]) => type), ['tiyao:keyword', 'tiyao:sentence']);
  const { keyword, term, count, occurrence, span } = told[0][1];
  assert.deepEqual([keyword, term, count, occurrence, span ?? null], await t.eval(() => { const { term, count } = tiyao.widgets[0].analysis.keywords[0]; return [0, term, count, -1, null]; }));
  const sliced = await t.eval(({ span, text }) => { const [w] = tiyao.widgets; return [w.text.slice(span.start, span.end).replace(/\s/g, '') === text.replace(/\s/g, ''), w.rangeOf(span).toString().replace(/\s/g, '') === text.replace(/\s/g, '')]; }, told[1][1]);
  assert.deepEqual(sliced, [true, true]);
  await t.eval(() => tiyao.widgets[0].update({ lang: 'en', keywords: 3 }));
  await tap(t, '.pill');
  await t.until(() => all('.chip').length === 3);
  assert.equal(await t.eval(() => $('.card').getAttribute('aria-label')), 'Digest');
  await t.eval(() => tiyao.widgets[0].dispose());
  assert.equal(await t.eval(() => document.querySelector('tiyao-panel') === null), true);
  assert.match(await t.eval(() => tiyao.widgets[0]?.update({}).then(() => 'resolved', (error) => error.message) ?? 'disposed'), /disposed/);
});

test('on tap only: nothing of the engine is fetched before the reader opens the panel', async (t) => {
  serveDemo(t, '/demo', { tag: 'data-start="tap"' });
  await t.goto('/demo');
  await t.until(() => Boolean(document.querySelector('tiyao-panel')?.shadowRoot?.querySelector('.pill')));
  await t.eval(inPage);
  assert.ok(!t.server.requests.some(({ path }) => /worker|wasm|dict/.test(path)));
  await tap(t, '.pill');
  await ready(t);
  await t.until(() => all('button.sentence').length >= 3);
  assert.ok(t.server.requests.some(({ path }) => /wasm/.test(path)));
});

test('繁體 is written without a simplified character, by page or by setting', async (t) => {
  await openDemo(t, { lang: 'zh-TW' });
  await t.eval(inPage);
  await tap(t, '.pill');
  await t.until(() => all('.settings').length && seen($('.settings')));
  const text = await t.eval(() => [...all('h2, h3, .label, .tool, .settings, .icon')].map((element) => `${element.textContent} ${element.getAttribute('aria-label') ?? ''}`).join(' '));
  assert.match(text, /關鍵詞/);
  assert.doesNotMatch(text, /[关键词开复读处标记现离摘]*[关词开复读处记现离]/);
});

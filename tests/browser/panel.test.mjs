/** What the reader sees and touches, with the real engine on the demo article. */
import { assert, test } from './harness.mjs';
import { axeViolations, inPage, openDemo, tap, walk } from './demo.mjs';

const chromium = { engines: ['chromium'], timeout: 120_000 };

test('the panel opens, a keyword is stepped through, everything closes again', async (t) => {
  await openDemo(t);
  await t.eval(inPage);
  assert.ok(await t.eval(() => seen($('.pill')) && !seen($('.card'))));
  await tap(t, '.pill');
  await t.until(() => seen($('.card')));
  const shown = await t.eval(() => all('button.sentence > span:first-child').map((span) => span.textContent));
  assert.ok(shown.length >= 3 && shown.length <= 5, `${shown.length} sentences`);
  const text = await t.eval(() => tiyao.widgets[0].text.replace(/\s+/g, ''));
  for (const sentence of shown) assert.ok(text.includes(sentence.replace(/\s+/g, '')), `${sentence} is not verbatim`);
  await tap(t, '.chip');
  await t.until(() => seen($('.detail')));
  const count = await t.eval(() => tiyao.widgets[0].analysis.keywords[0].count);
  assert.equal(await t.eval(() => $('.detail .count').textContent), `–/${count}`);
  for (let i = 1; i <= 3; i += 1) {
    await tap(t, '.detail .stepper button:last-child');
    assert.match(await t.until((i) => $('.detail .count').textContent.startsWith(`${i}/`) && $('.detail .count').textContent, i), new RegExp(`^${i}/`));
  }
  await t.eval(() => $('.chip[aria-pressed=true]').focus());
  await t.press('Escape');
  assert.ok(await t.until(() => !seen($('.detail'))));
  await t.press('Escape');
  assert.ok(await t.until(() => !seen($('.card')) && focused() === $('.pill')), 'focus goes back to the button');
});

test("the publisher's own summary stands first and is marked, where it is one", async (t) => {
  const own = '秋收时节阴雨连绵，农机合作社把烘干机装上卡车，开到田头替农户烘粮，当天收的稻谷当天入仓，霉变少了，农户也省了运费。';
  const meta = (content) => `<meta name="description" content="${content}">`;
  for (const [how, options, shows] of [
    ['given', { tag: `data-own-summary="${own}"` }, own],
    ["the page's", { tag: 'data-own-summary="page"', head: meta(own) }, own],
    ['not asked for', { head: meta(own) }, ''],
    ["the whole site's line", { tag: 'data-own-summary="page"', head: meta('江淮纪事是本省最具影响力的新闻网站，为您提供时政、财经、体育、娱乐等各类资讯，欢迎访问，欢迎订阅。') }, ''],
    ['nowhere', { tag: 'data-own-summary="page"' }, ''],
  ]) {
    await openDemo(t, options);
    await t.eval(inPage);
    await tap(t, '.pill');
    await t.until(() => seen($('.sentence')));
    const [mark, text, analysis] = await t.eval(() => [...['firstChild', 'lastChild'].map((part) => $('.sentences').previousElementSibling[part]?.textContent ?? ''), tiyao.widgets[0].analysis.ownSummary ?? '']);
    assert.deepEqual([text, analysis], [shows, shows], how);
    assert.equal(mark, shows && '本站所写的提要', how);
    assert.ok(await t.eval(() => all('.sentence').length >= 3), how);
  }
});

test('every interaction can be done by keyboard alone', { ...chromium, viewport: { width: 1280, height: 800 } }, async (t) => {
  await t.media({ reducedMotion: 'reduce' });
  await openDemo(t);
  await t.eval(inPage);
  const name = () => t.eval(() => {
    const element = focused();
    return element.getAttribute?.('aria-label') ?? element.value ?? element.querySelector?.('span')?.textContent ?? element.textContent;
  });
  const at = (selector) => t.eval((s) => focused()?.matches?.(s) ?? false, selector);
  const tabTo = async (selector, most = 60) => {
    for (let i = 0; i < most; i += 1) {
      if (await at(selector)) return;
      await t.press('Tab');
    }
    assert.fail(`Tab does not reach ${selector}; it is at ${await name()}`);
  };
  // The panel is last in the body: from the page's end backwards it is the first stop.
  await t.eval(() => { document.querySelector('.colophon').tabIndex = -1; document.querySelector('.colophon').focus({ preventScroll: true }); });
  await tabTo('.pill', 3);
  await t.press('Enter');
  await t.until(() => focused()?.matches('.card'));
  await tabTo('button.sentence');
  const scroll = () => t.eval(() => new Promise((done) => { let last = -1; const look = () => (last === scrollY ? done(scrollY) : (last = scrollY, setTimeout(look, 120))); look(); }));
  await t.eval(() => scrollTo(0, document.documentElement.scrollHeight));
  const before = await scroll();
  await t.press('Tab');
  await t.press('Tab');
  assert.ok(await at('button.sentence'));
  await t.press('Enter');
  assert.notEqual(await scroll(), before, 'the sentence is gone to');
  assert.ok(await at('button.sentence'), 'the focus stays');
  assert.equal(await t.eval(() => focused().getAttribute('aria-current')), 'true');
  assert.match(await t.eval(() => $('[role=status]').textContent || all('[role=status]').map((e) => e.textContent).join('')), /摘要第\d句/);
  const sentences = () => t.eval(() => all('button.sentence').length);
  const count = await sentences();
  await tabTo('.tools button:nth-of-type(2)');
  await t.press('Enter');
  assert.equal(await sentences(), count + 1);
  await t.press('Shift+Tab');
  await t.press('Enter');
  await t.press('Space');
  assert.equal(await sentences(), count - 1);
  await tabTo('.fold');
  await t.press('Enter');
  assert.ok(await t.eval(() => seen($('.outline'))));
  await tabTo('.chip');
  // One tab stop for all chips; arrows, Home and End move.
  assert.deepEqual(await t.eval(() => all('.chip').map((chip) => chip.tabIndex)), await t.eval(() => all('.chip').map((_, i) => (i ? -1 : 0))));
  await t.press('ArrowRight');
  await t.press('ArrowDown');
  assert.equal(await t.eval(() => all('.chip').indexOf(focused())), 2);
  await t.press('End');
  assert.equal(await t.eval(() => all('.chip').indexOf(focused())), await t.eval(() => all('.chip').length - 1));
  await t.press('ArrowRight');
  assert.equal(await t.eval(() => all('.chip').indexOf(focused())), 0);
  await t.press('Enter');
  assert.equal(await t.eval(() => focused().getAttribute('aria-pressed')), 'true');
  const n = await t.eval(() => tiyao.widgets[0].analysis.keywords[0].count);
  const place = async () => Number((await t.eval(() => $('.detail .count').textContent)).split('/')[0]);
  await t.press('n');
  const first = await place();
  await t.press('n');
  assert.equal(await place(), (first % n) + 1);
  await t.press('p');
  assert.equal(await place(), first);
  assert.match(await t.eval(() => all('[role=status]').map((e) => e.textContent).join('')), new RegExp(`第${first}处，共${n}处`));
  await tabTo('.said .line');
  await t.press('ArrowDown');
  await t.press('Enter');
  assert.equal(await t.eval(() => focused().getAttribute('aria-current')), 'true');
  await tabTo('input[type=radio]');
  await t.press('ArrowRight');
  assert.equal(await t.eval(() => focused().value), 'all');
  await tabTo('input[role=switch]');
  await t.press('Space');
  assert.equal(await t.eval(() => focused().checked), true);
  await tabTo('[part~=off]');
  await t.press('Enter');
  await t.until(() => focused()?.matches('.gone button'));
  await t.press('Enter');
  assert.ok(await t.eval(() => seen($('.sentences'))));
  await t.press('Escape');
  assert.ok(await t.eval(() => !seen($('.card'))));
});

for (const [width, height, colorScheme] of [[390, 844, 'light'], [390, 844, 'dark'], [1280, 800, 'light'], [768, 1024, 'dark']]) {
  test(`axe finds nothing in any state, ${width} px, ${colorScheme}`, { ...chromium, viewport: { width, height } }, async (t) => {
    await t.media({ colorScheme, reducedMotion: 'reduce' });
    await openDemo(t);
    await t.eval(inPage);
    await walk(t, async (name) => assert.deepEqual(await axeViolations(t), [], name));
    await tap(t, '.pill');
    await tap(t, '[part~=off]');
    assert.deepEqual(await axeViolations(t), [], 'turned off');
  });
}

const variants = {
  'in English': { lang: 'en' },
  'in 繁體': { lang: 'zh-Hant' },
  'inline with room': { before: '<tiyao-panel style="display:block;min-height:30rem"></tiyao-panel>' },
  'compact': { before: '<tiyao-panel style="display:block;min-height:3.5rem"></tiyao-panel>' },
  'on salmon paper': { css: 'body{background:#fff1e5;color:#33302e}' },
  'on grey with grey text': { css: 'body{background:#d8d8d8;color:#777}' },
};
for (const [name, options] of Object.entries(variants)) {
  test(`axe finds nothing in the panel ${name}`, chromium, async (t) => {
    await t.media({ reducedMotion: 'reduce' });
    await openDemo(t, options);
    await t.eval(inPage);
    for (const opener of ['.pill', '.whole', '.line1']) if (await t.eval((s) => seen($(s)), opener)) await tap(t, opener);
    await tap(t, '.fold:not(.line1)');
    await tap(t, '.chip', 1);
    const violations = await axeViolations(t);
    // A page with poor contrast of its own is its own affair.
    assert.deepEqual(violations.filter((violation) => violation.includes('tiyao-panel')), []);
  });
}

test('touch targets are 44 px at least', { ...chromium, viewport: { width: 390, height: 844 } }, async (t) => {
  await t.media({ reducedMotion: 'reduce' });
  await openDemo(t);
  await t.eval(inPage);
  await walk(t, async (name) => {
    const small = await t.eval(() => all('button, label, a').filter(seen).map((element) => {
      const box = element.getBoundingClientRect();
      return box.width >= 43.9 && box.height >= 43.9 ? '' : `${element.className || element.textContent} ${box.width}×${box.height}`;
    }).filter(Boolean));
    assert.deepEqual(small, [], name);
  });
});

test('places, counts and sentences of every keyword are those of the text', { ...chromium, viewport: { width: 1280, height: 800 } }, async (t) => {
  await t.media({ reducedMotion: 'reduce' });
  await openDemo(t);
  await t.eval(inPage);
  await tap(t, '.pill');
  await t.until(() => all('.chip').length);
  const keywords = await t.eval(() => tiyao.widgets[0].analysis.keywords.map(({ term, count }) => ({ term, count })));
  const chips = await t.eval(() => all('.chip').map((chip) => [chip.querySelector('[lang]').textContent, Number(chip.querySelector('small')?.textContent ?? 0)]));
  assert.deepEqual(chips, keywords.map(({ term, count }) => [term, count]));
  /** What is painted as the place gone to. */
  const here = () => t.eval(() => [...(CSS.highlights.get('tiyao-flash') ?? [])].map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset)).join(''));
  for (const [index, { term, count }] of keywords.entries()) {
    await tap(t, '.chip', index);
    await t.until((term) => $('.detail strong').textContent === term && seen($('.detail')), term);
    assert.equal(await t.eval(() => $('.detail .count').textContent), count ? `–/${count}` : '仅见于标题');
    // All of its places are painted, each is a place of the text, and no more.
    const painted = await t.eval(() => [...(CSS.highlights.get('tiyao-active') ?? [])].map((range) => range.startContainer.data.slice(range.startOffset, range.endOffset)));
    assert.deepEqual(painted, Array(count).fill(term));
    // The list names every place that stands in a sentence, once, in order, with the term marked in it.
    for (const more of await t.eval(() => (seen($('.detail > .tool')) ? ['.detail > .tool'] : []))) await tap(t, more);
    const said = await t.eval(() => all('.said .line').map((line) => ({ at: line.dataset.at.split(' ').map(Number), text: line.textContent, marked: [...line.querySelectorAll('b')].map((b) => b.textContent) })));
    const places = said.flatMap(({ at }) => at);
    assert.deepEqual(places, [...places].sort((a, b) => a - b));
    assert.equal(new Set(places).size, places.length);
    const inSentences = await t.eval((index) => {
      const { keywords, sentences } = tiyao.widgets[0].analysis;
      const { spans } = keywords[index];
      return [...spans].filter((start, i) => i % 2 === 0 && sentences.some((s) => s.start <= start && start < s.end)).length;
    }, index);
    assert.equal(places.length, inSentences);
    const text = (await t.eval(() => tiyao.widgets[0].text)).replace(/\s+/g, '');
    for (const { at, text: sentence, marked } of said) {
      assert.deepEqual(marked, Array(at.length).fill(term));
      assert.ok(text.includes(sentence.replace(/\s+/g, '')), sentence);
    }
    // From the place nearest to what is seen all the way round, and one back.
    let first = 0;
    for (let i = 0; count && i <= count; i += 1) {
      await tap(t, '.detail .stepper button:last-child');
      first ||= Number(await t.until(() => /^\d+/.exec($('.detail .count').textContent)?.[0]));
      const at = ((first + i - 1) % count) + 1;
      await t.until((shown) => $('.detail .count').textContent === shown, `${at}/${count}`);
      assert.equal(await here(), term);
      const seenAt = await t.eval(() => { const [range] = CSS.highlights.get('tiyao-flash'); const r = document.createRange(); r.setStart(range.startContainer, range.startOffset); r.setEnd(range.endContainer, range.endOffset); const box = r.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; });
      assert.ok(seenAt, `${term} ${at}: in the window`);
    }
    if (count > 1) {
      await tap(t, '.detail .stepper button:first-child');
      await t.until((shown) => $('.detail .count').textContent === shown, `${((first + count - 2) % count) + 1}/${count}`);
    }
  }
});

for (const [width, stays] of [[768, false], [1280, true]]) {
  test(`the card ${stays ? 'beside the article stays' : 'over the article makes way'} when the reader goes to a sentence, ${width} px`, { ...chromium, viewport: { width, height: 800 } }, async (t) => {
    await t.media({ reducedMotion: 'reduce' });
    await openDemo(t);
    await t.eval(inPage);
    await tap(t, '.pill');
    await tap(t, 'button.sentence', 1);
    await t.until((stays) => seen($('.strip')) !== stays, stays);
    assert.equal(await t.eval(() => seen($('.card'))), stays);
    // Nothing of ours lies over the sentence.
    const covered = await t.eval(() => {
      const [range] = CSS.highlights.get('tiyao-flash');
      const live = document.createRange();
      live.setStart(range.startContainer, range.startOffset);
      live.setEnd(range.endContainer, range.endOffset);
      return [...live.getClientRects()].some((box) => [box.left + 2, box.right - 2].some((x) => document.elementFromPoint(x, box.top + box.height / 2)?.localName === 'tiyao-panel'));
    });
    assert.equal(covered, false);
  });
}

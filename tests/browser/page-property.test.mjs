// Laws of reading and painting, on random trees, spans and mutations. A failure names its seed.
import { assert, bundle, test } from './harness.mjs';

/** Runs in the page: makes `random(seed)` and `grow(random, options)`, which fills an element and returns its nodes in order. */
function tools() {
  window.random = (seed) => {
    let state = seed * 2654435761 >>> 0 || 1;
    const next = () => { state ^= state << 13; state ^= state >>> 17; state ^= state << 5; return (state >>>= 0) / 4294967296; };
    return { next, int: (n) => Math.floor(next() * n), pick: (list) => list[Math.floor(next() * list.length)] };
  };
  const HAN = '河口镇的渔船陆续靠岸码头上的电子屏开始滚动显示当天水温盐度和风力';
  window.words = (r) => {
    if (!r.int(10)) return r.pick(['\n', '  ', '　　', '\u00a0\u00a0']);
    let out = '';
    for (let n = 1 + r.int(6); n--;) {
      out += r.pick(['', '', '', ' ', '\n', '  \n ', '　', '\u00a0', '，', '。', '。\n', 'AI ', '𠮷', '👍']);
      for (let k = r.int(7); k--;) out += HAN[r.int(HAN.length)];
    }
    return out;
  };
  const STYLES = ['', '', '', '', 'display:block', 'display:inline-block', 'display:inline', 'display:none', 'display:contents', 'visibility:hidden', 'visibility:visible', 'white-space:pre-wrap', 'white-space:pre-line', 'white-space:normal', 'display:flex', 'float:left', 'font-weight:700', 'display:list-item', 'display:table-cell'];
  window.grow = (r, root, { tags = ['div', 'p', 'span', 'b', 'a', 'em', 'section', 'ul', 'li', 'br', 'wbr', 'sub'], depth = 4 } = {}) => {
    const fill = (parent, level) => {
      for (let n = 1 + r.int(5); n--;) {
        const what = r.int(10);
        if (what < 5 || level > depth) parent.append(document.createTextNode(r.int(12) ? words(r) : ''));
        else if (what === 5) parent.append(document.createComment(words(r)));
        else if (what === 6 && !r.int(3)) {
          // Paragraphs as most pages have them: one after the other, without attributes, mostly of one text node.
          const name = r.pick(['p', 'p', 'div', 'li', 'section']);
          for (let k = 2 + r.int(4); k--;) {
            const paragraph = parent.appendChild(document.createElement(name));
            if (r.int(5)) paragraph.append(words(r));
            else fill(paragraph, depth);
            if (r.int(2)) parent.append(r.pick(['\n', '\n  ', '\u3000\u3000']));
          }
        }
        else {
          const element = document.createElement(r.pick(tags));
          const style = r.pick(STYLES);
          if (style) element.setAttribute('style', style);
          parent.append(element);
          if (!/^(BR|WBR)$/.test(element.nodeName)) fill(element, level + 1);
          // A paragraph's indent, apart from its text.
          else if (!r.int(3)) parent.append('　　');
        }
      }
    };
    fill(root, 0);
    return list(root);
  };
  window.list = (root) => {
    const out = [];
    const visit = (node) => { out.push(node); node.childNodes.forEach(visit); };
    root.childNodes.forEach(visit);
    return out;
  };
  window.said = ({ startContainer, startOffset, endContainer, endOffset }) => { const r = new Range(); r.setStart(startContainer, startOffset); r.setEnd(endContainer, endOffset); return String(r); };
  window.squash = (s) => s.replace(/\s+/g, '');
}

const start = async (t) => {
  t.server.set('/page.js', { body: await bundle('www/page/index.ts', { globalName: 'tiyaoPage' }) });
  t.server.set('/tools.js', { body: `(${tools})()` });
  t.server.set('/p', { body: '<!doctype html><meta charset="utf-8"><script src="/page.js"></script><script src="/tools.js"></script><body><div id="root"></div>' });
  await t.goto('/p');
};

test('what is read is what the engine lays out, and spans lead back to their own text', async (t) => {
  await start(t);
  const result = await t.eval(async () => {
    const root = document.querySelector('#root');
    let spans = 0;
    const end = performance.now() + 4000;
    let seed = 1;
    for (; seed < 2000 && performance.now() < end; seed++) {
      const r = random(seed);
      root.replaceChildren();
      grow(r, root);
      const reader = tiyaoPage.createReader(root, { clean: false });
      const page = reader.read();
      // A second, independent reading: the engine's own. Its white space is left aside, the rest must agree.
      if (squash(page.text) !== squash(root.innerText)) return `seed ${seed}: read ${JSON.stringify(page.text)}, innerText ${JSON.stringify(root.innerText)}`;
      // Kept blocks change nothing.
      if (reader.read().text !== page.text) return `seed ${seed}: read twice`;
      let edge = -1;
      for (const block of page.blocks) {
        if (block.start !== edge + 1 || block.end <= block.start || block.end > page.text.length) return `seed ${seed}: blocks`;
        if (/^\s|\s$/.test(page.text.slice(block.start, block.end))) return `seed ${seed}: block not trimmed`;
        edge = block.end;
      }
      for (let k = 0; k < 12 && page.text; k++, spans++) {
        const a = r.int(page.text.length);
        const span = { start: a, end: Math.min(page.text.length, a + 1 + r.int(30)) };
        const want = squash(page.text.slice(span.start, span.end));
        const ranges = page.rangesOf(span);
        const got = squash(ranges.map(said).join(''));
        if (got !== want) return `seed ${seed}: span ${span.start}–${span.end} ${JSON.stringify(want)} painted as ${JSON.stringify(got)}`;
        if (ranges.some((x) => x.startContainer !== x.endContainer || x.startContainer.nodeType !== 3)) return `seed ${seed}: a range over several nodes`;
        const whole = page.rangeOf(span);
        if (want && (!whole || whole.startContainer !== ranges[0].startContainer || whole.endOffset !== ranges.at(-1).endOffset)) return `seed ${seed}: rangeOf`;
        // There and back, for every character that stands in a node.
        const at = ranges[0] && tiyaoPage.offsetOf(page, root, ranges[0].startContainer, ranges[0].startOffset);
        if (ranges[0] && squash(page.text.slice(span.start, at))) return `seed ${seed}: offset ${span.start} came back as ${at}`;
      }
    }
    return { trees: seed, spans };
  });
  assert.equal(typeof result, 'object', result);
  assert.ok(result.trees > 50);
  t.note(`${result.trees} trees, ${result.spans} spans`);
});

test('what the host does while we paint leaves the same nodes as without us', { timeout: 90_000 }, async (t) => {
  await start(t);
  for (const kind of ['highlight', 'wrap']) {
    const result = await t.eval(async (kind) => {
      if (kind === 'highlight' && !CSS.highlights) return { rounds: 'no highlights here' };
      const ours = document.querySelector('#root');
      const twin = document.createElement('div');
      ours.after(twin);
      twin.id = ours.id;
      const path = (node, root) => { const out = []; for (; node && node !== root; node = node.parentNode) out.unshift([...node.parentNode?.childNodes ?? []].indexOf(node)); return node ? out.join() : `out ${out.join()}`; };
      const end = performance.now() + 6000;
      let seed = 1;
      for (; seed < 1500 && performance.now() < end; seed++) {
        const r = random(seed);
        ours.replaceChildren();
        twin.replaceChildren();
        grow(r, ours);
        twin.append(...[...ours.childNodes].map((n) => n.cloneNode(true)));
        // The same node in both worlds, by number.
        const a = list(ours);
        const b = list(twin);
        const painter = tiyaoPage.createPainter(document, { kind });
        const reader = tiyaoPage.createReader(ours, { clean: false });
        const paint = () => {
          const page = reader.read();
          for (let k = 0; k < 4; k++) {
            const ranges = [];
            for (let n = r.int(5); n--;) {
              const at = r.int(page.text.length + 1);
              ranges.push(...page.rangesOf({ start: at, end: at + 1 + r.int(12) }));
            }
            painter.paint([[`k${k}`, ranges]], r.pick(['keyword', 'active', 'sentence', 'flash']));
          }
          return page;
        };
        let page = paint();
        if (ours.textContent !== twin.textContent) return `seed ${seed}: painted text ${JSON.stringify(ours.textContent)}`;
        const log = [];
        for (let step = 0; step < 12; step++) {
          const i = r.int(a.length);
          const j = r.int(a.length);
          const text = `新${seed}-${step}`;
          const what = r.pick(['data', 'data', 'same', 'remove', 'before', 'append', 'move', 'replace', 'attribute', 'textContent', 'wait', 'paint', 'clear']);
          log.push(`${what} ${i} ${j}`);
          if (what === 'wait') {
            // By then nothing of ours may stand in the way of what the host did.
            await null;
            if (ours.textContent !== twin.textContent) return `seed ${seed}: shows ${JSON.stringify(ours.textContent)}, not ${JSON.stringify(twin.textContent)}: ${log.join('; ')}`;
          }
          else if (what === 'paint') { reader.invalidate(ours, true); page = paint(); }
          else if (what === 'clear') painter.clear(`k${r.int(4)}`);
          else {
            const add = [];
            const kept = a[i].data;
            for (const [nodes] of [[a], [b]]) {
              const node = nodes[i];
              const other = nodes[j];
              if (what === 'data' && node.nodeType === 3) node.data = text;
              // To just what a wrapping painter has left in the node.
              if (what === 'same' && node.nodeType === 3) node.data = kept;
              if (what === 'remove') node.remove();
              if (what === 'attribute' && node.nodeType === 1) node.setAttribute('lang', text);
              if (what === 'textContent' && node.nodeType === 1) node.textContent = text;
              if (what === 'move' && node !== other && !node.contains(other) && other.parentNode) other.parentNode.insertBefore(node, other);
              if (what === 'before' && node.parentNode) { const made = document.createElement('i'); made.textContent = text; node.parentNode.insertBefore(made, node); add.push(made, made.firstChild); }
              if (what === 'append' && node.nodeType === 1) { const made = document.createTextNode(text); node.append(made); add.push(made); }
              if (what === 'replace' && node.parentNode) { const made = document.createTextNode(text); node.replaceWith(made); add.push(made); }
            }
            const half = add.length / 2;
            a.push(...add.slice(0, half));
            b.push(...add.slice(half));
          }
        }
        // Whatever is still painted says what it said, or nothing.
        const at = r.int(page.text.length + 1);
        const got = squash(page.rangesOf({ start: at, end: at + 20 }).map(said).join(''));
        let rest = squash(page.text.slice(at, at + 20));
        for (const c of got) { const k = rest.indexOf(c); if (k < 0) return `seed ${seed}: stale range says ${got}`; rest = rest.slice(k + c.length); }
        painter.dispose();
        if (!ours.isEqualNode(twin)) return `seed ${seed}: ${log.join('; ')}\n${ours.innerHTML}\n${twin.innerHTML}`;
        for (let i = 0; i < a.length; i++) {
          if (a[i].nodeType === 3 && a[i].data !== b[i].data) return `seed ${seed}: node ${i} says ${JSON.stringify(a[i].data)}, not ${JSON.stringify(b[i].data)}: ${log.join('; ')}`;
          if (ours.contains(a[i]) !== twin.contains(b[i]) || (ours.contains(a[i]) && path(a[i], ours) !== path(b[i], twin))) return `seed ${seed}: node ${i} at ${path(a[i], ours)}, not ${path(b[i], twin)}: ${log.join('; ')}`;
        }
        if (document.adoptedStyleSheets.length || CSS.highlights?.size) return `seed ${seed}: left behind`;
      }
      twin.remove();
      return { rounds: seed };
    }, kind);
    assert.equal(typeof result, 'object', `${kind}: ${result}`);
    t.note(`${kind}: ${result.rounds} rounds`);
  }
});

test('the selection and what is copied stay the same under wrapping', async (t) => {
  await start(t);
  const result = await t.eval(() => {
    const root = document.querySelector('#root');
    root.innerHTML = '<p>渔业合作社的数据由<b>浮标</b>传回，合作社每天公开数据。</p><p>养殖户收到数据后安排收获。</p>';
    const page = tiyaoPage.createReader(root, { clean: false }).read();
    const painter = tiyaoPage.createPainter(document, { kind: 'wrap' });
    const first = root.querySelector('p').firstChild;
    const last = root.querySelectorAll('p')[1].firstChild;
    const selection = getSelection();
    const out = [];
    for (const [from, to] of [[0, 5], [2, 9], [3, 3], [5, 1]]) {
      selection.setBaseAndExtent(first, from, last, to);
      const before = selection.toString();
      for (const term of ['合作社', '数据', '浮标传回']) {
        const ranges = [];
        for (let at = -1; (at = page.text.indexOf(term, at + 1)) >= 0;) ranges.push(...page.rangesOf({ start: at, end: at + term.length }));
        painter.paint([[term, ranges]], term === '浮标传回' ? 'sentence' : 'keyword');
      }
      const painted = selection.toString();
      const marks = root.querySelectorAll('tiyao-mark').length;
      painter.clear();
      out.push([before === painted, before === selection.toString(), selection.anchorNode === first && selection.anchorOffset === from && selection.focusNode === last && selection.focusOffset === to, marks > 4]);
    }
    painter.dispose();
    return out.flat();
  });
  assert.ok(result.every(Boolean), JSON.stringify(result));
});

test('skimming for terms comes to the same places as the full reading', async (t) => {
  t.server.set('/skim.js', { body: await bundle('www/page/skim.ts', { globalName: 'tiyaoSkim' }) });
  t.server.set('/terms.js', { body: await bundle('www/npm/terms.ts', { globalName: 'tiyaoTerms' }) });
  await start(t);
  for (const name of ['skim', 'terms']) await t.eval((src) => new Promise((done) => document.head.append(Object.assign(document.createElement('script'), { src, onload: done }))), `/${name}.js`);
  const result = await t.eval(async () => {
    const root = document.querySelector('#root');
    root.insertAdjacentHTML('beforebegin', '<style>.unselectable{user-select:none;-webkit-user-select:none}.clipped{position:absolute;clip:rect(0 0 0 0)}.tiny{font-size:0}.unseen{content-visibility:hidden}.left{float:left}</style>');
    const tags = ['div', 'p', 'p', 'span', 'b', 'a', 'section', 'li', 'br', 'br', 'br', 'wbr', 'ruby', 'rt', 'rp', 'code', 'nav', 'button', 'img', 'details', 'summary', 'h2', 'article', 'slot', 'table', 'td'];
    let places = 0;
    const end = performance.now() + 4000;
    let seed = 1;
    for (; seed < 3000 && performance.now() < end; seed++) {
      const r = random(seed);
      root.replaceChildren();
      for (const node of grow(r, root, { tags })) {
        if (node.nodeType !== 1) continue;
        if (!r.int(8)) node.className = r.pick(['unselectable', 'clipped', 'tiny', 'unseen', 'left', 'skipped', 'notranslate']);
        if (/^(DIV|P|SPAN|SECTION|ARTICLE)$/.test(node.nodeName) && !r.int(8)) grow(r, node.attachShadow({ mode: 'open' }), { tags, depth: 1 });
      }
      // With a list of the publisher's every element is asked; without, paragraphs are read like the one before.
      const exclude = r.int(2) ? '.skipped' : undefined;
      const page = tiyaoPage.createReader(root, { clean: false, exclude }).read();
      const skimmed = tiyaoSkim.skim(root, exclude);
      // Terms that the text has, across whatever stands between their characters, and of two kinds of width and case.
      const terms = [];
      for (let k = 0; k < 12; k++) {
        const at = r.int(page.text.length);
        const term = squash(page.text.slice(at, at + 1 + r.int(5)));
        if (term) terms.push(r.int(4) ? term : term.toLowerCase());
      }
      // What the full reading says, its blocks parted as those of the other text are.
      const text = page.blocks.map(({ start, end }) => page.text.slice(start, end)).join('\0');
      const say = (reading, found, ranges) => found.map(({ term, start, end }, i) => {
        const range = reading.rangeOf({ start, end });
        return [term, range && squash(said(range)), squash(ranges(i).map(said).join(''))];
      });
      const wanted = tiyaoTerms.findTerms(text, terms);
      const found = tiyaoTerms.findTerms(skimmed.text, terms);
      const [want, got] = [say(page, wanted, (i) => page.rangesOf(wanted[i])), say(skimmed, found, (i) => skimmed.rangesOf([found[i]]))];
      if (JSON.stringify(got) !== JSON.stringify(want)) return `seed ${seed}: ${JSON.stringify(terms)}\n${JSON.stringify(got)}, not\n${JSON.stringify(want)}\n${root.innerHTML}\n${JSON.stringify(skimmed.text)}\n${JSON.stringify(text)}`;
      for (const [i, place] of wanted.entries()) {
        const [a, b] = [page.rangeOf(place), skimmed.rangeOf(found[i])];
        if (a?.startContainer !== b?.startContainer || a?.startOffset !== b?.startOffset || a?.endContainer !== b?.endContainer || a?.endOffset !== b?.endOffset) return `seed ${seed}: ${JSON.stringify(place)} at another place`;
      }
      if (skimmed.rangesOf(found).length !== found.reduce((sum, place) => sum + skimmed.rangesOf([place]).length, 0)) return `seed ${seed}: all at once`;
      places += wanted.length;
    }
    return { trees: seed, places };
  });
  assert.equal(typeof result, 'object', result);
  assert.ok(result.trees > 50);
  t.note(`${result.trees} trees, ${result.places} places`);
});

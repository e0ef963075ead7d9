/** The segmenters and highlighters as pages: files to serve, and a module that says what it measured. */
const cut = (setup, files) => ({ setup, files });

/** `setup` gives `cut(text) → count`, inside an async function. */
export const segmenters = {
  tiyao: cut("const { createAnalyzer } = await import('/tiyao/segment.js'); const a = await createAnalyzer(); return async (t) => (await a.segment(t, { repair: false, tags: false })).spans.length / 2;",
    { npm: ['segment.js', 'worker.js', 'engine.wasm', 'standard.dict'] }),
  'jieba-wasm': cut("const { default: init, cut } = await import('/jieba-wasm/jieba_rs_wasm.js'); await init(); return (t) => cut(t, true).length;",
    { 'jieba-wasm/pkg/web': ['jieba_rs_wasm.js', 'jieba_rs_wasm_bg.wasm'] }),
  '@node-rs/jieba-wasm32-wasi': cut("const dict = fetch('/bundle/wasi/dict.txt').then((r) => r.arrayBuffer()); const { Jieba } = await import('/bundle/wasi/jieba.wasi-browser.js'); const j = Jieba.withDict(new Uint8Array(await dict)); return (t) => j.cut(t, true).length;",
    { bundle: ['wasi/jieba.wasi-browser.js', 'wasi/jieba.wasm32-wasi.wasm', 'wasi/@node-rs/jieba-wasm32-wasi/wasi-worker-browser.mjs', 'wasi/dict.txt'] }),
  segmentit: cut("const { Segment, useDefault } = await import('/bundle/segmentit.js'); const s = useDefault(new Segment()); return (t) => s.doSegment(t, { simple: true }).length;",
    { bundle: ['segmentit.js'] }),
  'Intl.Segmenter': cut("const s = new Intl.Segmenter('zh', { granularity: 'word' }); return (t) => Array.from(s.segment(t)).length;", {}),
};

/**
 * `setup` gives `paint(root, terms) → { places, undo }`. What the widget calls has the article read and its spans found (by the
 * engine, in its worker) before; `tiyao/highlight` reads, finds and paints in the one call, as mark.js does.
 */
const spans = "const spans = terms.map((term) => { const found = []; for (let at = -1; (at = page.text.indexOf(term, at + 1)) >= 0;) found.push({ start: at, end: at + term.length }); return found; });";
const mark = (options) => `return (root, terms) => { let places = 0; const m = new Mark(root); m.mark(terms, { ${options} done: (c) => { places = c; } }); return { places, undo: () => m.unmark() }; };`;
export const highlighters = {
  'tiyao, the widget\'s painting': `const { createPainter, createReader } = await import('/bundle/page.js'); const page = createReader(root, { clean: false }).read(); ${spans}
    return () => { const painter = createPainter(document, { within: root }); painter.paint(terms.map((term, i) => [term, spans[i].flatMap(page.rangesOf)]), 'keyword'); return { places: spans.flat().length, undo: () => painter.dispose() }; };`,
  'tiyao/highlight': "const { highlight } = await import('/tiyao/highlight.js'); return (root, terms) => { const h = highlight(root, terms); let places = 0; for (const n of h.counts.values()) places += n; return { places, undo: () => h.dispose() }; };",
  'mark.js': `await script('/mark.js/mark.min.js'); ${mark('separateWordSearch: false,')}`,
  'advanced-mark.js': `await script('/advanced-mark.js/mark.min.js'); ${mark('separateWordSearch: false, diacritics: false, combinePatterns: true,')}`,
};

/** Reads the article as the widget does, twice: by a script made as the tag's is. */
export const readerPage = (article) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title><style>body{max-width:720px;margin:auto;font:16px/1.7 sans-serif}</style><article>${article}</article><script src="/bundle/reader.js"></script><script type="module">
const root = document.querySelector('article');
await new Promise((done) => setTimeout(done, 500));
const timed = () => { const began = performance.now(); const { text } = reader.createReader(root).read(); return { ms: performance.now() - began, length: text.length }; };
const { ms: first, length } = timed();
window.result = { first, length, paragraphs: root.querySelectorAll('p').length, again: timed().ms };
</script>`;

export const segmenterPage = ({ setup }) => `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title><script type="module">
const long = [];
try { new PerformanceObserver((list) => list.getEntries().forEach((entry) => long.push(entry.duration))).observe({ type: 'longtask', buffered: true }); } catch {}
const cut = await (async () => { ${setup} })();
await cut('流动晒场把烘干机装上卡车，开到正在收割的村口');
const first = performance.now();
await new Promise((done) => setTimeout(done, 100));
const task = Math.max(0, ...long);
const text = await (await fetch('/corpus.txt')).text();
const until = async (ms) => { const began = performance.now(); let runs = 0; do { await cut(text); runs++; } while (performance.now() - began < ms); return runs * text.length / (performance.now() - began) / 1000; };
await until(200);
const speed = await until(500);
window.result = { first, task, speed };
</script>`;

export const highlighterPage = (setup, article, terms) => `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>bench</title><style>body{max-width:720px;margin:auto;font:16px/1.7 sans-serif}</style><article>${article}</article><script type="module">
const script = (src) => new Promise((done, fail) => document.head.append(Object.assign(document.createElement('script'), { src, onload: done, onerror: fail })));
const root = document.querySelector('article');
const terms = ${JSON.stringify(terms)};
const paint = await (async () => { ${setup} })();
const nodes = () => { let n = 0; for (const walker = document.createTreeWalker(root, -1); walker.nextNode();) n++; return n; };
let records = 0;
const observer = new MutationObserver((list) => { records += list.length; });
observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
const height = document.documentElement.scrollHeight;
const before = nodes();
// The page's own first frames are drawn by then, in all engines: they would be counted in.
await new Promise((done) => setTimeout(done, 500));
const began = performance.now();
const { places, undo } = paint(root, terms);
const call = performance.now() - began;
const painted = performance.now();
await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
const frame = performance.now() - painted;
const result = { call, frame, places, length: root.textContent.length, added: nodes() - before, grown: document.documentElement.scrollHeight - height, records };
const end = performance.now();
undo();
window.result = { ...result, undo: performance.now() - end };
</script>`;

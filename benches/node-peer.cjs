/** One segmenter in a fresh process: time from nothing loaded to the first cut, then throughput. Prints one line of JSON. */
const { readFileSync } = require('node:fs');
const { pathToFileURL } = require('node:url');

const [, , name, corpus, ours] = process.argv;
const FIRST = '流动晒场把烘干机装上卡车，开到正在收割的村口';

const peers = {
  async tiyao() {
    const { createAnalyzer, slices } = await import(pathToFileURL(ours).href);
    const analyzer = await createAnalyzer();
    const cut = (text) => analyzer.segment(text, { repair: false, tags: false });
    return { strings: async (text) => slices(text, (await cut(text)).spans).length, offsets: async (text) => (await cut(text)).spans.length / 2 };
  },
  async 'jieba-wasm'() {
    const { cut, tokenize } = require('jieba-wasm');
    return { strings: (text) => cut(text, true).length, offsets: (text) => tokenize(text, 'default', true).length };
  },
  async '@node-rs/jieba'() {
    const { Jieba } = require('@node-rs/jieba');
    const { dict } = require('@node-rs/jieba/dict');
    const jieba = Jieba.withDict(dict);
    return { strings: (text) => jieba.cut(text, true).length };
  },
  async '@node-rs/jieba-wasm32-wasi'() {
    const { Jieba } = require('@node-rs/jieba-wasm32-wasi');
    const { dict } = require('@node-rs/jieba/dict');
    const jieba = Jieba.withDict(dict);
    return { strings: (text) => jieba.cut(text, true).length };
  },
  async segmentit() {
    const { Segment, useDefault } = require('segmentit');
    const segment = useDefault(new Segment());
    return { strings: (text) => segment.doSegment(text, { simple: true }).length };
  },
  async 'Intl.Segmenter'() {
    const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
    return { strings: (text) => Array.from(segmenter.segment(text), ({ segment }) => segment).length };
  },
};

if (name === '--list') console.log(JSON.stringify(Object.keys(peers)));
else measure();

async function measure() {
  const text = readFileSync(corpus, 'utf8');
  const start = performance.now();
  const modes = await peers[name]();
  await Object.values(modes)[0](FIRST);
  const first = performance.now() - start;
  const result = { first, rss: process.memoryUsage().rss, speed: {} };
  for (const [mode, cut] of Object.entries(modes)) {
    const until = async (ms) => {
      const began = performance.now();
      let runs = 0;
      do { await cut(text); runs++; } while (performance.now() - began < ms);
      return (runs * text.length) / (performance.now() - began) / 1000;
    };
    await until(300);
    result.speed[mode] = await until(600);
  }
  console.log(JSON.stringify(result));
  process.exit(0);
}

/**
 * The engine and jieba-wasm from the bytes of their files, nothing compiled yet: runs as it is in a page and in Node.
 * Each peer is `start({ glue, wasm, dictionary }) → { offsets?, strings?, memory }`.
 */
export const peers = {
  async tiyao({ glue, wasm, dictionary }) {
    const { initSync, Engine } = await import(glue);
    const { memory } = initSync({ module: await WebAssembly.compile(wasm) });
    const engine = new Engine(dictionary);
    const plain = { repair: false, tags: false };
    return { cut: (text) => engine.segment(text, plain).spans.length / 2, memory };
  },
  async 'jieba-wasm'({ glue, wasm }) {
    const { initSync, cut } = await import(glue);
    const { memory } = initSync({ module: await WebAssembly.compile(wasm) });
    return { cut: (text) => cut(text, true).length, memory };
  },
};

/** Milliseconds to the first article's last token, MiB after all articles, million characters a second, and what a character of a long text costs beside one of a short. */
export async function measure(name, files, articles) {
  await import(files.glue); // the glue is fetched and parsed; only the wasm is cold
  const started = performance.now();
  const { cut, memory } = await peers[name](files);
  cut(articles[0]);
  const first = performance.now() - started;
  for (const article of articles) cut(article);
  const mebibytes = memory.buffer.byteLength / 2 ** 20;
  const all = articles.join('\n');
  const rate = (text, ms) => {
    const began = performance.now();
    let runs = 0;
    do { cut(text); runs++; } while (performance.now() - began < ms);
    return (runs * text.length) / (performance.now() - began) / 1000;
  };
  rate(all, 300);
  const speed = rate(all, 700);
  const of = (length) => all.repeat(Math.ceil(length / all.length)).slice(0, length);
  const [short, long] = [of(1e4), of(1e6)];
  // Turn about, so that what else the machine does falls on both.
  const growth = Array.from({ length: 5 }, () => rate(short, 100) / rate(long, 100)).sort((a, b) => a - b)[2];
  return { first, mebibytes, speed, growth };
}

/** The playground: the widget on a text that was pasted or opened, and what the analyzer says of it. All of it on this page. */
import { createAnalyzer, mount } from './tiyao/index.js';

const $ = (id) => document.getElementById(id);
const KINDS = { word: '词', phrase: '短语', coinage: '造词', latin: '外文' };
/** So many words are shown. */
const SHOWN = 2000;

const SAMPLE = {
  title: '流动晒场开到田头',
  text: `临浦县今年秋收遇上连阴雨。县里把六十台烘干机装上卡车，送到收割的村口，农户按吨付费，当天就能把湿稻谷变成可以入库的干粮。

从十月八日到三十日，这些被叫作“流动晒场”的卡车烘干秋粮十一万六千吨，占全县秋粮总产量的三成八。县农业农村局说，霉变和发芽的稻谷比前年少了一万六千多吨。

流动晒场并不便宜，一台卡车的造价相当于一座小型烘干厂房。石桥镇的种粮大户周德明算过账：雨天里早烘一天，一吨稻谷就能多卖两百元，流动晒场的费用不到它的一半。

记者在石桥镇看到，卡车停在水泥坪上，接上电，四十分钟后第一批稻谷就进了仓。镇农机站的调度员说，明年流动晒场还要增加二十台，并且给每台车装上定位。`,
};

const assets = new URL('./tiyao/', import.meta.url);
const analyzers = new Map();
let widget = null;
/** The latest run; an earlier one that is still under way stops. */
let stop = new AbortController();

$('form').addEventListener('submit', (event) => {
  event.preventDefault();
  run();
});
$('sample').addEventListener('click', () => {
  $('title').value = SAMPLE.title;
  $('text').value = SAMPLE.text;
  run();
});
$('file').addEventListener('change', async () => {
  const file = $('file').files[0];
  $('file').value = '';
  if (file) await open(file);
});
$('text').addEventListener('dragover', (event) => event.preventDefault());
$('text').addEventListener('drop', async (event) => {
  const file = event.dataTransfer.files[0];
  if (!file) return;
  event.preventDefault();
  await open(file);
});

async function open(file) {
  const text = decode(new Uint8Array(await file.arrayBuffer()));
  const { title, body } = /\.html?$/i.test(file.name) || /^\s*<!doctype html/i.test(text) ? fromHtml(text) : { title: '', body: text };
  $('title').value = title;
  $('text').value = body;
  await run();
}

/** UTF-8, or the older encoding of Chinese files. */
function decode(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** The text of an HTML file; nothing of it is run or fetched. */
function fromHtml(text) {
  const page = new DOMParser().parseFromString(text, 'text/html');
  const title = page.querySelector('h1')?.textContent.trim() || page.title.trim();
  page.querySelectorAll('script,style,noscript,template,nav,header,footer,aside,form,h1').forEach((element) => element.remove());
  const root = page.querySelector('article,main') ?? page.body;
  root.querySelectorAll('p,div,section,li,h2,h3,h4,h5,h6,blockquote,tr,br').forEach((element) => element.after('\n'));
  return { title, body: root.textContent.replace(/[ \t]*\n\s*/g, '\n\n').trim() };
}

async function run() {
  const text = $('text').value;
  const title = $('title').value.trim();
  if (!text.trim()) {
    $('status').textContent = '请先粘贴一篇文章，或打开一个文件。';
    $('text').focus();
    return;
  }
  stop.abort();
  const { signal } = (stop = new AbortController());
  widget?.dispose();
  widget = null;
  const dictionary = $('dictionary').value;
  $('status').textContent = '正在读……';
  try {
    if (!analyzers.has(dictionary)) {
      const made = createAnalyzer({ dictionary, assets });
      analyzers.set(dictionary, made);
      made.catch(() => analyzers.delete(dictionary));
    }
    const analyzer = await analyzers.get(dictionary);
    const began = performance.now();
    const keywords = Math.min(50, Math.max(0, Math.round(Number($('keywords').value)) || 0));
    const input = { text, ...(title ? { title } : {}) };
    const analysis = await analyzer.analyze(input, { keywords: { limit: keywords }, signal });
    const took = performance.now() - began;
    const { spans, tags } = await analyzer.segment(text, { mode: $('mode').value, signal });
    signal.throwIfAborted();
    show(text, title, analysis, spans, tags);
    $('status').textContent = `${text.length.toLocaleString('zh-CN')} 字，${analysis.sentences.length} 句，${Math.max(1, Math.round(took))} 毫秒读完。`;
    $('panel').replaceChildren();
    widget = await mount({ root: '#article', panel: '#panel', layout: 'inline', keywords, dictionary, assets, remember: false, signal });
    if (!widget && !signal.aborted) $('status').textContent += '文章太短或不是中文，面板没有出现。';
  } catch (error) {
    if (!signal.aborted) $('status').textContent = `没有读成：${error.message}`;
  }
}

/** Text alone is put on the page: whatever it holds, it stays text. */
function show(text, title, analysis, spans, tags) {
  const element = (tag, content, className) => Object.assign(document.createElement(tag), { textContent: content, ...(className ? { className } : {}) });
  const paragraphs = text.split(/\n\s*\n/).filter((part) => part.trim()).map((part) => element('p', part.trim()));
  $('article').replaceChildren(...(title ? [element('h1', title)] : []), ...paragraphs);
  $('terms').replaceChildren(...analysis.keywords.map(({ term, score, count, kind, tag }) => {
    const row = document.createElement('tr');
    row.append(element('td', term), element('td', score.toFixed(2), 'number'), element('td', count, 'number'), element('td', KINDS[kind]), element('td', tag));
    return row;
  }));
  const words = [];
  for (let i = 0; i < tags.length && words.length < SHOWN; i++) {
    const word = text.slice(spans[2 * i], spans[2 * i + 1]);
    if (word.trim()) words.push(Object.assign(element('span', word), { title: tags[i] }), ' ');
  }
  if (tags.length > SHOWN) words.push('……');
  $('words').replaceChildren(...words);
  $('results').hidden = false;
}

/** Hard-wrapped articles through page and engine together: however the markup parts the lines, sentences come out whole. */
import { test, assert } from './harness.mjs';
import { article, open } from './embedded.mjs';

const paragraphs = [...article.matchAll(/<p>(.*?)<\/p>/g)].map(([, text]) => text);

/** A paragraph in lines of 19 characters, none of which starts with a mark. */
function wrap(text) {
  const lines = [];
  for (let at = 0, end; at < text.length; at = end) {
    end = Math.min(at + 19, text.length);
    while (/^[，。、；：？！”）》]/.test(text.slice(end))) end++;
    lines.push(text.slice(at, end));
  }
  return lines;
}

const lines = paragraphs.flatMap(wrap);
const LAYOUTS = {
  'whole paragraphs': `<div>${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</div>`,
  'a paragraph for each line': `<div>${lines.map((line) => `<p>${line}</p>`).join('\n')}</div>`,
  'a block for each line': `<div>${lines.map((line) => `<div>${line}</div>`).join('\n')}</div>`,
  'line breaks': `<div>${lines.join('<br>')}</div>`,
  'empty lines': `<div>${lines.join('<br><br>')}</div>`,
  'preserved line ends': `<div style="white-space:pre-wrap">${lines.join('\n')}</div>`,
  'preserved empty lines': `<div style="white-space:pre-line">${lines.join('\n\n')}</div>`,
  'indented paragraphs of lines': `<div>${paragraphs.map((text) => `　　${wrap(text).join('<br>')}`).join('<br>')}</div>`,
};

test('a wrapped text has the same sentences in any markup', { timeout: 120_000 }, async (t) => {
  const look = async (body) => {
    await open(t, `<article><h1>六十台烘干机走遍临浦县</h1>${body}</article>`);
    await t.until(() => heard.length);
    return t.eval(() => {
      const [widget] = tiyao.widgets;
      const tidy = (span) => widget.text.slice(span.start, span.end).replace(/\s+/g, '');
      return {
        sentences: widget.analysis.sentences.map(tidy),
        ranges: widget.analysis.sentences.map((span) => String(widget.rangeOf(span)).replace(/\s+/g, '')),
      };
    });
  };
  const whole = await look(LAYOUTS['whole paragraphs']);
  assert.ok(whole.sentences.length > 6 && whole.sentences.every((sentence) => /[。！？”]$/.test(sentence)), whole.sentences.join('|'));
  for (const [name, body] of Object.entries(LAYOUTS)) {
    const found = await look(body);
    assert.deepEqual(found.sentences, whole.sentences, name);
    assert.deepEqual(found.ranges, whole.sentences, name);
  }
});

test('short paragraphs stay sentences of their own', async (t) => {
  const short = ['“烘干机到了吗？”', '“到了，夜里两点就到了。”', '周德明摇摇头，没有说话', paragraphs[1], '费用不高', '他说，幸亏卡车来得早', paragraphs[2], '价格当天公布'];
  await open(t, `<article><h1>六十台烘干机走遍临浦县</h1><div>${short.map((text) => `<p>${text}</p>`).join('\n')}</div></article>`);
  await t.until(() => heard.length);
  const sentences = await t.eval(() => tiyao.widgets[0].analysis.sentences.map(({ start, end }) => tiyao.widgets[0].text.slice(start, end)));
  assert.ok(sentences.every((sentence) => !sentence.includes('\n')), sentences.join('|'));
});

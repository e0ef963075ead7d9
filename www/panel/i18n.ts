/** The interface's words in 简体, 繁體 and English; numbers, units and plurals come from `Intl`. */

export type Lang = 'zh-Hans' | 'zh-Hant' | 'en';

/** What is asked for by name: numbers in what ships, since the names would be a fifth of the table. */
export enum M {
  summary, open, close, expand, label, length, time, shorter, longer, sentences, copy, copied, copyFailed, share,
  linkCopied, speak, stop, source, outline, keywords, chip, titleOnly, previous, next, place, at, said, more, link,
  marks, markSummary, off, offDone, undo, private, reading, nothing,
}

/** 简体, 繁體, English. `{…}` are filled in; `a|b` in English is one and many, chosen by `{n}`. */
const messages = {
  [M.summary]: ['提要', '提要', 'Digest'],
  [M.open]: ['打开提要', '開啟提要', 'Open the digest'],
  [M.close]: ['关闭', '關閉', 'Close'],
  [M.expand]: ['展开', '展開', 'Expand'],
  [M.label]: ['机器摘选自原文', '機器摘選自原文', 'Picked by machine from the text'],
  [M.length]: ['{n}字', '{n}字', '{n} character|{n} characters'],
  [M.time]: ['阅读约{time}', '閱讀約{time}', '{time} to read'],
  [M.shorter]: ['更短', '更短', 'Shorter'],
  [M.longer]: ['更长', '更長', 'Longer'],
  [M.sentences]: ['摘要{n}句', '摘要{n}句', 'Summary of {n} sentence|Summary of {n} sentences'],
  [M.copy]: ['复制', '複製', 'Copy'],
  [M.copied]: ['已复制摘要与出处', '已複製摘要與出處', 'Summary and source copied'],
  [M.copyFailed]: ['浏览器不允许复制', '瀏覽器不允許複製', 'The browser refused to copy'],
  [M.share]: ['分享', '分享', 'Share'],
  [M.linkCopied]: ['已复制指向摘要句的链接', '已複製指向摘要句的連結', 'Link to the sentences copied'],
  [M.speak]: ['朗读', '朗讀', 'Read aloud'],
  [M.stop]: ['停止', '停止', 'Stop'],
  [M.source]: ['——机器摘自《{title}》', '——機器摘自《{title}》', '— picked by machine from “{title}”'],
  [M.outline]: ['各节要点', '各節要點', 'By section'],
  [M.keywords]: ['关键词', '關鍵詞', 'Keywords'],
  [M.chip]: ['{term}，{n}处', '{term}，{n}處', '{term}, {n} place|{term}, {n} places'],
  [M.titleOnly]: ['仅见于标题', '僅見於標題', 'in the title only'],
  [M.previous]: ['上一处', '上一處', 'Previous'],
  [M.next]: ['下一处', '下一處', 'Next'],
  [M.place]: ['{term}，第{i}处，共{n}处。{sentence}', '{term}，第{i}處，共{n}處。{sentence}', '{term}, {i} of {n}. {sentence}'],
  [M.at]: ['摘要第{i}句，共{n}句', '摘要第{i}句，共{n}句', 'Summary sentence {i} of {n}'],
  [M.said]: ['说到它的句子', '說到它的句子', 'Sentences that say it'],
  [M.more]: ['其余{n}句', '其餘{n}句', '{n} more'],
  [M.link]: ['详细解释', '詳細解釋', 'More about it'],
  [M.marks]: ['文中标记', '文中標記', 'Marks in the text'],
  [M.markSummary]: ['标出摘要句', '標出摘要句', 'Mark summary sentences'],
  [M.off]: ['在本站停用', '在本站停用', 'Turn off on this site'],
  [M.offDone]: ['已停用，本站不再显示提要。', '已停用，本站不再顯示提要。', 'Turned off: no digest on this site any more.'],
  [M.undo]: ['撤销', '復原', 'Undo'],
  [M.private]: ['由您的浏览器生成，文字不离开本页', '由您的瀏覽器產生，文字不離開本頁', 'Made in your browser; no text leaves this page'],
  [M.reading]: ['正在读本文…', '正在讀本文…', 'Reading the article…'],
  [M.nothing]: ['本文没有可摘的句子', '本文沒有可摘的句子', 'No sentence to pick'],
  // Which places are marked, and why a sentence was picked: asked for by the value itself.
  first: ['首次出现', '首次出現', 'First mentions'],
  all: ['全部', '全部', 'All'],
  none: ['不标', '不標', 'Off'],
  lead: ['首句', '首句', 'opening'],
  sectionLead: ['节首句', '節首句', 'opens a section'],
  paragraphLead: ['段首句', '段首句', 'opens a paragraph'],
  title: ['标题相关', '標題相關', 'echoes the title'],
  keywords: ['含关键词', '含關鍵詞', 'says keywords'],
  central: ['与全文最近', '與全文最近', 'central'],
  cue: ['有提示语', '有提示語', 'signposted'],
  figures: ['含数据', '含數據', 'has figures'],
  abstract: ['作者摘要', '作者摘要', 'from the abstract'],
  conclusion: ['结语', '結語', 'conclusion'],
} as const;

export type Message = keyof typeof messages;

/** A message in the interface's language. Numbers given are written as that language writes them. */
export interface Translate {
  (message: Message, values?: Record<string, string | number>): string;
  readonly lang: Lang;
  /** So many minutes, in words. */
  minutes(n: number): string;
}

/** The interface's language for a BCP 47 tag of the page. */
export function langOf(tag: string): Lang {
  if (/^zh\b.*(hant|tw|hk|mo)/i.test(tag)) return 'zh-Hant';
  return /^(en|zh-Latn)\b/i.test(tag) ? 'en' : 'zh-Hans';
}

export function createTranslate(lang: Lang): Translate {
  const column = lang === 'en' ? 2 : lang === 'zh-Hant' ? 1 : 0;
  // Made when the first number is written: an engine's first one costs it 20 ms and more. The worker has paid most of that by then.
  const numbers = new Map<string | undefined, Intl.NumberFormat>();
  const write = (n: number, unit?: string): string => {
    let format = numbers.get(unit);
    if (!format) numbers.set(unit, format = new Intl.NumberFormat(lang, unit ? { style: 'unit', unit, unitDisplay: 'long' } : {}));
    return format.format(n);
  };
  const translate = (message: Message, values: Record<string, string | number> = {}): string => {
    const [one, many] = messages[message][column].split('|') as [string, string?];
    const chosen = many === undefined || (typeof values['n'] === 'number' && new Intl.PluralRules(lang).select(values['n']) === 'one') ? one : many;
    return chosen.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      return typeof value === 'number' ? write(value) : value;
    });
  };
  return Object.assign(translate, { lang, minutes: (n: number) => write(n, 'minute') });
}

/** The interface's words: here in 简体, in `words.ts` in 繁體 and English. */
import type { Options } from '../options';
import type { Reason } from '../protocol';

export type Lang = 'zh-Hans' | 'zh-Hant' | 'en';

/** What is asked for by name: numbers in what ships, since the names would be a fifth of the table. */
export enum M {
  summary, open, close, expand, label, length, time, shorter, longer, sentences, copy, copyFailed, share,
  speak, outline, keywords, chip, titleOnly, previous, next, place, at, said, more, link,
  marks, markSummary, off, offDone, undo, private, reading, nothing, own, named,
}

/** After those: which places are marked, and why a sentence was picked, asked for by the value itself. */
const NAMED = 'first all none lead sectionLead paragraphLead title keywords central cue figures abstract conclusion'.split(' ');

/** A message a line, in that order; `{…}` are filled in. */
export const HANS = `提要
打开提要
关闭
展开
机器摘选自原文
{n}字
阅读约{n}分钟
更短
更长
摘要{n}句
复制
浏览器不允许复制
分享
朗读
各节要点
关键词
{term}，{n}处
仅见于标题
上一处
下一处
{term}，第{i}处，共{n}处。{sentence}
摘要第{i}句，共{n}句
说到它的句子
其余{n}句
详细解释
文中标记
标出摘要句
在本站停用
已停用，本站不再显示提要。
撤销
由您的浏览器生成，文字不离开本页
正在读本文…
本文没有可摘的句子
本站所写的提要
首次出现
全部
不标
首句
节首句
段首句
标题相关
含关键词
与全文最近
有提示语
含数据
作者摘要
结语`;

export type Message = M | Reason | Options['marks'];

/** A message in the interface's language. */
export interface Translate {
  (message: Message, values?: Record<string, string | number>): string;
  readonly lang: Lang;
}

/** The interface's language for a BCP 47 tag of the page. */
export function langOf(tag: string): Lang {
  if (/^zh\b.*(hant|tw|hk|mo)/i.test(tag)) return 'zh-Hant';
  return /^(en|zh-Latn)\b/i.test(tag) ? 'en' : 'zh-Hans';
}

/** `words` are laid out as `HANS`; `plural` chooses the form of a message that has several. */
export function createTranslate(lang: Lang, words: string, plural = (forms: string, _: unknown): string => forms): Translate {
  const messages = words.split('\n');
  const translate = (message: Message, values: Record<string, string | number> = {}): string => {
    const forms = messages[typeof message === 'number' ? message : M.named + NAMED.indexOf(message)]!;
    return plural(forms, values['n']).replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      // All three write whole numbers alike, and the first `Intl.NumberFormat` of a process takes 20 ms, on a phone 75 to 220.
      return typeof value === 'number' ? String(value).replace(/\B(?=(\d{3})+$)/g, ',') : value;
    });
  };
  return Object.assign(translate, { lang });
}

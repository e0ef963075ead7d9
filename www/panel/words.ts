/** The interface's words in 繁體 and English, line by line as `HANS` in `i18n.ts`; `a|b` in English is one and many. */
import type { Lang } from './i18n';

export const WORDS: Partial<Record<Lang, string>> = {
  'zh-Hant': `提要
開啟提要
關閉
展開
機器摘選自原文
{n}字
閱讀約{n}分鐘
更短
更長
摘要{n}句
複製
瀏覽器不允許複製
分享
朗讀
各節要點
關鍵詞
{term}，{n}處
僅見於標題
上一處
下一處
{term}，第{i}處，共{n}處。{sentence}
摘要第{i}句，共{n}句
說到它的句子
其餘{n}句
詳細解釋
文中標記
標出摘要句
在本站停用
已停用，本站不再顯示提要。
復原
由您的瀏覽器產生，文字不離開本頁
正在讀本文…
本文沒有可摘的句子
本站所寫的提要
首次出現
全部
不標
首句
節首句
段首句
標題相關
含關鍵詞
與全文最近
有提示語
含數據
作者摘要
結語`,
  en: `Digest
Open the digest
Close
Expand
Picked by machine from the text
{n} character|{n} characters
{n} minute to read|{n} minutes to read
Shorter
Longer
Summary of {n} sentence|Summary of {n} sentences
Copy
The browser refused to copy
Share
Read aloud
By section
Keywords
{term}, {n} place|{term}, {n} places
in the title only
Previous
Next
{term}, {i} of {n}. {sentence}
Summary sentence {i} of {n}
Sentences that say it
{n} more
More about it
Marks in the text
Mark summary sentences
Turn off on this site
Turned off: no digest on this site any more.
Undo
Made in your browser; no text leaves this page
Reading the article…
No sentence to pick
The publisher's own summary
First mentions
All
Off
opening
opens a section
opens a paragraph
echoes the title
says keywords
central
signposted
has figures
from the abstract
conclusion`,
};

/** Of copying and reading aloud, in all three: stop, copied, link copied, and the source's line around the title. */
export const DONE: Record<Lang, readonly [stop: string, copied: string, linked: string, from: string, to: string]> = {
  'zh-Hans': ['停止', '已复制摘要与出处', '已复制指向摘要句的链接', '——机器摘自《', '》'],
  'zh-Hant': ['停止', '已複製摘要與出處', '已複製指向摘要句的連結', '——機器摘自《', '》'],
  en: ['Stop', 'Summary and source copied', 'Link to the sentences copied', '— picked by machine from “', '”'],
};

/** The form for `n`. */
export function plural(forms: string, n: unknown): string {
  const [one, many] = forms.split('|') as [string, string?];
  return many === undefined || n === 1 ? one : many;
}

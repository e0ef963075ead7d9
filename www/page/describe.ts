import { visible } from './setting';

/** Title, byline, date, site and language of an article, from what the page's data say and what it shows around the root. */
export interface Description { title: string; byline: string; date: string; site: string; lang: string }

type Data = Record<string, unknown>;

const squeeze = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
/** For comparing: letters and digits alone. */
const bare = (text: string): string => text.normalize('NFKC').replace(/[^\dA-Za-z\u00c0-\u1fff\u3041-\ud7ff]/g, '').toLowerCase();

const DATE = /(?:19|20)\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}日?(?:[\sT]*\d{1,2}:\d\d(?::\d\d)?)?/;
const BYLINE = /(?:作者|记者|撰文|撰稿|文)\s?[:：/／|丨]\s*([^\s，。；:：|/／()（）【】]{2,12}(?:[、 ][\u3400-\u9fff·]{2,4}(?=[、\s]|$))*)/;

/** How names of sites and of their channels end. */
const SITE = /(?:论坛|社|online|網|報|频道|报|news|新聞|网|资讯|在线|頻道|資訊|博客|门户|官方|杂志|公众号|客户端|[a-z]\.(?:com|cn|net|org)|台|平台|新闻|中心|专栏|刊)$/i;

/** Names of metadata with the date, in small letters: `article:published_time`, `datepublished`, `publishdate`, `pubdate`, `apub:time`, `og:release_date`. */
const PUBLISHED = /publi.*(?:date|time)|(?:date|a)pub|pubd|release_d/;

/** What of it stands on the page, as evidence for the root; `type`: whether its metadata, JSON-LD or others, call it an article. */
export interface Seen { title: boolean; date: boolean; type: boolean }

export async function describe(document: Document, root: Element, rest: () => Promise<void>): Promise<Description & { seen: Seen }> {
  // Once for all names: asking the document for each would walk a long article twenty times.
  const metas = new Map<string, string>();
  for (const element of document.getElementsByTagName('meta')) {
    const content = squeeze(element.getAttribute('content'));
    if (content) for (const attribute of ['property', 'name', 'itemprop']) {
      const name = element.getAttribute(attribute)?.toLowerCase();
      if (name && !metas.has(name)) metas.set(name, content);
    }
  }
  const meta = (...names: string[]): string => names.map((name) => metas.get(name)).find(Boolean) ?? '';
  const data = linked(document);
  const say = (value: unknown): string => (Array.isArray(value) ? value.map(say).filter(Boolean).join('、') : squeeze(typeof value === 'object' && value ? String((value as Data).name ?? '') : typeof value === 'string' ? value : ''));

  const segments = squeeze(document.title).split(/\s*[_|｜丨]+\s*|\s+[-–—]+\s+|\s*(?:--|——)\s*/);
  const { shown, sure } = await heading(document, root, meta('og:title'), segments, rest);
  const named = bare(meta('og:site_name', 'application-name') || say(data.publisher));
  const declared = say(data.headline) || meta('og:title', 'twitter:title') || document.title;
  // A hyphen may stand in a title; between it and the site's name it parts them.
  const parts = squeeze(declared).split(/[_|｜丨]|\s[-–—]\s|--|——/).map((part) => part.replace(/^[^-]{2,16}-|-[^-]{2,16}$/g, (end) => (SITE.test(bare(end)) ? '' : end))).filter((part) => bare(part));
  // However short the title is, the site's name is none.
  const own = parts.filter((part) => bare(part) !== named && !SITE.test(bare(part)));
  const longest = (own.length ? own : parts.slice(0, 1)).reduce((a, b) => (bare(b).length > bare(a).length ? b : a), '');
  const title = squeeze(shown?.textContent ?? longest);
  await rest();

  // What stands between the title and the text, or just before the text, nearest first; then its first lines.
  let around = '';
  const walker = document.createTreeWalker(document.body, 4);
  walker.currentNode = root;
  for (let n = 0; n < 80 && around.length < 600 && walker.previousNode(); n++) {
    const { parentElement, data: words } = walker.currentNode as Text;
    if (/^(SCRIPT|STYLE|NOSCRIPT)$/.test(parentElement?.nodeName ?? '')) continue;
    around = `${words} ${around}`;
    if (shown?.contains(parentElement)) break;
  }
  around = squeeze(around.slice(-600)) + ' ' + squeeze(root.textContent!.slice(0, 999)).slice(0, 300);
  await rest();

  const find = (selector: string, attribute: string): string => {
    const element = document.querySelector(selector);
    return squeeze(element?.getAttribute(attribute) || element?.textContent).slice(0, 60);
  };
  const nearDate = DATE.exec(around)?.[0] ?? '';
  return {
    title,
    // Templates left as they came name an address, large papers an editor's number.
    byline: [say(data.author), meta('article:author', 'author', 'mediaid'), find('[itemprop=author],[rel=author]', 'content'), BYLINE.exec(around)?.[1]].find((name) => name && !/[@<]|^https?:|^\d+$/.test(name)) ?? '',
    date: say(data.datePublished) || [...metas].find(([name]) => PUBLISHED.test(name))?.[1] || find('[itemprop=datePublished]', 'datetime')
      || nearDate || find('time[datetime]', 'datetime'),
    site: meta('og:site_name', 'application-name') || say(data.publisher) || siteOf(segments, title),
    lang: root.closest('[lang]')?.getAttribute('lang') || 'zh',
    seen: { title: sure || (bare(title).length > 7 && bare(around).includes(bare(title))), date: !!nearDate, type: !!data.headline || /article/i.test(meta('og:type')) || [...metas.keys()].some((name) => name.startsWith('article:')) },
  };
}

/** The part of `<title>` that is no title: the last that ends as a site's name does, else the last. */
function siteOf(segments: readonly string[], title: string): string {
  const others = segments.filter((part) => !bare(title).includes(bare(part)) && !bare(part).includes(bare(title)));
  const tail = /-\s*([^-]{2,16})$/.exec(segments.at(-1)!)?.[1] ?? '';
  return others.findLast((part) => SITE.test(part)) ?? (SITE.test(tail) ? tail : segments.length > 1 ? others.at(-1) ?? '' : '');
}

/** The element that shows the title: what `<title>` (or og:title) repeats, rather a heading, rather near the text. */
async function heading(document: Document, root: Element, declared: string, segments: readonly string[], rest: () => Promise<void>): Promise<{ shown: Element | null; sure: boolean }> {
  const whole = bare(document.title);
  const shared = bare(declared);
  // A title of two or three characters is believed where `<title>` begins with it.
  const first = bare(segments[0] ?? '');
  const sites = segments.slice(1).filter((part) => SITE.test(part)).map(bare);
  let best: Element | null = null;
  let most = 0;
  let fallback: Element | null = null;
  let home = root;
  for (let i = 0; i < 4 && home.parentElement && home.parentElement !== document.body; i++) home = home.parentElement;
  const unit = root.closest('article');
  // An article's own headings, unless none of them is its title: then it stands above. Of several articles each has its own.
  for (const scope of unit?.querySelector('h1,h2') ? [unit, document] : [document]) {
    if (best ?? (document.querySelectorAll('article')[1] && fallback)) break;
    let near: Element | null = null;
    for (const element of [...scope.querySelectorAll('h1,h2,h3,h4,h5,h6,[itemprop=headline],[class*=tit i],[id*=title i],[class*=headline i],[class*=biaoti i],strong,b')].slice(0, 400)) {
      await rest();
      if (element.childElementCount > 6 || (element !== root && element.contains(root))) continue;
      const words = bare(element.textContent!.slice(0, 300));
      const entire = words === first && /^H[12]$/.test(element.nodeName);
      if ((words.length < 4 && !entire) || !words || words.length > 120) continue;
      // A logo says the site's name, as `<title>` does.
      if (sites.some((site) => site.includes(words))) continue;
      const inTitle = whole.includes(words) || shared === words;
      const isHeading = /^H\d$/.test(element.nodeName);
      const before = root.contains(element) || !!(element.compareDocumentPosition(root) & 4);
      if (words.length > 5 && before && home.contains(element) && (root.contains(element) ? !near && /^H[12]$/.test(element.nodeName) && root.textContent!.lastIndexOf(element.textContent!) < 99 : !element.querySelector('p,div')) && !DATE.test(element.textContent!)) near = element;
      if (!inTitle) continue;
      // A part of the title that is only its subject (a channel's name) loses to the whole by its length.
      const score = words.length * (element.closest('a') ? 0.5 : 1) * (/^(STRONG|B)$/.test(element.nodeName) ? 0.5 : 1) * (isHeading ? 1.5 : 1) * (before ? 1.5 : 0.5) * (element.nodeName === 'H1' ? 1.1 : 1);
      if ((entire || words.length * 3 >= Math.min(whole.length, 24)) && score > most && visible(element)) {
        most = score;
        best = element;
      }
    }
    fallback ??= near;
  }
  // A `<title>` that names only the channel: the last line before the text that is set as a heading.
  return { shown: best ?? fallback, sure: !!best };
}

/** The articles that JSON-LD describes in `item`. */
function articlesIn(item: any): Data[] {
  return Array.isArray(item) ? item.flatMap(articlesIn)
    : !item ? []
    : /Article|Posting|Report/.test(item['@type']) ? [item]
    : articlesIn([item['@graph'], item.mainEntity, item.mainEntityOfPage]);
}

/** The JSON-LD object of an article, or an empty one. */
function linked(document: Document): Data {
  for (const script of document.querySelectorAll('[type="application/ld+json"]')) {
    try {
      // Some sites leave line ends inside the strings.
      const [article] = articlesIn(JSON.parse(script.textContent!.replace(/[\u0000-\u001f]+/g, ' ')));
      if (article) return article;
    } catch { /* broken data say nothing */ }
  }
  return {};
}

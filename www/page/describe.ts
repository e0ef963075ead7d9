/** Title, byline, date, site and language of an article, from what the page's data say and what it shows around the root. */
export interface Description { title: string; byline: string; date: string; site: string; lang: string }

type Data = Record<string, unknown>;

const squeeze = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();
/** For comparing: letters and digits alone. */
const bare = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();

const DATE = /(?:19|20)\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}日?(?:[\sT]*\d{1,2}:\d\d(?::\d\d)?)?/;
const BYLINE = /(?:作者|记者|撰文|撰稿|文)\s?[:：/／|丨]\s*([^\s，。；:：|/／()（）【】]{2,12}(?:[、 ][\u3400-\u9fff·]{2,4}(?=[、\s]|$))*)/;

/** What of it stands on the page, as evidence for the root. */
export interface Seen { title: boolean; date: boolean; data: boolean }

export async function describe(document: Document, root: Element, rest: () => Promise<void>): Promise<Description & { seen: Seen }> {
  const meta = (...names: string[]): string => {
    for (const name of names) {
      const found = squeeze(document.querySelector(`meta[property="${name}" i],meta[name="${name}" i],meta[itemprop="${name}" i]`)?.getAttribute('content'));
      if (found) return found;
    }
    return '';
  };
  const data = linked(document);
  const say = (value: unknown): string => (Array.isArray(value) ? value.map(say).filter(Boolean).join('、') : squeeze(typeof value === 'object' && value ? String((value as Data).name ?? '') : typeof value === 'string' ? value : ''));

  const shown = await heading(document, root, rest);
  const declared = say(data.headline) || meta('og:title', 'twitter:title') || document.title;
  const segments = squeeze(document.title).split(/\s*[_|｜丨]+\s*|\s+[-–—]+\s+|\s*(?:--|——)\s*/);
  const longest = squeeze(declared).split(/[_|｜]|\s[-–—]\s/).reduce((a, b) => (bare(b).length > bare(a).length ? b : a));
  const title = shown ? squeeze(shown.textContent) : squeeze(longest);

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
  around = squeeze(around.slice(-600)) + ' ' + squeeze(root.textContent!.slice(0, 300));

  const find = (selector: string, attribute: string): string => {
    const element = document.querySelector(selector);
    return squeeze(element?.getAttribute(attribute) || element?.textContent).slice(0, 60);
  };
  const nearDate = DATE.exec(around)?.[0] ?? '';
  return {
    title,
    // Templates left as they came name an address.
    byline: [say(data.author), meta('article:author', 'author', 'mediaid'), find('[itemprop=author],[rel=author]', 'content'), BYLINE.exec(around)?.[1]].find((name) => name && !/[@<]|^https?:/.test(name)) ?? '',
    date: say(data.datePublished) || meta('article:published_time', 'og:release_date', 'og:published_time', 'datePublished', 'publishdate', 'pubdate', 'publish_time', 'apub:time') || find('[itemprop=datePublished],time[pubdate]', 'datetime')
      || nearDate || find('time[datetime]', 'datetime'),
    site: meta('og:site_name', 'application-name') || say(data.publisher) || (segments.length > 1 ? segments[segments.length - 1]! : ''),
    lang: root.closest('[lang]')?.getAttribute('lang') || 'zh',
    seen: { title: !!shown, date: !!nearDate, data: !!data.headline || !!data.articleBody },
  };
}

/** The element that shows the title: what `<title>` (or og:title) repeats, rather a heading, rather near the text. */
async function heading(document: Document, root: Element, rest: () => Promise<void>): Promise<Element | null> {
  const whole = bare(document.title);
  const shared = bare(squeeze(document.querySelector('meta[property="og:title"]')?.getAttribute('content')));
  let best: Element | null = null;
  let most = 0;
  let near: Element | null = null;
  let home = root;
  for (let i = 0; i < 4 && home.parentElement && home.parentElement !== document.body; i++) home = home.parentElement;
  const unit = root.closest('article');
  for (const element of [...(unit?.querySelector('h1,h2') ? unit : document).querySelectorAll('h1,h2,h3,h4,[itemprop=headline],[class*=title i],[id*=title i],[class*=headline i],[class*=biaoti i],[class*=tit],strong,b')].slice(0, 400)) {
    await rest();
    if (element.childElementCount > 6 || /^(TITLE|META|LINK|STYLE|SCRIPT|INPUT)$/.test(element.nodeName)) continue;
    const words = bare(element.textContent!.slice(0, 300));
    if (words.length < 4 || words.length > 120) continue;
    const inTitle = whole.includes(words) || shared === words;
    const isHeading = /^H\d$/.test(element.nodeName);
    const before = root.contains(element) || !!(element.compareDocumentPosition(root) & 4);
    if (words.length > 5 && before && home.contains(element) && (root.contains(element) ? !near && /^H[12]$/.test(element.nodeName) : !element.querySelector('p,div')) && !DATE.test(element.textContent!)) near = element;
    const nearly = inTitle ? 1 : alike(words, shared || whole);
    if (nearly < 0.7) continue;
    // A part of the title that is only its subject (a channel's name) loses to the whole by its length.
    const score = words.length * nearly * (isHeading ? 1.5 : 1) * (element.nodeName === 'H1' ? 1.1 : 1) * (before ? 1.5 : 0.5) * (element.closest('a') ? 0.5 : 1) * (/^(STRONG|B)$/.test(element.nodeName) ? 0.5 : 1);
    if (score > most && words.length * 3 >= Math.min(whole.length, 24)
      && ((element as { checkVisibility?(): boolean }).checkVisibility?.() ?? element.getClientRects().length > 0)) {
      most = score;
      best = element;
    }
  }
  // A `<title>` that names only the channel: the last line before the text that is set as a heading.
  return best ?? near;
}

/** Share of two-character pieces, of the shorter of the two. */
function alike(a: string, b: string): number {
  if (a.length < 6 || b.length < 6) return 0;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length * 1.2 < long.length) return 0;
  let same = 0;
  for (let i = 0; i + 2 <= short.length; i++) if (long.includes(short.slice(i, i + 2))) same++;
  return same / (short.length - 1) * 0.9;
}

/** The JSON-LD object of an article, or an empty one. */
function linked(document: Document): Data {
  const queue: unknown[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    // Some sites leave line ends inside the strings.
    try { queue.push(JSON.parse(script.textContent!.replace(/[\u0000-\u001f]+/g, ' '))); } catch { /* broken data say nothing */ }
  }
  for (let n = 0; queue.length && n < 200; n++) {
    const item = queue.shift();
    if (Array.isArray(item)) queue.push(...item);
    else if (item && typeof item === 'object') {
      const at = item as Data;
      if (/Article|Posting|Report/.test(String(at['@type']))) return at;
      queue.push(at['@graph'], at.mainEntity, at.mainEntityOfPage);
    }
  }
  return {};
}

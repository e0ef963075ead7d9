import { describe, type Description, type Seen } from './describe';
import { excluded, suspect } from './exclude';
import { pause } from './slices';
import type { Article, FindOptions } from './types';

/** Containers that content systems and large sites put around a body, and what markup says of itself. */
const KNOWN = '[itemprop=articleBody],article,[role=article],#js_content,#artibody,#endText,#article,#articleContent,#article-content,#article_content,#content,#main_content,#zoom,#vsb_content,#UCAP-CONTENT,#ozoom,#rwb_zw,#p-detail,'
  + '.TRS_Editor,.article,.article-content,.article_content,.articleContent,.article-body,.article_body,.content,.post-content,.post-body,.post_body,.entry-content,.news_txt,.news-content,.rich_media_content,.detail-content,.markdown-body';

const HAN = /[\u3400-\u9fff\uf900-\ufaff]|[\ud840-\ud888][\udc00-\udfff]/g;
const MARKS = /[。！？；，、：]/g;
const SENTENCE = /[。！？…；]/;
const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

const INLINE = /^(A|ABBR|ACRONYM|B|BDI|BDO|BIG|CITE|CODE|DATA|DEL|DFN|EM|FONT|I|INS|LABEL|MARK|O:P|Q|RUBY|RB|S|SMALL|SPAN|STRIKE|STRONG|SUB|SUP|TIME|TT|U|VAR)$/i;
/** What makes paragraphs, and is no container itself. */
const LINES = /^(P|H[1-6]|LI|UL|OL|BLOCKQUOTE|DL|DD|DT|CENTER)$/;

interface Tally {
  han: number;
  /** Punctuation of sentences. */
  marks: number;
  /** Han characters in links. */
  links: number;
  /** Han characters in stretches that hold whole sentences. */
  prose: number;
  paragraphs: number;
}

const zero = (): Tally => ({ han: 0, marks: 0, links: 0, prose: 0, paragraphs: 0 });

/** One article each. */
const UNIT = 'article,[role=article],[itemprop=articleBody]';

/** Every article of the page, the most certain first. */
export async function findArticles(document: Document, options: FindOptions = {}, signal?: AbortSignal): Promise<Article[]> {
  const { selector, exclude, minConfidence = 0.5 } = options;
  let until = performance.now() + 8;
  const rest = async (): Promise<void> => {
    if (performance.now() < until) return;
    await pause();
    signal?.throwIfAborted();
    until = performance.now() + 8;
  };

  // Asked of every ancestor again and again.
  const suspects = new WeakMap<Element, boolean>();
  const doubted = (element: Element): boolean => {
    let known = suspects.get(element);
    if (known === undefined) suspects.set(element, known = suspect(element));
    return known;
  };

  const named = selector ? [...document.querySelectorAll(selector)].filter((e) => e.textContent!.trim() && visible(e)) : [];
  if (named.length) {
    const articles: Article[] = [];
    for (const root of named) articles.push(article(root, await describe(document, root, rest), 1, [`the publisher's selector ${selector}`]));
    return articles;
  }
  if (selector || !document.body) return [];

  // One pass over the text: each text node's characters go to the container of its paragraph.
  const own = new Map<Element, Tally>();
  const skipped = new WeakMap<Element, boolean>();
  const skip = (element: Element | null): boolean => {
    if (!element || element === document.body) return false;
    let known = skipped.get(element);
    if (known === undefined) skipped.set(element, known = excluded(element, exclude) || skip(element.parentElement));
    return known;
  };
  // A line or paragraph in a `<div>` of its own, one of several made alike.
  const lines = new WeakMap<Element, boolean>();
  const plain = (element: Element | null): boolean => element?.nodeName === 'DIV' && [...element.children].every(({ nodeName }) => INLINE.test(nodeName));
  const oneOfMany = (element: Element): boolean => {
    let known = lines.get(element);
    if (known === undefined) {
      known = plain(element) && [element.previousElementSibling, element.nextElementSibling].some((other) => plain(other) && other!.className === element.className);
      lines.set(element, known);
    }
    return known;
  };
  // Whether it is prose is asked of a paragraph's whole text.
  let paragraph: Element | null = null;
  let holder: Element | null = null;
  let words = '';
  const flush = (): void => {
    const han = count(words, HAN);
    if (holder && (han > 60 || (han > 24 && SENTENCE.test(words)) || (han > 8 && words.includes('。')))) own.get(holder)!.prose += han;
    if (holder && han > 15) own.get(holder)!.paragraphs++;
    words = '';
  };
  const walker = document.createTreeWalker(document.body, 4);
  for (let n = 0; walker.nextNode();) {
    if (++n % 64 === 0) await rest();
    const node = walker.currentNode as Text;
    const han = count(node.data, HAN);
    if (!han || !node.parentElement || skip(node.parentElement)) continue;
    let at = node.parentElement;
    let link = false;
    for (; INLINE.test(at.nodeName) && at.parentElement; at = at.parentElement) link ||= at.nodeName === 'A';
    const block = at;
    for (; (LINES.test(at.nodeName) || oneOfMany(at)) && at.parentElement; at = at.parentElement);
    if (block !== paragraph || node.previousSibling?.nodeName === 'BR') flush();
    paragraph = block;
    holder = at;
    if (!own.has(at)) own.set(at, zero());
    const tally = own.get(at)!;
    tally.han += han;
    tally.marks += count(node.data, MARKS);
    if (link || at.closest('a')) tally.links += han;
    else words += node.data;
  }
  flush();

  // What is not shown holds nothing.
  for (const [element, tally] of own) {
    await rest();
    if (tally.han - tally.links >= 20 && !visible(element)) own.delete(element);
  }
  const page = zero();
  const below = new Map<Element, Tally>();
  for (const [element, tally] of own) {
    await rest();
    add(page, tally);
    // Comments and related lists count for themselves, not for what surrounds them.
    for (let at: Element | null = element; at && at !== document.documentElement; at = doubted(at) ? null : at.parentElement) {
      if (!below.has(at)) below.set(at, zero());
      add(below.get(at)!, tally);
    }
  }

  const candidates = [...own].filter(([, tally]) => tally.han - tally.links >= 20)
    .map(([element, tally]) => ({ element, score: worth(element, tally) })).sort((a, b) => b.score - a.score);
  const articles: Article[] = [];
  for (const { element, score } of candidates) {
    const [first] = articles;
    if (first && (score < candidates[0]!.score * 0.25 || articles.some(({ root }) => root.contains(element) || element.contains(root)))) continue;
    await rest();
    const root = climb(element, below);
    if (first && !parallel(first.root, root)) continue;
    const description = await describe(document, root, rest);
    const { confidence, why } = judge(document, root, below.get(root)!, page, description.seen);
    if (confidence >= minConfidence) articles.push(article(root, description, confidence, why));
    else if (!first) break;
  }
  return articles;
}

/** Half of an article may stand a level deeper, or in sections side by side: goes up while that gains prose, and little else. */
function climb(element: Element, below: Map<Element, Tally>): Element {
  let root = element;
  let got = below.get(root)!;
  let child = root;
  for (let at = root.parentElement; at && !child.matches(UNIT) && below.has(at) && !suspect(at) && !twins(at, child); child = at, at = at.parentElement) {
    const all = below.get(at)!;
    const more = all.prose - got.prose;
    if ((more > got.prose * 0.25 && more > (all.han - got.han) * 0.8) || (all.han === got.han && at.matches(KNOWN) && at !== at.ownerDocument.body)) {
      root = at;
      got = all;
    }
  }
  return root;
}

/** Whether another child is made like this one, each under a title of its own: articles side by side. */
function twins(parent: Element, child: Element): boolean {
  const title = child.querySelector('h1,h2,h3');
  return !!title && [...parent.children].some((other) => other !== child && other.nodeName === child.nodeName && other.className === child.className && other.querySelector(title.nodeName));
}

/** Whether two roots are articles of one kind, not an article and its comments. */
function parallel(a: Element, b: Element): boolean {
  const [x, y] = [a.closest(UNIT), b.closest(UNIT)];
  return x || y ? !!x && !!y && x !== y && !x.contains(y) : a.nodeName === b.nodeName && a.className === b.className && !!a.className;
}

function article(root: Element, { title, byline, date, site, lang }: Description, confidence: number, why: string[]): Article {
  return { root, title, byline, date, site, lang, confidence, why };
}

/** The article of the page; null where none is certain enough. */
export async function findArticle(document: Document, options?: FindOptions, signal?: AbortSignal): Promise<Article | null> {
  return (await findArticles(document, options, signal))[0] ?? null;
}

function add(to: Tally, from: Tally): void {
  to.han += from.han;
  to.marks += from.marks;
  to.links += from.links;
  to.prose += from.prose;
  to.paragraphs += from.paragraphs;
}

/** Prose: characters outside links, less where sentences or their marks are missing. */
function worth(element: Element, { han, marks, links }: Tally): number {
  const plain = han - links;
  const prose = Math.min(1, marks / Math.max(1, han) / 0.04);
  return plain * (1 - links / han) * (0.2 + 0.8 * prose) * (element.matches(KNOWN) ? 1.3 : 1) * (suspect(element) ? 0.5 : 1);
}

/** How sure a root is, as the logistic of what speaks for and against it. */
function judge(document: Document, root: Element, { han, marks, links, prose, paragraphs }: Tally, page: Tally, seen: Seen): { confidence: number; why: string[] } {
  const share = prose / Math.max(1, page.prose);
  const facts: [number, string][] = [
    [1.2 * Math.log(Math.max(1, prose) / 150), `${han} Han characters in ${paragraphs} paragraphs`],
    [2 * Math.min(1, marks / han / 0.04) - 2, `${Math.round(100 * marks / han)} marks of punctuation to 100 characters`],
    [-6 * links / han, `${Math.round(100 * links / han)} % of them in links`],
    [1.5 * (share - 0.5), `${Math.round(100 * share)} % of the page's prose`],
  ];
  const known = root.matches(KNOWN) ? root : root.closest(UNIT);
  if (known) facts.push([0.7, `known container ${known.id ? '#' + known.id : known.className ? '.' + String(known.className).split(' ')[0] : known.nodeName.toLowerCase()}`]);
  if (root === document.body) facts.push([-1, 'nothing but the whole page holds it']);
  if (seen.title) facts.push([1, 'the page shows its title']);
  if (seen.date) facts.push([0.7, 'a date stands by it']);
  if (seen.data) facts.push([0.7, 'JSON-LD describes an article']);
  if (seen.type) facts.push([0.5, 'og:type says article']);
  const gallery = root.closest('[class*=gallery i],[class*=slide i],[class*=swiper i],[class*=carousel i],[class*=album i],[class*=abstract i],[class*=summary i],[class*=comment i],[class*=caption i]');
  if (gallery && prose < 400) facts.push([-2, `stands in .${String(gallery.className).split(' ')[0]}`]);
  const sum = facts.reduce((s, [weight]) => s + weight, 0);
  return { confidence: Math.round(100 / (1 + Math.exp(-sum))) / 100, why: facts.sort((a, b) => Math.abs(b[0]) - Math.abs(a[0])).map(([, words]) => words) };
}

function visible(element: Element): boolean {
  // Without a box of its own.
  if (element.parentElement && getComputedStyle(element).display === 'contents') return visible(element.parentElement);
  const check = (element as { checkVisibility?(options: object): boolean }).checkVisibility;
  // Not by opacity: articles fade in.
  if (check) return check.call(element, { visibilityProperty: true, checkVisibilityCSS: true });
  return element.getClientRects().length > 0;
}

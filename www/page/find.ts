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

/** What is a paragraph of its container, not a container itself: a line's markup, and the tags of paragraphs. */
const LINES = /^(A|ABBR|ACRONYM|B|BDI|BDO|BIG|CITE|DATA|DEL|DFN|EM|FONT|I|INS|LABEL|MARK|O:P|P|Q|RUBY|RB|S|SMALL|SPAN|STRIKE|STRONG|SUB|SUP|TIME|TT|U|VAR|H[1-6]|LI|UL|OL|BLOCKQUOTE|DL|DD|DT|CENTER)$/i;

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

interface Candidate { element: Element; tally: Tally; score: number }

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

  const named = selector ? [...document.querySelectorAll(selector)].filter((e) => e.textContent!.trim() && visible(e)) : [];
  if (named.length) return named.map((root) => article(root, describe(document, root), 1, [`the publisher's selector ${selector}`]));
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
  const walker = document.createTreeWalker(document.body, 4);
  for (let n = 0; walker.nextNode();) {
    if (++n % 64 === 0) await rest();
    const node = walker.currentNode as Text;
    const han = count(node.data, HAN);
    const parent = node.parentElement;
    if (!han || !parent || skip(parent)) continue;
    let container = parent;
    let link = false;
    for (; LINES.test(container.nodeName) && container.parentElement; container = container.parentElement) link ||= container.nodeName === 'A';
    if (!own.has(container)) own.set(container, { han: 0, marks: 0, links: 0, prose: 0, paragraphs: 0 });
    const tally = own.get(container)!;
    tally.han += han;
    tally.marks += count(node.data, MARKS);
    if (link) tally.links += han;
    else if (han > 60 || (han > 24 && SENTENCE.test(node.data)) || (han > 8 && node.data.includes('。'))) tally.prose += han;
    if (han > 15) tally.paragraphs++;
  }

  // What only looks like an article: hidden, or a list of links, or named like a list of comments.
  for (const [element, tally] of own) {
    await rest();
    if (tally.han - tally.links >= 20 && !visible(element)) own.delete(element);
  }
  const page: Tally = { han: 0, marks: 0, links: 0, prose: 0, paragraphs: 0 };
  const below = new Map<Element, Tally>();
  for (const [element, tally] of own) {
    add(page, tally);
    for (let at: Element | null = element; at && at !== document.documentElement; at = at.parentElement) {
      if (!below.has(at)) below.set(at, { han: 0, marks: 0, links: 0, prose: 0, paragraphs: 0 });
      add(below.get(at)!, tally);
    }
  }

  const candidates: Candidate[] = [...own].filter(([, tally]) => tally.han - tally.links >= 20).map(([element, tally]) => ({ element, tally, score: worth(element, tally) })).sort((a, b) => b.score - a.score);
  const best = candidates[0];
  if (!best) return [];

  // Half of an article may stand a level deeper, or in sections side by side: climb while that gains prose.
  let root = best.element;
  let got = below.get(root)!;
  for (let at = root.parentElement; at && at !== document.documentElement && !suspect(at); at = at.parentElement) {
    const all = below.get(at)!;
    const more = all.prose - got.prose;
    if (more > got.prose * 0.25 && more > (all.han - got.han) * 0.8) {
      root = at;
      got = all;
    }
  }
  const description = describe(document, root);
  const { confidence, why } = judge(document, root, got, page, description.seen);
  return confidence < minConfidence ? [] : [article(root, description, confidence, why)];
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
  const facts: [number, string][] = [
    [1.2 * Math.log(Math.max(1, prose) / 150), `${han} Han characters in ${paragraphs} paragraphs`],
    [2 * Math.min(1, marks / han / 0.04) - 2, `${Math.round(100 * marks / han)} marks of punctuation to 100 characters`],
    [-6 * links / han, `${Math.round(100 * links / han)} % of them in links`],
    [1.5 * (prose / page.prose - 0.5), `${Math.round(100 * prose / page.prose)} % of the page's prose`],
  ];
  const known = root.matches(KNOWN) ? root : root.closest('article,[itemprop=articleBody]');
  if (known) facts.push([0.7, `known container ${known.id ? '#' + known.id : known.className ? '.' + String(known.className).split(' ')[0] : known.nodeName.toLowerCase()}`]);
  if (seen.title) facts.push([1, 'the page shows its title']);
  if (seen.date) facts.push([0.7, 'a date stands by it']);
  if (seen.data) facts.push([0.7, 'JSON-LD describes an article']);
  if (document.querySelector('meta[property="og:type"][content*=article i],meta[property^="article:"]')) facts.push([0.5, 'og:type says article']);
  const gallery = root.closest('[class*=gallery i],[class*=slide i],[class*=swiper i],[class*=carousel i],[class*=album i],[class*=abstract i],[class*=summary i],[class*=comment i],[class*=caption i]');
  if (gallery && prose < 400) facts.push([-2, `stands in .${String(gallery.className).split(' ')[0]}`]);
  const sum = facts.reduce((s, [weight]) => s + weight, 0);
  return { confidence: Math.round(100 / (1 + Math.exp(-sum))) / 100, why: facts.sort((a, b) => Math.abs(b[0]) - Math.abs(a[0])).map(([, words]) => words) };
}

function visible(element: Element): boolean {
  const check = (element as { checkVisibility?(options: object): boolean }).checkVisibility;
  // Not by opacity: articles fade in.
  if (check) return check.call(element, { visibilityProperty: true, checkVisibilityCSS: true });
  return element.getClientRects().length > 0;
}

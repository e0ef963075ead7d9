import { SENTENCE } from './clean';
import { describe, type Seen } from './describe';
import { beside, excluded, suspect } from './exclude';
import { visible } from './setting';
import { pause } from './slices';
import type { Article, FindOptions } from './types';

/** Ids and classes of the containers that content systems and large sites put around a body. */
const KNOWN = /^(?:(?:main|vsb|js|ucap|post|entry|(?:v_)?news|rich_media|detail|article|content)?[-_]?(?:content|body)(?:_+\w*\d\w*)?|article|artibody|endtext|o?zoom|rwb_zw|p-detail|trs_editor|news_txt|markdown-body)$/i;

/** Those beyond are too rare to weigh. */
const HAN = /[\u3400-\u9fff]/g;
const MARKS = /[。！？；，、：]/g;
const STAMPS = /\d\d:\d\d|\d(?:分钟|小时|天)前/g;
const count = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;

/** What flows on in a line; in the order that Brotli likes best. */
const INLINE = /^(FONT|TIME|STRONG|A|ABBR|BDI|BDO|BIG|CITE|CODE|DATA|DEL|EM|Q|DFN|U|LABEL|I|B|MARK|SPAN|O:P|RUBY|S|SMALL|INS|RB|SUB|SUP|STRIKE|VAR)$/i;
/** What makes paragraphs, and is no container itself. */
const LINES = /^(P|CENTER|OL|UL|BLOCKQUOTE|LI|DD|DL|DT|H[1-6])$/;

/** Where a short text is what stands under pictures, or speaks of an article; in the order that Brotli likes best. */
const GALLERY = 'swiper album gallery caption carousel summary slide abstract comment'.split(' ').map((name) => `[class*=${name} i]`).join();

/** Less is no article. */
export const CERTAIN = 0.5;
/** Less is none where another candidate outweighed it and was none. */
export const SURE = 0.8;

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

const zero = (): Tally => ({ han: 0, marks: 0, links: 0, paragraphs: 0, prose: 0 });

/** One article each. */
export const UNIT = 'article,[role=article],[itemprop=articleBody]';

/** Whether the markup says that it holds an article. */
const known = (element: Element): boolean => element.matches(UNIT) || [element.id, ...element.classList].some((name) => KNOWN.test(name));

/** Asked of the same elements again and again. */
function remembered<T>(of: (element: Element) => T): (element: Element) => T {
  const known = new WeakMap<Element, T>();
  return (element) => {
    if (!known.has(element)) known.set(element, of(element));
    return known.get(element)!;
  };
}

/** What may hold an article. */
export interface Candidate {
  element: Element;
  /** How much speaks for it, against the others. */
  score: number;
  /** The article in it, with its confidence. */
  describe(): Promise<Article>;
}

/** What the publisher's selector names, or else what may hold an article; the most certain first. */
export async function candidates(document: Document, { selector, exclude }: FindOptions = {}, signal?: AbortSignal): Promise<Candidate[]> {
  let until = performance.now() + 8;
  const rest = async (): Promise<void> => {
    if (performance.now() < until) return;
    await pause();
    signal?.throwIfAborted();
    until = performance.now() + 8;
  };

  if (selector) {
    return [...document.querySelectorAll(selector)].filter((e) => e.textContent!.trim() && visible(e)).map((root) => ({
      element: root, score: 1,
      describe: async () => ({ root, ...await describe(document, root, rest), confidence: 1, why: [`selector ${selector}`] }),
    }));
  }
  if (!document.body) return [];
  const doubted = remembered(suspect);
  const aside = remembered(beside);

  // One pass over the text: each text node's characters go to the container of its paragraph.
  const own = new Map<Element, Tally>();
  const skip = remembered((element): boolean => element !== document.body && (excluded(element, exclude) || (!!element.parentElement && skip(element.parentElement))));
  // A line or paragraph in a `<div>` of its own, one of several made alike.
  const plain = (element: Element | null): boolean => element?.nodeName === 'DIV' && [...element.children].every(({ nodeName }, _, { length }) => INLINE.test(nodeName) || (length === 1 && nodeName === 'P'));
  const oneOfMany = remembered((element) => plain(element) && [element.previousElementSibling, element.nextElementSibling].some((other) => plain(other) && other!.className === element.className));
  // What editors' tools put around paragraphs, many deep.
  const wrapper = remembered((element): boolean => element.nodeName === 'SECTION' && !doubted(element) && !known(element) && !!element.parentElement && (!element.className || !element.parentElement.matches(UNIT)) && (known(element.parentElement) || wrapper(element.parentElement)));
  // Whether it is prose is asked of a paragraph's whole text.
  let paragraph: Element | null = null;
  let holder: Element | null = null;
  let words = '';
  const flush = (): void => {
    const han = count(words, HAN);
    const tally = own.get(holder!);
    if (tally && (han > 60 || (han > 24 && SENTENCE.test(words)) || (han > 8 && words.includes('。')) || paragraph!.nodeName === 'BLOCKQUOTE')) tally.prose += han;
    if (tally && han > 15) tally.paragraphs++;
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
    for (; (LINES.test(at.nodeName) || oneOfMany(at) || wrapper(at)) && at.parentElement; at = at.parentElement);
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
    if (!aside(element)) add(page, tally);
    // Comments and related lists count for themselves, not for what surrounds them.
    for (let at: Element | null = element; at && at !== document.documentElement; at = doubted(at) ? null : at.parentElement) {
      if (!below.has(at)) below.set(at, zero());
      add(below.get(at)!, tally);
    }
  }

  return [...own].filter(([, { han, links }]) => han - links >= 20)
    .map(([element, tally]): Candidate => ({
      element, score: worth(element, tally, aside(element)),
      async describe() {
        await rest();
        const root = climb(element, below);
        const { seen, ...description } = await describe(document, root, rest);
        return { root, ...description, ...judge(document, root, below.get(root)!, page, seen) };
      },
    })).sort((a, b) => b.score - a.score);
}

/** The article of the page; null where none is certain enough. */
export async function findArticle(document: Document, options?: FindOptions, signal?: AbortSignal): Promise<Article | null> {
  let least = CERTAIN;
  for (const candidate of (await candidates(document, options, signal)).slice(0, 2)) {
    const article = await candidate.describe();
    if (article.confidence >= least) return article;
    least = SURE;
  }
  return null;
}

/** Half of an article may stand a level deeper, or in sections side by side: goes up while that gains prose, and little else; out of what has a name only for much. */
function climb(element: Element, below: Map<Element, Tally>): Element {
  let root = element;
  let got = below.get(root)!;
  let child = root;
  for (let at = root.parentElement; at && !child.matches(UNIT) && below.has(at) && !suspect(at) && !standsAlone(at, child); child = at, at = at.parentElement) {
    const all = below.get(at)!;
    const more = all.prose - got.prose;
    const gained = all.han - got.han;
    if ((more > got.prose * (child.id || child.className ? 0.5 : 0.25) && more > gained * 0.8) || (!gained && known(at) && at !== at.ownerDocument.body)) {
      root = at;
      got = all;
    }
  }
  return root;
}

/** Whether a child is not part of an article: the only one of its kind, with a known name, or under a title as others made like it are, side by side. */
function standsAlone(parent: Element, child: Element): boolean {
  const alike = [...parent.children].filter((other) => other !== child && other.nodeName === child.nodeName && other.className === child.className);
  const title = child.querySelector('h1,h2,h3');
  return alike.length ? !!title && alike.some((other) => other.querySelector(title.nodeName)) : known(child);
}

function add(to: Tally, from: Tally): void {
  for (const of of Object.keys(from) as (keyof Tally)[]) to[of] += from[of];
}

/** Characters outside links, more where they are prose; a fifth of that for what stands beside articles. */
function worth(element: Element, { han, prose, links }: Tally, aside: boolean): number {
  const plain = han - links;
  return (plain * 0.4 + Math.min(plain, prose) * 0.6) * (1 - links / han) * (known(element) ? 1.3 : 1) * (aside ? 0.2 : 1);
}

const nameOf = ({ id, classList, localName }: Element): string => (id ? `#${id}` : classList[0] ? `.${classList[0]}` : localName);

/** How sure a root is, as the logistic of what speaks for and against it. */
function judge(document: Document, root: Element, { han, marks, links, prose, paragraphs }: Tally, page: Tally, seen: Seen): { confidence: number; why: string[] } {
  const share = Math.min(1, prose / Math.max(1, page.prose));
  const facts: [number, string][] = [
    [(prose < 150 ? 2 : 1.2) * Math.log(Math.max(1, prose) / 150), `${han} Han characters in ${paragraphs} paragraphs`],
    [2 * Math.min(1, marks / han / 0.04) - 2, `${Math.round(100 * marks / han)} % punctuation`],
    [-6 * Math.max(0, links / han - 0.1), `${Math.round(100 * links / han)} % in links`],
    [2 * (share - 0.5), `${Math.round(100 * share)} % of the page's prose`],
  ];
  // A feed: each of its parts says when it came.
  const stamps = count(root.textContent!, STAMPS);
  if (stamps > 3 && stamps > paragraphs * 0.6) facts.push([seen.title ? -2 : -5, `${stamps} times of day`]);
  const unit = known(root) ? root : root.closest(UNIT);
  if (unit) facts.push([0.7, `container ${nameOf(unit)}`]);
  const parts = [...root.closest(UNIT)?.parentElement?.children ?? []].filter((part) => part.matches(UNIT)).length;
  if (parts > 2 && prose < 300) facts.push([-2, `one of ${parts}`]);
  if (root === document.body) facts.push([-1, 'only the whole page']);
  if (seen.title) facts.push([1, 'title shown']);
  if (seen.date) facts.push([0.7, 'date shown']);
  if (seen.type) facts.push([0.7, 'metadata say article']);
  if (prose < 150 && paragraphs < 2 && !seen.date && !seen.type) facts.push([-1, 'undated']);
  const gallery = root.closest(GALLERY);
  if (gallery && prose < 400) facts.push([-2, `in ${nameOf(gallery)}`]);
  const sum = facts.reduce((s, [weight]) => s + weight, 0);
  return { confidence: Math.round(100 / (1 + Math.exp(-sum))) / 100, why: facts.sort((a, b) => Math.abs(b[0]) - Math.abs(a[0])).map(([, words]) => words) };
}

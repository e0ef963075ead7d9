/** What is never part of an article's text, by what the markup says. */

const TAGS = new Set(('SCRIPT STYLE NOSCRIPT IFRAME OBJECT EMBED VIDEO AUDIO CANVAS svg math IMG PICTURE INPUT TEXTAREA SELECT BUTTON '
  + 'PROGRESS METER RT RP RTC NAV ASIDE FOOTER FIGCAPTION CAPTION DIALOG MENU').split(' '));

const ATTRIBUTES = '[translate=no],.notranslate,[aria-hidden=true],[contenteditable]:not([contenteditable=false]),[role=img],[role=dialog],[role=contentinfo],[role=textbox],[role=toolbar],'
  + '[role=tablist],[role=math],[role=button],[role=menu],[role=code],[role=navigation],[role=complementary]';

/** Excluded, but standing in the line like a word: what is left and right of it does not belong together. */
const OBJECTS = /^(INPUT|SELECT|BUTTON|OBJECT|CANVAS|svg|math)$/;

/** Part of the text, since sentences run through it, but never painted. */
export const isCode = (name: string): boolean => /^(CODE|PRE|KBD|SAMP)$/.test(name);

/** Class and id names, at a word's start: only believed of what is a small part of the article. In the order that Brotli likes best. */
const NAMES = new RegExp('(?:^|[\\s_-])(?:' + [
  '(?:bd)?share', 'references?', 'related?', 'recommend', 'discuss', 'cmt', 'copy-?right', 'disclaimer', 'statement', '(?:qr|wx)-?code', 'editors?',
  'tags?', 'more-?(?:news|link)', 'keywords?', '(?:bread)?crumbs?', 'pag(?:er|ination|e-?nav)', '(?:tool|side)-?bar', '(?:advert|promo|sponsor)\\w*',
  'comments?', 'ads?', 'follow', 'reward', '(?:download|open)-?app', '(?:video|pgc)-?(?:info|card)', 'toc', 'player', 'captions?', 'gallery',
  'abstract', 'summary', '(?:img|pic|image|photo)[_-]?(?:desc|note|txt|title|info)', 'source', 'author', 'hot-?(?:news|list|words?|rank)', 'ewm',
  'original', 'read-?more', 'prev-?next', 'like-?(?:btn|box)',
].join('|') + ')(?:$|[\\s_-])', 'i');

/** Nothing of the kind: what editors' tools wrap paragraphs in, quotations, headings that a table of contents leads to. */
const MISNAMED = / _editor|blockquote|toc-\d/;

/** Parts what stands before from what follows. */
export const isMedia = (name: string): boolean => /^(IMG|PICTURE|VIDEO|IFRAME|EMBED|OBJECT|CANVAS)$/.test(name);

export const isObject = (name: string): boolean => OBJECTS.test(name);

/** Whatever else the element says. */
export const unread = (name: string): boolean => TAGS.has(name) || name.startsWith('TIYAO-');

export function excluded(element: Element, selector: string | undefined): boolean {
  return unread(element.nodeName) || (element.hasAttributes() && element.matches(ATTRIBUTES)) || (!!selector && element.matches(selector));
}

/** Named like a share bar, a related list, a caption …; the caller weighs how much of the article it is. */
export function suspect(element: Element): boolean {
  if (!element.hasAttributes()) return false;
  const name = element.id + ' ' + (element.getAttribute('class') ?? '');
  return name.length > 1 && !MISNAMED.test(name) && NAMES.test(name.replace(/[a-z](?=[A-Z])/g, '$&-'));
}

/** What may outweigh an article that it stands beside, by parts of class and id names; in the order that Brotli likes best. */
const BESIDE = 'related hot- comment discuss rank sidebar feed recommend hotnews cmt'.split(' ').map((name) => `[class*=${name} i],[id*=${name} i]`).join();

/** In such an element. The page's own body may be called so, too, and says nothing. */
export const beside = (element: Element): boolean => !!element.closest(BESIDE)?.closest('body *');

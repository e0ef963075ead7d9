/**
 * What a publisher can set: one table read for `mount({ … })` and for the tag's `data-*` attributes alike.
 *
 * An option `markSummary` is the attribute `data-mark-summary`. A value that is not one of its kind is answered with a
 * warning that names it, its value and its range, and the default is used.
 */

/** A term the publisher explains. */
export interface GlossaryEntry {
  definition: string;
  /** `http:` or `https:`; anything else is not shown. */
  link?: string;
}

export interface Options {
  /** CSS selector of the article's element. Default `''`: it is found by itself. */
  root: string;
  /** CSS selector of elements inside the article that are not read. Default `''`. */
  exclude: string;
  /** CSS selector of the element the panel goes into. Default `''`: the page's own `<tiyao-panel>`, else floating. */
  panel: string;
  /**
   * `'floating'` is a button in the corner that opens a card (a sheet on phones); `'inline'` stands in the text's flow;
   * `'compact'` is one line there that opens on demand. Default `'auto'`: inline where the page has a place for it, else
   * floating.
   */
  layout: 'auto' | 'floating' | 'inline' | 'compact';
  /** Whether the floating card or compact line is open from the start. Default `false`. */
  open: boolean;
  /** Language of the interface. Default `'auto'`: the article's `lang`, else the page's. */
  lang: 'auto' | 'zh-Hans' | 'zh-Hant' | 'en';
  /** Colours. Default `'auto'`: taken from the article's own text and background. */
  theme: 'auto' | 'light' | 'dark';
  /** At most so many keywords, 0 to 50. Default `10`. */
  keywords: number;
  /** Sentences in the summary at first, 1 to 20; the reader can ask for more or fewer. Default `0`: what suits the text. */
  sentences: number;
  /**
   * A summary of the publisher's own, shown above the machine's and marked as the publisher's: its text, or `'page'` for what the
   * page says in `.abstract` or else in its `meta description`. Left out where it is none: the line of the whole site, the title, the
   * text's head cut off. Default `''`: none.
   */
  ownSummary: string;
  /** Which occurrences are marked in the text before a keyword is chosen. Default `'first'`: the first in each section. */
  marks: 'first' | 'all' | 'none';
  /** Whether the summary's sentences are marked in the text from the start. Default `false`. */
  markSummary: boolean;
  /** Terms that are keywords wherever they occur; in an attribute parted by commas or 、. Default none. */
  pinned: string[];
  /** Terms that are never keywords. Default none. */
  blocked: string[];
  /** Words that neither are keywords nor stand at the edge of one, beside the built-in ones. Default none. */
  stopWords: string[];
  /**
   * Terms with a definition, or a definition and link, shown where the term is tapped: in an attribute the selector of a
   * `<script type="application/json">` holding `{ "term": "…", "term": { "definition": "…", "link": "https://…" } }`. Its terms
   * that the article says are keywords. Default none.
   */
  glossary: Record<string, GlossaryEntry | string>;
  /** Whether reading aloud is offered (where the device has a Chinese voice of its own). Default `true`. */
  speech: boolean;
  /** Whether the reader's settings are kept in this site's `localStorage`. Default `true`. */
  remember: boolean;
  /** `'full'` knows every word of jieba's dictionary, `'standard'` is a third of its size. Default `'standard'`. */
  dictionary: 'standard' | 'full';
  /**
   * When the article is read: `'auto'` at once, `'tap'` when the reader opens the panel. Default `'auto'`. The loader sets
   * `'tap'` on slow or metered connections.
   */
  start: 'auto' | 'tap';
}

export interface Kind<T> {
  value: T;
  /** All values, or the lowest and the highest. */
  range?: readonly T[];
  /** The option's value of what was given; `undefined` for what is not of this kind. */
  read(given: unknown, document: Document): T | undefined;
}

const anyOf = <T extends string>(...values: [T, ...T[]]): Kind<T> => ({
  value: values[0],
  range: values,
  read: (given) => values.find((value) => value === given),
});

const whole = (value: number, low: number, high: number): Kind<number> => ({
  value,
  range: [low, high],
  read(given) {
    const number = typeof given === 'string' && given.trim() ? Number(given) : given;
    return typeof number === 'number' && Number.isInteger(number) && number >= low && number <= high ? number : undefined;
  },
});

/** An attribute without a value says yes, as in HTML. */
const flag = (value: boolean): Kind<boolean> => ({
  value,
  read: (given) => (given === true || given === '' || given === 'true' ? true : given === false || given === 'false' ? false : undefined),
});

const selector: Kind<string> = {
  value: '',
  read(given, document) {
    if (typeof given !== 'string') return undefined;
    try {
      if (given) document.createDocumentFragment().querySelector(given);
      return given;
    } catch {
      return undefined;
    }
  },
};

const text: Kind<string> = { value: '', range: ['page', 'text'], read: (given) => (typeof given === 'string' ? given : undefined) };

const terms: Kind<string[]> = {
  value: [],
  read(given) {
    const list = typeof given === 'string' ? given.split(/[,，、;；\n]/) : given;
    return Array.isArray(list) && list.every((term) => typeof term === 'string')
      ? list.map((term: string) => term.trim()).filter(Boolean)
      : undefined;
  },
};

const glossary: Kind<Options['glossary']> = {
  value: {},
  read(given, document) {
    try {
      const object = typeof given === 'string' ? JSON.parse(document.querySelector(given)!.textContent) : given;
      const defined = Object.values<Partial<GlossaryEntry> | string>(object).every((entry) => typeof (typeof entry === 'string' ? entry : entry.definition) === 'string');
      return defined && typeof object === 'object' ? object : undefined;
    } catch {
      return undefined;
    }
  },
};

export const kinds: { [K in keyof Options]: Kind<Options[K]> } = {
  root: selector,
  exclude: selector,
  panel: selector,
  layout: anyOf('auto', 'floating', 'inline', 'compact'),
  open: flag(false),
  lang: anyOf('auto', 'zh-Hans', 'zh-Hant', 'en'),
  theme: anyOf('auto', 'light', 'dark'),
  keywords: whole(10, 0, 50),
  sentences: whole(0, 0, 20),
  ownSummary: text,
  marks: anyOf('first', 'all', 'none'),
  markSummary: flag(false),
  pinned: terms,
  blocked: terms,
  stopWords: terms,
  glossary,
  speech: flag(true),
  remember: flag(true),
  dictionary: anyOf('standard', 'full'),
  start: anyOf('auto', 'tap'),
};

/** Names of all options. */
export const optionNames = Object.keys(kinds) as (keyof Options)[];

/** A value that is not of its option's kind. */
export interface Wrong {
  name: string;
  value: unknown;
  kind: Kind<unknown>;
}

/** The options of `given` (an object, or an element's `dataset`), and each value that is not valid. */
export function readOptions(given: Readonly<Record<string, unknown>>, document: Document): { options: Options; wrong: Wrong[] } {
  const wrong: Wrong[] = [];
  const options: Partial<Record<keyof Options, unknown>> = {};
  for (const name of optionNames) {
    const kind: Kind<unknown> = kinds[name];
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const read = value === undefined ? kind.value : kind.read(value, document);
    if (read === undefined) wrong.push({ name, value, kind });
    options[name] = read ?? kind.value;
  }
  return { options: options as Options, wrong };
}

/** The widget: reads the page's article, has it analysed, paints in it and shows the panel. */
import { awaitText, common, createHighlighter, createReader, findArticle, watch, type Article, type PageText, type PaintStyle, type Watcher } from './page';
import type { Extra } from './extra';
import { readOptions, type Options } from './options';
import { createTranslate, HANS, langOf, M, type Translate } from './panel/i18n';
import { recall, remember, type Memory } from './panel/memory';
import { createPanel, type Panel } from './panel/panel';
import { floating, vacant, type Place } from './panel/place';
import { allPlaces, firstPlaces, longestOf, placeOf, placesOf, sentenceAt, summaryOf, tidySpan, type Reading, type Span } from './panel/reading';
import type { Actions, State } from './panel/state';
import { search } from './page/search';
import { pause, sliced } from './page/slices';
import type { Analysis, AnalyzeInput, AnalyzeOptions } from './protocol';
import { reveal } from './reveal';

export type { Options, GlossaryEntry } from './options';
export type { Article } from './page';
export type { Span } from './panel/reading';

/** What the widget asks of an engine: `Engine` of `engine.ts`, or anything that answers alike. */
export interface EngineLike {
  analyze(input: AnalyzeInput, options?: AnalyzeOptions, signal?: AbortSignal): Promise<Analysis>;
  /** Fetches what it needs, so that this goes on while the article is read. */
  start?(): Promise<unknown>;
  dispose(): void;
}

export interface Services {
  /** Makes the engine when a text is to be analysed, and again should the page change after it was let go. */
  engine: (options: Options) => EngineLike;
  /** Brings what only some pages need. Where that fails the widget warns and does without. */
  extra: () => Promise<Extra>;
  /** Aborted when everything is to be given back, also before `mount` has answered. */
  signal?: AbortSignal;
  /** Told what goes wrong for good after `mount` has answered; everything has been given back then. */
  fail: (error: unknown) => void;
}

/** What the widget reads, as `tiyao:ready` gives it. */
export interface ReadArticle extends Article {
  text: string;
}

/** A widget on an article. Its fields follow the page: they are those of the latest reading. */
export interface Widget {
  /** The text as read from the page; all offsets refer to it. */
  readonly text: string;
  readonly analysis: Analysis;
  readonly article: ReadArticle;
  /** The place of a span on the page; `null` where it is there no more. */
  rangeOf(span: Span): Range | null;
  /** Changes options. Rejects, with everything given back, where the article cannot be read or analysed any more. */
  update(options: Partial<Options>): Promise<void>;
  /** Gives everything back. */
  dispose(): void;
}

/** The engine's worker is let go when the page has been quiet for so long, ms. */
const IDLE = 30_000;
/** How long a place that was gone to stays lit, ms. */
const FLASH = 1800;
/** Painting yields to the page after so long, ms. */
const SLICE = 8;
/** How often an article is looked for in the place of one that has gone. */
const TRIES = 9;
/** Windows narrower than this have the card as a sheet over the text. The same stands in the style sheet. */
const small = (): boolean => matchMedia('(max-width:40em)').matches;
/** An address ending in this brings back a widget that the reader turned off. */
const RETURN = '#tiyao';

const INTERACTIVE = 'a[href],button,input,select,textarea,label,summary,audio,video,[contenteditable],[onclick],[role=button],[role=link],[tabindex]';

export const emit = (name: string, detail: object): boolean => document.dispatchEvent(new CustomEvent(`tiyao:${name}`, { detail }));

/**
 * Puts a widget on the page's article; answers when its highlights are painted, with `null` where the page has no article
 * or the reader turned the widget off on this site. With `start: 'tap'` it answers after the reader's tap.
 *
 * Dispatches on `document`: `tiyao:ready` `{ analysis, article }` when another article has come in the place of this one (of the
 * first its caller tells), `tiyao:keyword` `{ term, keyword, occurrence, count, span }` when the reader chooses a keyword
 * or goes to an occurrence of it, `tiyao:sentence` `{ index, text, span }` when the reader goes to a sentence.
 *
 * @throws what the page, the engine or the policy refuses, after everything has been given back
 */
export async function mount(given: Readonly<Record<string, unknown>> | Partial<Options>, services: Services): Promise<Widget | null> {
  let all: Record<string, unknown> = { ...given };
  let session: Session | null = null;
  let waiting: Watcher | null = null;
  let disposed = false;
  let tries = 0;
  const dispose = (): void => {
    disposed = true;
    session?.dispose();
    waiting?.stop();
  };
  const fail = (error: unknown): void => {
    dispose();
    services.fail(error);
  };
  services.signal?.addEventListener('abort', dispose, { once: true });
  /** The page's router took the article away: the widget waits for the next one. */
  const revive = async (): Promise<void> => {
    const before = document.body.textContent!.length;
    try {
      const next = await startSession(all, services, fail, revive);
      if (disposed) next?.dispose();
      else if (next) {
        session = next;
        tries = 0;
        emit('ready', { analysis: next.analysis, article: next.article });
      } else if (tries++ < TRIES) waiting = awaitText(document, before, () => void revive());
    } catch (error) {
      if (!disposed) fail(error);
    }
  };
  session = await startSession(all, services, fail, revive);
  if (!session) return null;
  return {
    get text() {
      return session!.article.text;
    },
    get analysis() {
      return session!.analysis;
    },
    get article() {
      return session!.article;
    },
    rangeOf: (span) => session!.rangeOf(span),
    async update(change) {
      if (disposed) throw new Error('the widget was disposed of');
      session!.dispose();
      all = { ...all, ...change };
      waiting?.stop();
      const next = await startSession(all, services, fail, revive, change);
      if (!next) throw new Error('the page has no article');
      session = next;
      if (disposed) next.dispose();
    },
    dispose,
  };
}

interface Session {
  readonly article: ReadArticle;
  readonly analysis: Analysis;
  rangeOf(span: Span): Range | null;
  dispose(): void;
}

/** One life of the widget with one set of options. `change` holds what was just asked for, which outweighs what was remembered. */
async function startSession(
  given: Record<string, unknown>, services: Services, fail: (error: unknown) => void, gone: () => void, change: Partial<Options> = {},
): Promise<Session | null> {
  const { options, wrong } = readOptions(given, document);
  const memory: Memory = options.remember ? recall() : {};
  const keep = (kept: Memory): void => {
    if (options.remember) remember(kept);
  };
  if (memory.off) {
    if (location.hash !== RETURN) return null;
    keep({ off: false });
  }

  const abort = new AbortController();
  const { signal } = abort;
  const outer = (): void => dispose();
  services.signal?.addEventListener('abort', outer, { once: true, signal });
  services.signal?.throwIfAborted();

  let engine: EngineLike | null = null;
  let started: Promise<unknown> | undefined;
  let idle: ReturnType<typeof setTimeout> | undefined;
  let flash: ReturnType<typeof setTimeout> | undefined;
  let panel: Panel | null = null;
  let t!: Translate;
  let place!: Place;
  let page!: PageText;
  let reading!: Reading;

  const dispose = (): void => {
    if (signal.aborted) return;
    abort.abort();
    clearTimeout(idle);
    clearTimeout(flash);
    engine?.dispose();
  };

  /** Lets the page have its turn: no step of ours may join the next to one long task. */
  const breathe = async (): Promise<void> => {
    await pause();
    signal.throwIfAborted();
  };

  let loading: Promise<Extra | null> | undefined;
  const extra = (): Promise<Extra | null> => loading ??= services.extra().catch((error: Error) => {
    if (!signal.aborted) console.warn(`tiyao: ${error.message}`);
    return null;
  });
  const carries = (): boolean => !!document.querySelector('script[data-tiyao]');
  try {
    const find = (): Promise<Article | null> => findArticle(document, { selector: options.root, exclude: options.exclude }, signal);
    await breathe();
    let article = (await find())!;
    await breathe();
    if (!article) {
      dispose();
      return null;
    }
    // It loads while the article is read.
    if (options.start !== 'tap' && !carries()) {
      engine = services.engine(options);
      started = engine.start?.();
      // Heard by whoever asks the engine; until then it is not "uncaught".
      started?.catch(() => {});
    }
    const reader = createReader(article.root, { exclude: options.exclude });
    // Without a painter there is no widget.
    const painter = CSS.highlights ? createHighlighter(document, article.root) : (await services.extra()).createWrapper(document, common);
    signal.addEventListener('abort', painter.dispose, { once: true });

    const lang = options.lang === 'auto' ? langOf(document.documentElement.lang || article.lang) : options.lang;
    const special = (): unknown => lang !== 'zh-Hans' || options.panel || options.ownSummary || vacant() || Object.keys(options.glossary).length;
    // It arrives while the article is read.
    if (special()) void extra();
    if (wrong.length) (await extra())?.complain(wrong);
    const ask = async (read: PageText, explained: readonly string[]): Promise<Analysis> => {
      clearTimeout(idle);
      engine ??= services.engine(options);
      await started;
      const analysis = await engine.analyze(
        { text: read.text, ...(article.title && { title: article.title }), blocks: [...read.blocks] },
        {
          // Terms explained come on top of the keywords, not in their place.
          keywords: { limit: options.keywords + explained.length, pinned: [...options.pinned, ...explained], blocked: options.blocked, stopWords: options.stopWords },
          summary: {
            budget: options.sentences ? { sentences: options.sentences } : 'auto',
            ...(options.ownSummary && { own: (await extra())?.ownSummary(options.ownSummary) ?? '' }),
          },
        },
        signal,
      );
      idle = setTimeout(() => {
        engine?.dispose();
        engine = null;
      }, IDLE);
      return analysis;
    };

    const analyze = async (read: PageText): Promise<void> => {
      const { text } = read;
      if (reading?.text === text) {
        page = read;
        return;
      }
      const plain = text.replace(/\s+/g, '');
      const explained = Object.keys(options.glossary).filter((term) => plain.includes(term.replace(/\s+/g, '')));
      const recorded = carries() && (await extra())?.published(document, text, options, explained);
      const analysis = (recorded && await sliced(recorded, SLICE, signal)) || await ask(read, explained);
      signal.throwIfAborted();
      // Together: the spans of one reading mean nothing in the other's page.
      page = read;
      reading = { text, title: article.title, lang: article.lang, analysis };
    };

    const state: State = {
      reading: null,
      open: options.open,
      stepper: null,
      length: 0,
      keyword: -1,
      occurrence: -1,
      sentence: -1,
      marks: change.marks ?? memory.marks ?? options.marks,
      markSummary: change.markSummary ?? memory.markSummary ?? options.markSummary,
      off: false,
    };
    const refresh = (): void => panel?.update(state);

    const rangesOf = (spans: readonly Span[]): StaticRange[] => spans.flatMap((span) => page.rangesOf(span));
    const paint = (key: string, spans: readonly Span[], style: PaintStyle): void => painter.paint([[key, rangesOf(spans)]], style);
    let turn = 0;
    let marked = 0;
    /** What stays painted; sought in slices, since a long text can say its keywords ten thousand times. */
    const paintMarks = async (): Promise<void> => {
      // The reader may press buttons while the article is still being read.
      if (!state.reading) return;
      const mine = ++turn;
      let since = performance.now();
      const { keywords, sentences } = reading.analysis;
      painter.clear('summary');
      if (state.markSummary && !state.off) paint('summary', summaryOf(reading, state.length).map((index) => sentences[index]!), 'sentence');
      const marks = new Map<string, StaticRange[]>();
      // A reading before may have had more of them.
      marked = Math.max(marked, keywords.length);
      for (let index = 0; index < marked; index += 1) {
        marks.set(`keyword:${index}`, rangesOf(!keywords[index] || state.off || state.marks === 'none' ? [] : state.marks === 'all' ? allPlaces(reading, index) : firstPlaces(reading, index)));
        if (performance.now() - since > SLICE) {
          painter.paint(marks, 'keyword');
          marks.clear();
          await pause();
          if (mine !== turn || signal.aborted) return;
          since = performance.now();
        }
      }
      painter.paint(marks, 'keyword');
    };
    const paintChosen = (): void => {
      const { keyword, occurrence } = state;
      clearTimeout(flash);
      const place = keyword < 0 ? null : placeOf(reading, keyword, occurrence);
      if (keyword < 0) painter.clear('chosen');
      else paint('chosen', allPlaces(reading, keyword), 'active');
      if (place) paint('here', [place], 'flash');
      else painter.clear('here');
    };
    const choose = (keyword: number, occurrence = -1, sentence = -1): void => {
      Object.assign(state, { keyword, occurrence, sentence });
      paintChosen();
    };
    /** A place lit for a while. */
    const light = (span: Span): void => {
      clearTimeout(flash);
      paint('here', [span], 'flash');
      flash = setTimeout(() => painter.clear('here'), FLASH);
    };
    /** The reader's own choice. */
    const prefer = (change: Pick<Memory, 'marks' | 'markSummary' | 'off'>): void => {
      Object.assign(state, change);
      keep(change);
      refresh();
      void paintMarks();
    };
    const go = (span: Span): void => {
      const range = page.rangeOf(span);
      if (range) reveal(range);
    };
    /** Whether card and text are seen side by side. */
    const beside = (): boolean => place.floating && state.open && !!panel?.beside;
    /** Where the card would cover the text it leads to, or scrolls away with it, the stepper takes over. */
    const makeWay = (): void => {
      if (beside()) return;
      if (place.floating) state.open = false;
      state.stepper = 'bar';
    };

    /** The occurrence at or below the middle of what the reader sees. */
    const nearest = (keyword: number): number => {
      return search(placesOf(reading, keyword) - 1, (occurrence) => {
        const range = page.rangeOf(placeOf(reading, keyword, occurrence)!);
        return !(range && range.getBoundingClientRect().top < 0);
      });
    };

    const actions: Actions = {
      open(open) {
        state.open = open;
        if (open) state.stepper = null;
        refresh();
        if (open) wanted();
      },
      keyword(keyword, occurrence, move = true) {
        const { term } = reading.analysis.keywords[keyword]!;
        const span = placeOf(reading, keyword, occurrence);
        // Measured before anything is painted: what is laid out still costs nothing to ask.
        if (span && move) {
          go(span);
          makeWay();
        }
        choose(keyword, occurrence);
        if (span) {
          const sentence = reading.analysis.sentences[sentenceAt(reading, span.start)];
          panel?.announce(t(M.place, { term, i: occurrence + 1, n: placesOf(reading, keyword), sentence: sentence ? tidySpan(reading, sentence) : '' }));
        }
        refresh();
        emit('keyword', { term, keyword, occurrence, count: placesOf(reading, keyword), span });
      },
      step(by) {
        const { keyword, occurrence } = state;
        if (!state.reading) return;
        if (keyword >= 0) {
          const n = placesOf(reading, keyword);
          if (n) actions.keyword(keyword, occurrence < 0 ? (by > 0 ? nearest(keyword) : n - 1) : (occurrence + by + n) % n);
          return;
        }
        const indices = summaryOf(reading, state.length);
        const at = indices.indexOf(state.sentence);
        const index = indices.at(at < 0 ? (by > 0 ? 0 : -1) : (at + by) % indices.length);
        if (index !== undefined) actions.sentence(index);
      },
      sentence(index) {
        const sentence = reading.analysis.sentences[index]!;
        go(sentence);
        makeWay();
        choose(-1, -1, index);
        light(sentence);
        const indices = summaryOf(reading, state.length);
        const text = tidySpan(reading, sentence);
        panel?.announce(`${t(M.at, { i: indices.indexOf(index) + 1, n: indices.length })}。${text}`);
        refresh();
        emit('sentence', { index, text, span: { start: sentence.start, end: sentence.end } });
      },
      section(index) {
        const section = reading.analysis.sections[index]!;
        go(section);
        light(section);
        if (place.floating && !beside()) state.open = false;
        refresh();
      },
      spoken(index) {
        const sentence = reading.analysis.sentences[index];
        if (sentence) paint('spoken', [sentence], 'flash');
        else painter.clear('spoken');
        state.sentence = index;
        refresh();
      },
      dismiss() {
        state.stepper = null;
        choose(-1);
        refresh();
      },
      length(count) {
        const most = longestOf(reading);
        if (count < 1 || count > most) return;
        state.length = count;
        keep({ length: count });
        refresh();
        panel?.announce(t(M.sentences, { n: count }));
        if (state.markSummary) void paintMarks();
      },
      marks: (marks) => prefer({ marks }),
      markSummary: (markSummary) => prefer({ markSummary }),
      off(off) {
        state.stepper = null;
        choose(-1);
        prefer({ off });
      },
    };

    /** Takes up a new reading; the chosen keyword stays where the new one has it too. */
    const show = async (): Promise<void> => {
      const before = state.reading?.analysis.keywords[state.keyword]?.term;
      const keyword = before === undefined ? -1 : reading.analysis.keywords.findIndex(({ term }) => term === before);
      if (keyword < 0) state.stepper = null;
      Object.assign(state, {
        keyword, occurrence: keyword < 0 ? -1 : Math.min(state.occurrence, placesOf(reading, keyword) - 1),
        sentence: state.reading === reading ? state.sentence : -1, reading,
      });
      const most = longestOf(reading);
      state.length = Math.max(Math.min(state.length || (change.sentences ?? memory.length ?? options.sentences) || Math.min(reading.analysis.summary.length, 5), most), Math.min(1, most));
      await paintMarks();
      if (signal.aborted) return;
      paintChosen();
      refresh();
    };

    let wanted = (): void => {};
    const makePanel = async (): Promise<void> => {
      const others = special() ? await extra() : null;
      const words = others?.WORDS[lang];
      t = words ? createTranslate(lang, words, others!.plural) : createTranslate('zh-Hans', HANS);
      signal.throwIfAborted();
      place = others?.placeInFlow(options) || floating();
      const explained = others && Object.keys(options.glossary).length > 0;
      if (explained) place.sheet += others.EXPLAIN;
      panel = await createPanel({ place, t, root: article.root, theme: options.theme, explain: explained ? () => others.createExplain(t, options.glossary) : undefined, keywords: options.keywords, speech: options.speech, extra }, actions, signal);
      refresh();
    };
    if (options.start === 'tap') {
      await makePanel();
      if (!state.open) {
        await new Promise<void>((done, ended) => {
          wanted = done;
          signal.addEventListener('abort', () => ended(signal.reason), { once: true });
        });
      }
      await analyze(await reader.readSliced(signal));
      await show();
    } else {
      await breathe();
      await analyze(await reader.readSliced(signal));
      // At once, for the next frame: to yield first costs the reader one more.
      await show();
      await breathe();
      await makePanel();
    }
    await breathe();

    document.addEventListener('click', (event) => {
      const { target, clientX: x, clientY: y } = event;
      if (!(target instanceof Element) || event.button || event.defaultPrevented || state.off) return;
      const hit = article.root.contains(target) && !target.closest(INTERACTIVE) && getSelection()?.isCollapsed !== false ? painter.hitTest(x, y) : [];
      const key = hit.find((name) => name === 'chosen' || name.startsWith('keyword:'));
      if (key === undefined) {
        if (typeof state.stepper === 'function' && !(target as Element).closest('tiyao-panel')) actions.dismiss();
        return;
      }
      const keyword = key === 'chosen' ? state.keyword : Number(key.slice(8));
      const covers = (span: Span): boolean =>
        [...(page.rangeOf(span)?.getClientRects() ?? [])].some((rect) => x >= rect.left - 1 && x <= rect.right + 1 && y >= rect.top - 1 && y <= rect.bottom + 1);
      const occurrence = allPlaces(reading, keyword).findIndex(covers);
      const near = (): DOMRect | null => {
        const span = placeOf(reading, state.keyword, state.occurrence);
        return (span && page.rangeOf(span)?.getBoundingClientRect()) ?? null;
      };
      if (small()) makeWay();
      else state.stepper = beside() ? null : near;
      actions.keyword(keyword, occurrence, false);
    }, { signal });

    const leave = (): void => {
      dispose();
      gone();
    };
    const watcher = watch(reader, (read, same) => {
      void (async () => {
        try {
          if (!same) {
            const now = await find();
            if (now && now.root !== article.root) return leave();
            article = now ?? article;
          }
          await analyze(read);
          signal.throwIfAborted();
          await show();
        } catch (error) {
          if (signal.aborted) return;
          dispose();
          fail(error);
        }
      })();
    }, leave);
    signal.addEventListener('abort', () => watcher.stop(), { once: true });

    return {
      get article() {
        return { ...article, text: reading.text };
      },
      get analysis() {
        return reading.analysis;
      },
      rangeOf: (span) => page.rangeOf(span),
      dispose,
    };
  } catch (error) {
    dispose();
    throw error;
  }
}

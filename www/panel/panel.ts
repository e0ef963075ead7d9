/** The whole interface in one shadow root: the button or line that opens it, the card, the stepper, what is said aloud. */
import type { GlossaryEntry } from '../options';
import { button, h, icon, iconButton, say, set } from './dom';
import { shadowOf } from './element';
import type { Translate } from './i18n';
import { createKeywords } from './keywords';
import { createOutline } from './outline';
import type { Place } from './place';
import { lengthOf, minutesOf } from './reading';
import { createSettings } from './settings';
import { createShare } from './share';
import { createSpeech } from './speech';
import type { Actions, State } from './state';
import { CROSS } from './stepper';
import { createStrip } from './strip';
import { pause } from '../page/slices';
import { styleSheets } from './styles';
import { createSummary } from './summary';
import { readTheme, watchTheme } from './theme';

/** A place in the text's flow lower than this, px, shows one line instead of a piece of the card. */
const PIECE = 200;
/** How long a short notice stays, ms. */
const NOTICE = 2600;

export interface PanelOptions {
  place: Place;
  t: Translate;
  /** The article's element, whose type and colours the panel takes. */
  root: Element;
  theme: 'auto' | 'light' | 'dark';
  glossary: Readonly<Record<string, GlossaryEntry>>;
  /** So many keywords are shown as chips. */
  keywords: number;
  speech: boolean;
}

export interface Panel {
  update(state: State): void;
  /** Said by screen readers: what a highlight shows. */
  announce(text: string): void;
  dispose(): void;
}

export function createPanel({ place, t, root: article, theme, glossary, keywords, speech }: PanelOptions, actions: Actions): Panel {
  const { host, room } = place;
  const floating = place.layout === 'floating';
  const compact = !floating && (place.layout === 'compact' || room < PIECE);
  const abort = new AbortController();
  const { signal } = abort;
  const shadow = shadowOf(host);

  const status = h('div', { class: 'unseen', role: 'status' });
  const toast = h('div', { class: 'toast', role: 'status' });
  let notice: ReturnType<typeof setTimeout> | undefined;
  const notify = (text: string): void => {
    clearTimeout(notice);
    say(toast, text);
    toast.classList.add('on');
    notice = setTimeout(() => {
      toast.classList.remove('on');
      say(toast, '');
    }, NOTICE);
  };

  const share = createShare(t, notify);
  const talk = createSpeech(t, actions, speech, signal);
  const tools = h('span', { class: 'group' }, share.node, talk.node);
  const parts = [
    createSummary(t, actions, { node: tools, update: share.update }),
    createOutline(t, actions),
    createKeywords(t, actions, glossary, keywords),
    createSettings(t, actions),
  ];
  const strip = createStrip(t, actions, glossary, signal);

  const pill = h('button', { class: 'pill', 'aria-expanded': false, 'aria-label': t('open'), onclick: () => toggle(true) }, icon('M4 6h16M4 11h16M4 16h9'), h('span', {}, t('summary')));
  const terms = h('span', { class: 'terms' });
  const line = h('button', { class: 'line1 fold', 'aria-expanded': false, onclick: () => actions.open(!state?.open) }, h('strong', {}, t('summary')), terms);
  const length = h('span', {});
  const time = h('span', {});
  // The way out of the marks stands in sight whenever the card does; it brings back what was there before.
  let marked: State['marks'] = 'first';
  const marks = iconButton(t('marks'), 'M7 4v6a5 5 0 0 0 10 0V4M5 20h14', () => actions.marks(state?.marks === 'none' ? marked : 'none'), { class: 'icon marks' });
  const head = h('div', { class: 'head' },
    h('slot', { name: 'header' }, h('h2', {}, t('summary'))), marks, floating && iconButton(t('close'), CROSS, () => toggle(false)));
  const label = h('p', { class: 'label' }, h('span', {}, t('label')), length, time);
  const gone = h('div', { class: 'gone', hidden: true }, h('p', {}, t('offDone')),
    button('tool', t('undo'), () => {
      actions.off(false);
      (floating ? card : body.querySelector<HTMLElement>('.sentence'))?.focus({ preventScroll: true });
    }));
  const body = h('div', { class: 'scroll' }, label, ...parts.map((part) => part.node));
  const whole = button('whole', t('expand'), () => {
    expand();
    body.querySelector<HTMLElement>('.sentence')?.focus({ preventScroll: true });
  });
  const card = h('div', { class: `card ${floating ? 'floating' : 'flow'}`, tabindex: floating ? -1 : null, role: floating ? 'dialog' : null, 'aria-label': floating ? t('summary') : null },
    compact ? h('h2', {}, line) : head, body, gone, toast);
  const root = h('section', { class: 'root', lang: t.lang, 'aria-label': t('summary') }, floating && pill, card, strip.node, status);

  // Where less height is reserved than the card needs, it shows a piece of itself until asked for the rest.
  let limited = !floating && !compact && room < Infinity;
  const limit = (): void => {
    if (!limited) return;
    card.classList.add('short');
    card.style.maxHeight = `${room}px`;
    if (!whole.isConnected) card.append(whole);
    whole.hidden = body.scrollHeight <= body.clientHeight + 1;
  };
  const expand = (): void => {
    limited = false;
    card.classList.remove('short');
    card.style.maxHeight = '';
    whole.remove();
  };
  body.addEventListener('focusin', (event) => {
    if (limited && (event.target as Element).matches(':focus-visible')) expand();
  });

  /** The card takes the margin beside the article where that is wide enough, so that it covers nothing. */
  const fit = (): void => {
    const margin = document.documentElement.clientWidth - article.getBoundingClientRect().right - 40;
    const em = parseFloat(getComputedStyle(root).fontSize);
    if (margin >= 17 * em) root.style.setProperty('--room', `${Math.min(margin, 25 * em)}px`);
    else root.style.removeProperty('--room');
  };
  const paint = (): void => {
    const { dark, values } = readTheme(article, theme);
    root.style.colorScheme = dark ? 'dark' : 'light';
    for (const [name, value] of Object.entries(values)) root.style.setProperty(`--${name}`, value);
    fit();
  };

  let state: State | undefined;
  let filled = 0;
  /** Fills the card for the first time, a part a task; then each part follows every change. */
  const fillParts = async (): Promise<void> => {
    while (filled < parts.length && !signal.aborted) {
      parts[filled++]!.update(state!);
      limit();
      await pause();
    }
  };
  const inside = (node: Element): boolean => !!shadow.activeElement && node.contains(shadow.activeElement);
  const toggle = (open: boolean): void => {
    if (open && floating) fit();
    actions.open(open);
    if (floating) (open ? card : pill).focus({ preventScroll: true });
  };

  const escape = (): boolean => {
    if (!state) return false;
    if (state.stepper) {
      const held = inside(strip.node);
      actions.dismiss();
      if (held && floating) (state.open ? card : pill).focus({ preventScroll: true });
    } else if (!inside(root)) return false;
    else if (state.keyword >= 0) {
      const chip = body.querySelector<HTMLElement>('.chip[aria-pressed=true]');
      actions.dismiss();
      chip?.focus();
    } else if (state.open && floating) toggle(false);
    else return false;
    return true;
  };
  // On the document: Esc must close what the reader sees although the focus is in the page.
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && state && (state.stepper || inside(root)) && escape()) event.preventDefault();
  }, { signal });
  root.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const by = event.key === 'n' ? 1 : event.key === 'p' ? -1 : 0;
    if (!by) return;
    // The page's own shortcuts are not for keys pressed in here.
    event.preventDefault();
    event.stopPropagation();
    actions.step(by);
  });

  paint();
  watchTheme(paint, signal);
  shadow.adoptedStyleSheets = styleSheets(floating);
  shadow.replaceChildren(root);

  return {
    update(now) {
      state = now;
      const { reading, open, off } = now;
      const held = inside(card);
      if (now.marks !== 'none') marked = now.marks;
      set(marks, { 'aria-pressed': now.marks !== 'none' });
      set(root, { 'data-waiting': !reading });
      set(pill, { hidden: open || now.stepper === 'bar', 'aria-expanded': open, 'aria-busy': !reading });
      card.hidden = floating && !open;
      if (compact) {
        set(line, { 'aria-expanded': open });
        body.hidden = !open || off;
        const names = reading?.analysis.keywords.slice(0, 4).map(({ term }) => term).join(' · ');
        say(terms, names ?? (reading ? '' : t('reading')));
      } else body.hidden = off;
      gone.hidden = !off;
      talk.update(now);
      // A closed card is filled when it opens: the page pays for what its reader asks for.
      if (!card.hidden) {
        if (reading) {
          say(length, t('length', { n: lengthOf(reading) }));
          say(time, t('time', { time: t.minutes(minutesOf(reading)) }));
        }
        for (const part of parts.slice(0, filled)) part.update(now);
        limit();
        if (!filled) void fillParts();
      }
      strip.update(now);
      // What held the focus has gone: it goes on to what took its place, never to the page's start.
      if (held && card.hidden) (now.stepper ? strip.node.querySelector<HTMLElement>('.stepper .icon:last-child') : pill)?.focus({ preventScroll: true });
      if (held && off) gone.querySelector('button')?.focus();
    },
    announce: (text) => say(status, text),
    dispose() {
      talk.stop();
      abort.abort();
      clearTimeout(notice);
      if (place.ours) host.remove();
      // A shadow root cannot be taken back: it is left as it began, empty.
      shadow.replaceChildren();
      shadow.adoptedStyleSheets = [];
    },
  };
}

/**
 * The whole interface in one shadow root: the button or line that opens it, the card, the stepper, what is said aloud. Each is
 * made when it is first shown, a piece a task, and nothing is measured but what is laid out already.
 */
import type { Extra } from '../extra';
import { button, h, icon, iconButton, say, set } from './dom';
import { shadowOf } from './element';
import { M, type Translate } from './i18n';
import { createKeywords } from './keywords';
import type { Place } from './place';
import { lengthOf, minutesOf } from './reading';
import { createSettings } from './settings';
import { createSpeech, type Speech } from './speech';
import type { Actions, Explain, Part, State } from './state';
import { CROSS } from './stepper';
import { createStrip } from './strip';
import { drawn, pause } from '../page/slices';
import { BASE, CARD, sheetOf } from './styles';
import { createSummary } from './summary';
import { readTheme, watchTheme } from './theme';

/** Characters; shorter texts need no outline. */
const LONG = 1500;
/** How long a short notice stays, ms. */
const NOTICE = 2600;

export interface PanelOptions {
  place: Place;
  t: Translate;
  /** The article's element, whose type and colours the panel takes. */
  root: Element;
  theme: 'auto' | 'light' | 'dark';
  /** Made twice: for the card and for the stepper outside it. */
  explain: (() => Explain) | undefined;
  /** So many keywords are shown as chips. */
  keywords: number;
  speech: boolean;
  /** What only some readers need; `null` where it cannot be had. */
  extra: () => Promise<Extra | null>;
}

export interface Panel {
  /** Whether the open card stands beside the article and covers none of it. */
  readonly beside: boolean;
  update(state: State): void;
  /** Said by screen readers: what a highlight shows. */
  announce(text: string): void;
}

/** Answers when the button (or in the text's flow the room for the card) stands. Aborting takes everything back, also before that. */
export async function createPanel({ place, t, root: article, theme, explain, keywords, speech, extra }: PanelOptions, actions: Actions, signal: AbortSignal): Promise<Panel> {
  const { host, floating } = place;
  const rest = async (): Promise<void> => {
    await pause();
    signal.throwIfAborted();
  };

  const root = h('section', { class: 'root', lang: t.lang, 'aria-label': t(M.summary) });
  const shadow = shadowOf(host);
  // At once: no other widget may take this place.
  shadow.replaceChildren(root);
  if (!floating) place.into?.append(host);
  let card: ReturnType<typeof createCard> | undefined;
  let notice: ReturnType<typeof setTimeout> | undefined;
  signal.addEventListener('abort', () => {
    card?.stop();
    clearTimeout(notice);
    if (place.into) host.remove();
    // A shadow root cannot be taken back: it is left as it began, empty.
    shadow.replaceChildren();
    shadow.adoptedStyleSheets = [];
  });

  await rest();
  let colours = readTheme(article, theme);
  await rest();
  const adopted = [sheetOf(BASE), sheetOf(place.sheet)];
  await rest();

  const status = h('div', { class: 'unseen', role: 'status' });
  const pill = h('button', { class: 'pill', 'aria-label': t(M.open), onclick: () => toggle(true), onpointerdown: () => need() }, icon('M4 6h16M4 11h16M4 16h9'), h('span', {}, t(M.summary)));
  root.append(...(floating ? [pill] : []), status);
  const $ = (selector: string): HTMLElement | null => root.querySelector<HTMLElement>(selector);
  // Once it is drawn: a focus on what is not laid out yet lays it out at once.
  const focus = (element: HTMLElement | null | undefined): void => void drawn().then(() => element?.focus({ preventScroll: true }));

  let state: State | undefined;
  let strip: Part | undefined;
  /** What the card's marks switch brings back. */
  let marked: State['marks'] = 'first';

  function createCard() {
    const toast = h('div', { class: 'toast', role: 'status' });
    const notify = (text: string): void => {
      clearTimeout(notice);
      say(toast, text);
      toast.classList.add('on');
      notice = setTimeout(() => {
        toast.classList.remove('on');
        say(toast, '');
      }, NOTICE);
    };
    const length = h('span', {});
    const time = h('span', {});
    // The way out of the marks stands in sight whenever the card does; it brings back what was there before.
    const marks = iconButton(t(M.marks), 'M7 4v6a5 5 0 0 0 10 0V4M5 20h14', () => actions.marks(state?.marks === 'none' ? marked : 'none'), { class: 'icon marks' });
    const gone = h('div', { class: 'gone', hidden: true }, h('p', {}, t(M.offDone)),
      button('tool', t(M.undo), () => {
        actions.off(false);
        focus(floating ? node : $('.sentence'));
      }));
    const body = h('div', { class: 'scroll' }, h('p', { class: 'label' }, h('span', {}, t(M.label)), length, time));
    const flow = place.flow?.(t, actions, body, focus);
    const compact = !!flow?.line;
    const node = h('div', { class: `card ${floating ? 'floating away' : 'flow'}`, ...(floating && { tabindex: -1, role: 'dialog', 'aria-label': t(M.summary) }) },
      flow?.line ?? h('div', { class: 'head' },
        h('slot', { name: 'header' }, h('h2', {}, t(M.summary))), marks, floating && iconButton(t(M.close), CROSS, () => toggle(false))),
      body, gone, toast);

    flow?.keep(node);

    /** Only a long text with headings has one; what makes it is asked for there. */
    const outline = (): Part => {
      let part: Part | undefined;
      const node = h('div', { class: 'part', hidden: true });
      return {
        node,
        async update({ reading }) {
          if (!part && reading && reading.analysis.sections.length > 1 && lengthOf(reading) >= LONG) {
            const given = await extra();
            if (!given || part || signal.aborted) return;
            part = given.createOutline(t, actions);
            shadow.adoptedStyleSheets = [...shadow.adoptedStyleSheets, sheetOf(given.OUTLINE)];
            node.replaceWith(part.node);
          }
          part?.update(state!);
        },
      };
    };

    let talk: Speech | undefined;
    const makers: (() => Part)[] = [
      () => {
        // Copying has to follow the tap at once: what it takes is asked for when the finger or the focus comes.
        const tool = (label: M, act: 'copy' | 'share'): HTMLElement => button('tool', t(label), async () => {
          const given = await extra();
          const said = given ? await given[act](t, state!) : t(M.copyFailed);
          if (said && !signal.aborted) notify(said);
        }, { onpointerdown: extra, onfocus: extra });
        talk = createSpeech(t, actions, speech, extra, signal);
        return createSummary(t, actions, h('span', { class: 'group' }, tool(M.copy, 'copy'), tool(M.share, 'share'), talk.node));
      },
      outline,
      () => createKeywords(t, actions, explain?.(), keywords),
      () => createSettings(t, actions),
    ];
    const parts: Part[] = [];
    /** A part a task; then each follows every change. */
    const fill = async (): Promise<void> => {
      for (const make of makers) {
        const part = make();
        part.update(state!);
        talk?.update(state!);
        parts.push(part);
        body.append(part.node);
        await pause();
        if (signal.aborted) return;
      }
      void flow?.grown();
    };

    return {
      node,
      /** Falls silent. */
      stop: () => talk?.stop(),
      follow(now: State): void {
        talk?.update(now);
        set(marks, { 'aria-pressed': now.marks !== 'none' });
        node.classList.toggle('away', floating && !now.open);
        flow?.follow(now);
        body.hidden = now.off || (compact && !now.open);
        const held = now.off && gone.hidden && inside(node);
        gone.hidden = !now.off;
        if (held) focus(gone.querySelector('button'));
        if (!now.open && (floating || compact)) return;
        if (now.reading) {
          say(length, t(M.length, { n: lengthOf(now.reading) }));
          say(time, t(M.time, { n: minutesOf(now.reading) }));
        }
        for (const part of parts) part.update(now);
        if (!parts.length) void fill();
        else void flow?.grown();
      },
    };
  }

  /** Makes the card: a closed one costs the page nothing. A finger on the button is enough, the tap then finds it made. */
  const need = (): void => {
    if (card) return;
    shadow.adoptedStyleSheets = [...adopted, sheetOf(CARD)];
    card = createCard();
    root.insertBefore(card.node, strip?.node ?? status);
  };

  let beside = false;
  /** The card takes the margin beside the article where that is wide enough, so that it covers nothing. */
  const fit = (): void => {
    const margin = document.documentElement.clientWidth - article.getBoundingClientRect().right - 40;
    const em = parseFloat(colours.values['font-size']!);
    beside = margin >= 17 * em;
    if (beside) root.style.setProperty('--room', `${Math.min(margin, 25 * em)}px`);
    else root.style.removeProperty('--room');
  };
  const paint = (): void => {
    const { dark, values } = colours;
    root.style.colorScheme = dark ? 'dark' : 'light';
    for (const [name, value] of Object.entries(values)) root.style.setProperty(`--${name}`, `var(--tiyao-${name},${value})`);
  };

  const inside = (node: Element): boolean => !!shadow.activeElement && node.contains(shadow.activeElement);
  const toggle = (open: boolean): void => {
    actions.open(open);
    focus(open ? card!.node : pill);
  };

  const escape = (): boolean => {
    if (!state) return false;
    if (state.stepper) {
      const held = inside(strip!.node);
      actions.dismiss();
      if (held && floating) focus(state.open ? card!.node : pill);
    } else if (!inside(root)) return false;
    else if (state.keyword >= 0) {
      const chip = $('.chip[aria-pressed=true]');
      actions.dismiss();
      focus(chip);
    } else if (state.open && floating) toggle(false);
    else return false;
    return true;
  };
  // On the document: Esc must close what the reader sees although the focus is in the page.
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented && escape()) event.preventDefault();
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
  watchTheme(() => {
    colours = readTheme(article, theme);
    paint();
    fit();
  }, signal);
  window.addEventListener('resize', () => open && fit(), { signal });
  shadow.adoptedStyleSheets = adopted;
  if (floating) place.into?.append(host);
  let open = false;

  return {
    update(now) {
      state = now;
      if (floating && now.open && !open) fit();
      ({ open } = now);
      const held = !!card && inside(card.node);
      if (now.marks !== 'none') marked = now.marks;
      set(root, { 'data-waiting': !now.reading });
      set(pill, { hidden: now.open || now.stepper === 'bar', 'aria-expanded': now.open, 'aria-busy': !now.reading });
      if (now.open || !floating) need();
      card?.follow(now);
      if (now.stepper && !strip) {
        strip = createStrip(t, actions, explain?.(), signal);
        status.before(strip.node);
      }
      strip?.update(now);
      // What held the focus has gone: it goes on to what took its place, never to the page's start.
      if (held && floating && !now.open) focus(now.stepper ? strip!.node.querySelector<HTMLElement>('.stepper .icon:last-child') : pill);
    },
    get beside() { return beside; },
    announce: (text) => say(status, text),
  };
}

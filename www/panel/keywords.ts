/** The keywords: chips with counts, and of the chosen one its places and the sentences that say it. */
import { drawn } from '../page/slices';
import { button, fill, h, iconButton, roving, say, set, type Child } from './dom';
import { M, type Translate } from './i18n';
import { placesOf, placeOf, saying, tidy, type Reading, type Span } from './reading';
import type { Actions, Explain, Part } from './state';
import { createStepper, CROSS } from './stepper';

/** So many sentences are listed at first. */
const LISTED = 6;

/** A sentence with the keyword's occurrences in it marked. It is tidied whole: what is one piece decides which spaces stay. */
function marked(reading: Reading, keyword: number, { start, end }: Span, occurrences: readonly number[]): Child[] {
  const { text } = reading;
  let source = '';
  let from = start;
  for (const occurrence of occurrences) {
    const place = placeOf(reading, keyword, occurrence)!;
    source += `${text.slice(from, place.start)}\ue000${text.slice(place.start, place.end)}\ue000`;
    from = place.end;
  }
  return tidy(source + text.slice(from, end)).split('\ue000').map((part, index) => (index % 2 ? h('b', {}, part) : part));
}

export function createKeywords(t: Translate, actions: Actions, explain: Explain | undefined, most: number): Part {
  const heading = h('h3', { id: 'keywords' }, t(M.keywords));
  const chips = h('ul', { class: 'chips', role: 'list', 'aria-labelledby': 'keywords' });
  const term = h('strong', {});
  const stepper = createStepper(t, actions);
  const said = h('ul', { class: 'said', role: 'list', 'aria-label': t(M.said) });
  const more = button('tool', '', () => {
    if (shown) list(shown, true);
    said.querySelectorAll<HTMLElement>('.line')[LISTED]?.focus();
  });
  const close = iconButton(t(M.close), CROSS, () => {
    const chip = chips.querySelectorAll<HTMLElement>('.chip')[chosen];
    actions.dismiss();
    chip?.focus();
  });
  const detail = h('div', { class: 'detail', role: 'group', hidden: true },
    h('div', { class: 'bar' }, term, stepper.node, close), explain?.node, said, more);
  const node = h('div', { class: 'part' }, heading, chips, detail);
  const rove = [roving(chips, '.chip'), roving(said, '.line')];
  let shown: Reading | null = null;
  let chosen = -1;
  const list = (reading: Reading, all: boolean): void => {
    const sentences = saying(reading, chosen);
    const some = all ? sentences : sentences.slice(0, LISTED);
    fill(said, some.map(({ sentence, occurrences }) =>
      h('li', {}, h('button', { class: 'line', lang: reading.lang, 'data-at': occurrences.join(' '), onclick: () => actions.keyword(chosen, occurrences[0]!) },
        ...marked(reading, chosen, sentence, occurrences)))));
    more.hidden = some.length === sentences.length;
    say(more, t(M.more, { n: sentences.length - some.length }));
    rove[1]!();
  };
  return {
    node,
    update(state) {
      const { reading, keyword, occurrence } = state;
      if (!reading) return;
      if (shown !== reading) {
        shown = reading;
        chosen = -1;
        const { keywords } = reading.analysis;
        node.hidden = !keywords.length;
        fill(chips, keywords.slice(0, most).map(({ term }, index) => {
          const n = placesOf(reading, index);
          return h('li', {}, h('button', {
            class: 'chip', 'aria-pressed': false, 'aria-label': n ? t(M.chip, { term, n }) : `${term} · ${t(M.titleOnly)}`,
            // Choosing is not going: the reader's place stays until an occurrence is asked for.
            onclick: () => (chosen === index ? actions.dismiss() : actions.keyword(index, -1, false)),
          }, h('span', {}, h('span', { lang: reading.lang }, term), n > 0 && h('small', {}, String(n)))));
        }));
        rove[0]!();
      }
      const fresh = chosen !== keyword;
      if (fresh) {
        chosen = keyword;
        detail.hidden = keyword < 0;
        chips.querySelectorAll('.chip').forEach((chip, index) => set(chip, { 'aria-pressed': index === keyword }));
        if (keyword >= 0) {
          const name = reading.analysis.keywords[keyword]!.term;
          say(term, name);
          set(detail, { 'aria-label': name });
          explain?.update(name);
          list(reading, false);
        }
      }
      if (keyword < 0) return;
      if (fresh) {
        // A keyword chosen in the text may lie below the card's edge.
        void drawn().then(() => {
          const scroller = node.closest('.scroll');
          const below = scroller ? detail.getBoundingClientRect().top + 96 - scroller.getBoundingClientRect().bottom : 0;
          if (below > 0) scroller!.scrollTop += below + 96;
        });
      }
      stepper.update(state);
      for (const line of said.querySelectorAll<HTMLElement>('.line')) {
        set(line, { 'aria-current': line.dataset['at']!.split(' ').includes(String(occurrence)) ? 'true' : null });
      }
    },
  };
}

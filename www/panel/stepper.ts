/** ‹ 3/17 ›: through a keyword's occurrences or the summary's sentences. */
import { h, iconButton, say, set } from './dom';
import { M, type Translate } from './i18n';
import { placesOf, summaryOf } from './reading';
import type { Actions, Part, State } from './state';

export const CROSS = 'M6 6l12 12M18 6L6 18';

/** Where the reader is, counted from 1, and of how many. */
export function countOf({ reading, keyword, occurrence, sentence, length }: State): [at: number, of: number] {
  if (!reading) return [0, 0];
  if (keyword >= 0) return [occurrence + 1, placesOf(reading, keyword)];
  const indices = summaryOf(reading, length);
  return [indices.indexOf(sentence) + 1, indices.length];
}

export function createStepper(t: Translate, actions: Actions): Part {
  const count = h('span', { class: 'count' });
  const back = iconButton(t(M.previous), 'M15 5l-7 7 7 7', () => actions.step(-1));
  const on = iconButton(t(M.next), 'M9 5l7 7-7 7', () => actions.step(1));
  const node = h('span', { class: 'stepper', role: 'group' }, back, count, on);
  return {
    node,
    update(state) {
      const [i, n] = countOf(state);
      say(count, n ? `${i > 0 ? i : '–'}/${n}` : t(M.titleOnly));
      for (const side of [back, on]) set(side, { 'aria-disabled': n < 2 });
    },
  };
}

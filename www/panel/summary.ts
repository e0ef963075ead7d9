/** The summary: sentences of the article, each a button that goes to its place and says why it was picked. */
import { button, fill, h, say, set } from './dom';
import { M, type Translate } from './i18n';
import { longestOf, summaryOf, tidySpan } from './reading';
import type { Actions, Part } from './state';

export function createSummary(t: Translate, actions: Actions, tools: HTMLElement): Part {
  const own = h('div');
  const list = h('ol', { class: 'sentences', role: 'list' });
  const empty = h('p', { class: 'quiet' });
  const shorter = button('tool', t(M.shorter), () => actions.length(count - 1));
  const longer = button('tool', t(M.longer), () => actions.length(count + 1));
  const node = h('div', { class: 'part' }, own, list, empty,
    h('div', { class: 'tools', role: 'group' }, shorter, longer, tools));
  let shown: unknown[] = [];
  let count = 0;
  return {
    node,
    update(state) {
      const { reading, sentence, length } = state;
      if (!reading) {
        say(empty, t(M.reading));
        return;
      }
      if (shown[0] !== reading || shown[1] !== length) {
        shown = [reading, length];
        const { ownSummary } = reading.analysis;
        fill(own, [ownSummary && h('p', { class: 'label' }, t(M.own)), ownSummary]);
        const indices = summaryOf(reading, length);
        count = indices.length;
        fill(list, indices.map((index) => {
          const reasons = reading.analysis.sentences[index]!.reasons.slice(0, 2).map((reason) => t(reason)).join(' · ');
          return h('li', {},
            h('button', { class: 'sentence', 'data-index': index, onclick: () => actions.sentence(index) },
              h('span', { lang: reading.lang }, tidySpan(reading, reading.analysis.sentences[index]!)),
              reasons && h('span', { class: 'why' }, reasons)));
        }));
        say(empty, count ? '' : t(M.nothing));
        // `aria-disabled`, not `disabled`: a button that goes dead under the finger would drop the focus.
        set(shorter, { 'aria-disabled': count <= 1 });
        set(longer, { 'aria-disabled': count >= longestOf(reading) });
      }
      for (const line of list.querySelectorAll<HTMLElement>('.sentence')) {
        set(line, { 'aria-current': Number(line.dataset['index']) === sentence ? 'true' : null });
      }
    },
  };
}

/** The outline of a long text: each section's heading and the sentence that speaks for it. */
import { fill, h, set } from './dom';
import type { Translate } from './i18n';
import { lengthOf, tidySpan } from './reading';
import type { Actions, Part } from './state';

/** Shorter texts need no outline. */
const LONG = 1500;

export function createOutline(t: Translate, actions: Actions): Part {
  const list = h('ol', { class: 'outline', role: 'list', hidden: true });
  const toggle = h('button', { class: 'fold', type: 'button', 'aria-expanded': false }, t('outline'));
  const node = h('section', { class: 'part outer', part: 'outline', 'aria-label': t('outline'), hidden: true }, h('h3', {}, toggle), list);
  let shown: unknown;
  toggle.addEventListener('click', () => {
    list.hidden = !list.hidden;
    set(toggle, { 'aria-expanded': !list.hidden });
  });
  return {
    node,
    update({ reading }) {
      if (!reading || shown === reading) return;
      shown = reading;
      const { sections, sentences } = reading.analysis;
      const headed = sections.filter(({ start, end }) => end > start);
      node.hidden = headed.length < 2 || lengthOf(reading) < LONG;
      const top = Math.min(...headed.map(({ level }) => level));
      fill(list, node.hidden ? [] : headed.map((section) => {
        const sentence = section.sentence === null ? undefined : sentences[section.sentence];
        return h('li', { class: section.level > top ? 'deeper' : null },
          h('button', { class: 'line', type: 'button', lang: reading.lang, onclick: () => actions.section(sections.indexOf(section)) }, tidySpan(reading, section)),
          sentence && h('p', { lang: reading.lang }, tidySpan(reading, sentence)));
      }));
    },
  };
}

/** The outline of a long text: each section's heading and the sentence that speaks for it. */
import { button, fill, h, set } from './dom';
import { M, type Translate } from './i18n';
import { tidySpan } from './reading';
import type { Actions, Part } from './state';

export const OUTLINE = `.outer{padding:0!important}
.fold{display:flex;align-items:center;width:100%;flex:none}
.fold::after{content:'';margin-left:auto;margin-right:.35em;width:.45em;height:.45em;border:solid currentColor;border-width:0 1.5px 1.5px 0;transform:rotate(45deg)}
.fold[aria-expanded=true]::after{transform:rotate(225deg)}
.outline li{padding-bottom:.5em}
.outline .line{font-weight:600}
.outline p{font-size:.9em}
.deeper{padding-left:1em}`;

export function createOutline(t: Translate, actions: Actions): Part {
  const list = h('ol', { class: 'outline', role: 'list', hidden: true });
  const toggle = button('fold', t(M.outline), () => {
    list.hidden = !list.hidden;
    set(toggle, { 'aria-expanded': !list.hidden });
  }, { 'aria-expanded': false });
  const node = h('div', { class: 'part outer', hidden: true }, h('h3', {}, toggle), list);
  let shown: unknown;
  return {
    node,
    update({ reading }) {
      if (!reading || shown === reading) return;
      shown = reading;
      const { sections, sentences } = reading.analysis;
      const headed = sections.filter(({ start, end }) => end > start);
      node.hidden = headed.length < 2;
      const top = Math.min(...headed.map(({ level }) => level));
      fill(list, node.hidden ? [] : headed.map((section) => {
        const sentence = section.sentence === null ? undefined : sentences[section.sentence];
        return h('li', { class: section.level > top ? 'deeper' : null },
          button('line', tidySpan(reading, section), () => actions.section(sections.indexOf(section)), { lang: reading.lang }),
          sentence && h('p', { lang: reading.lang }, tidySpan(reading, sentence)));
      }));
    },
  };
}

/** The reader's own choices: what is marked in the text, and the switch that turns everything off. */
import { kinds } from '../options';
import { button, h } from './dom';
import { M, type Translate } from './i18n';
import type { Actions, Part } from './state';

export function createSettings(t: Translate, actions: Actions): Part {
  const choices = kinds.marks.range!.map((value) => {
    const input = h('input', { type: 'radio', name: 'marks', value, onchange: () => actions.marks(value) });
    return { value, input, node: h('label', {}, input, h('span', {}, t(value))) };
  });
  const summary = h('input', { type: 'checkbox', role: 'switch', onchange: () => actions.markSummary(summary.checked) });
  const node = h('div', { class: 'part settings' },
    h('fieldset', {}, h('legend', {}, t(M.marks)), ...choices.map((choice) => choice.node),
      h('label', {}, summary, h('span', {}, t(M.markSummary)))),
    h('p', { class: 'foot' }, h('span', {}, t(M.private)),
      button('tool off', t(M.off), () => actions.off(true))));
  return {
    node,
    update({ marks, markSummary }) {
      for (const { value, input } of choices) input.checked = value === marks;
      summary.checked = markSummary;
    },
  };
}

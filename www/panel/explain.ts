/** What the publisher's glossary says of a term: text and a link, never markup. */
import type { GlossaryEntry } from '../options';
import { fill, h } from './dom';
import { M, type Translate } from './i18n';

export function createExplain(t: Translate, glossary: Readonly<Record<string, GlossaryEntry>>): { node: HTMLElement; update(term: string): void } {
  const node = h('div', { class: 'explain' });
  return {
    node,
    update(term) {
      const entry = Object.hasOwn(glossary, term) ? glossary[term] : undefined;
      node.hidden = !entry;
      fill(node, entry ? [
        h('p', {}, entry.definition),
        entry.link ? h('a', { href: entry.link, target: '_blank', rel: 'noopener' }, t(M.link)) : null,
      ] : []);
    },
  };
}

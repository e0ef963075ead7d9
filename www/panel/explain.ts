/** What the publisher's glossary says of a term: text and a link, never markup. */
import type { GlossaryEntry } from '../options';
import { fill, h } from './dom';
import { M, type Translate } from './i18n';
import type { Explain } from './state';

export const EXPLAIN = `.explain{padding:.1em 0 .5em;font-size:.9375em}
.explain a{color:var(--accent);display:inline-flex;align-items:center;min-height:44px;text-underline-offset:.25em}
.strip .explain{padding-right:.7em}`;

export function createExplain(t: Translate, glossary: Readonly<Record<string, GlossaryEntry>>): Explain {
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

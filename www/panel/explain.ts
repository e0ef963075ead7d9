/** What the publisher's glossary says of a term: text and a link, never markup. */
import type { GlossaryEntry, Options } from '../options';
import { fill, h } from './dom';
import { M, type Translate } from './i18n';
import type { Explain } from './state';

export const EXPLAIN = `.explain{padding:.1em 0 .5em;font-size:.9375em}
.explain a{color:var(--accent);display:inline-flex;align-items:center;min-height:44px;text-underline-offset:.25em}
.strip .explain{padding-right:.7em}`;

export function createExplain(t: Translate, glossary: Options['glossary']): Explain {
  const node = h('div', { class: 'explain' });
  return {
    node,
    update(term) {
      const entry = Object.hasOwn(glossary, term) ? glossary[term]! : '';
      const { definition, link = '' }: GlossaryEntry = typeof entry === 'string' ? { definition: entry } : entry;
      node.hidden = !definition;
      fill(node, [h('p', {}, definition), /^https?:\/\//i.test(link) ? h('a', { href: link, target: '_blank', rel: 'noopener' }, t(M.link)) : null]);
    },
  };
}

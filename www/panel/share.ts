/** Copy with source, and a link that leads to the summary's sentences. */
import { h } from './dom';
import type { Translate } from './i18n';
import { summaryOf, textDirective, tidySpan } from './reading';
import type { Part, State } from './state';

/** The address of the article, without a fragment. */
const addressOf = (): string => {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel="canonical"]')?.href;
  return (canonical && new URL(canonical).origin === location.origin ? canonical : location.href).split('#')[0]!;
};

const sentencesOf = ({ reading, length }: State): string[] =>
  reading ? summaryOf(reading, length).map((index) => tidySpan(reading, reading.analysis.sentences[index]!)) : [];

/** An address that scrolls to the first sentence and marks all of them. */
export const linkOf = (state: State): string => `${addressOf()}#:~:${sentencesOf(state).slice(0, 3).map(textDirective).join('&')}`;

/** Writes to the clipboard; where the page is not secure, by the old command on a field inside `near`. */
async function write(text: string, near: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = (near.getRootNode() as ShadowRoot).activeElement;
    const field = h('textarea', { class: 'unseen', 'aria-hidden': 'true', tabindex: -1 });
    field.value = text;
    near.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
    return done;
  }
}

export function createShare(t: Translate, toast: (text: string) => void): Part {
  let state: State | undefined;
  const titleOf = (): string => state?.reading?.title || document.title;
  const copy = h('button', { class: 'tool', part: 'copy', type: 'button' }, t('copy'));
  const share = h('button', { class: 'tool', part: 'share', type: 'button' }, t('share'));
  copy.addEventListener('click', async () => {
    if (!state) return;
    const text = `${sentencesOf(state).join('\n')}\n${t('source', { title: titleOf() })}\n${addressOf()}`;
    toast(t((await write(text, node)) ? 'copied' : 'copyFailed'));
  });
  share.addEventListener('click', async () => {
    if (!state) return;
    const url = linkOf(state);
    try {
      if (navigator.share) return await navigator.share({ title: titleOf(), url });
    } catch (error) {
      if ((error as Error).name === 'AbortError') return;
    }
    toast(t((await write(url, node)) ? 'linkCopied' : 'copyFailed'));
  });
  const node = h('span', { class: 'group' }, copy, share);
  return { node, update: (now) => void (state = now) };
}

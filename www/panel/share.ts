/** Copy with source, and a link that leads to the summary's sentences. */
import { button, h } from './dom';
import { M, type Translate } from './i18n';
import { summaryOf, textDirective, tidySpan } from './reading';
import type { Part, State } from './state';

/** The address of the article, without a fragment. */
const addressOf = (): string => {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href;
  return (canonical?.startsWith(location.origin) ? canonical : location.href).split('#')[0]!;
};

const sentencesOf = ({ reading, length }: State): string[] =>
  reading ? summaryOf(reading, length).map((index) => tidySpan(reading, reading.analysis.sentences[index]!)) : [];

/** An address that scrolls to the first sentence and marks the first three. */
export const linkOf = (state: State): string => `${addressOf()}#:~:${sentencesOf(state).slice(0, 3).map(textDirective).join('&')}`;

/** Writes to the clipboard; where that is denied (http pages), by the old command, which needs neither focus nor selection. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const copy = (event: ClipboardEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      event.clipboardData?.setData('text/plain', text);
    };
    document.addEventListener('copy', copy, true);
    const done = document.execCommand('copy');
    document.removeEventListener('copy', copy, true);
    return done;
  }
}

export function createShare(t: Translate, toast: (text: string) => void): Part {
  let state: State;
  const titleOf = (): string => state.reading?.title || document.title;
  const copy = async (): Promise<void> => {
    const text = `${sentencesOf(state).join('\n')}\n${t(M.source, { title: titleOf() })}\n${addressOf()}`;
    toast(t((await write(text)) ? M.copied : M.copyFailed));
  };
  const share = async (): Promise<void> => {
    const url = linkOf(state);
    try {
      if (navigator.share) return await navigator.share({ title: titleOf(), url });
    } catch (error) {
      // Changed their mind.
      if ((error as Error).name === 'AbortError') return;
    }
    toast(t((await write(url)) ? M.linkCopied : M.copyFailed));
  };
  return { node: h('span', { class: 'group' }, button('tool', t(M.copy), copy), button('tool', t(M.share), share)), update: (now) => void (state = now) };
}

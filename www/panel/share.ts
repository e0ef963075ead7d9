/** Copy with source, and a link that leads to the summary's sentences. */
import { M, type Translate } from './i18n';
import { summaryOf, textDirective, tidySpan } from './reading';
import type { State } from './state';
import { DONE } from './words';

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

const titleOf = ({ reading }: State): string => reading?.title || document.title;

/** What to say when it is done. */
export async function copy(t: Translate, state: State): Promise<string> {
  const [, copied, , from, to] = DONE[t.lang];
  const text = `${sentencesOf(state).join('\n')}\n${from}${titleOf(state)}${to}\n${addressOf()}`;
  return (await write(text)) ? copied : t(M.copyFailed);
}

/** The same; nothing where the system's own sheet has said it. */
export async function share(t: Translate, state: State): Promise<string | undefined> {
  const url = linkOf(state);
  try {
    if (navigator.share) {
      await navigator.share({ title: titleOf(state), url });
      return undefined;
    }
  } catch (error) {
    // Changed their mind.
    if ((error as Error).name === 'AbortError') return undefined;
  }
  return (await write(url)) ? DONE[t.lang][2] : t(M.copyFailed);
}

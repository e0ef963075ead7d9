/** Reads the summary aloud, a sentence an utterance. */
import { say } from './dom';
import { M, type Translate } from './i18n';
import { summaryOf, tidySpan } from './reading';
import type { Actions, State } from './state';
import { DONE } from './words';

export interface Talk {
  /** Begins, or falls silent. */
  toggle(state: State): void;
  stop(): void;
}

export function createTalk(t: Translate, actions: Actions, voices: () => SpeechSynthesisVoice[], node: HTMLElement, signal: AbortSignal): Talk {
  /** The utterance under way; one that was stopped is another, and is not listened to. */
  let speaking: SpeechSynthesisUtterance | null = null;
  const stop = (): void => {
    if (!speaking) return;
    speaking = null;
    speechSynthesis.cancel();
    say(node, t(M.speak));
    actions.spoken(-1);
  };
  const speak = (reading: NonNullable<State['reading']>, indices: number[]): void => {
    const index = indices[0];
    const region = /hant|tw|hk|mo/i.test(reading.lang) ? /tw|hk|hant/i : /cn|hans/i;
    const local = voices();
    const voice = local.find(({ lang }) => region.test(lang)) ?? local[0];
    if (index === undefined || !voice) return stop();
    const utterance = new SpeechSynthesisUtterance(tidySpan(reading, reading.analysis.sentences[index]!));
    speaking = utterance;
    say(node, DONE[t.lang][0]);
    actions.spoken(index);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = () => void (speaking === utterance && speak(reading, indices.slice(1)));
    utterance.onerror = () => void (speaking === utterance && stop());
    speechSynthesis.speak(utterance);
  };
  // Leaving the page would let the voice speak on.
  window.addEventListener('pagehide', stop, { signal });
  return {
    stop,
    toggle: ({ reading, length }) => (speaking ? stop() : reading && speak(reading, summaryOf(reading, length))),
  };
}

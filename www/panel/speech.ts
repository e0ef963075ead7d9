/** Reads the summary aloud, by voices that live on the device only: no sentence goes to a server to be spoken. */
import { button, say, set } from './dom';
import { M, type Translate } from './i18n';
import { summaryOf, tidySpan } from './reading';
import type { Actions, Part, State } from './state';

export interface Speech extends Part {
  stop(): void;
}

export function createSpeech(t: Translate, actions: Actions, wanted: boolean, signal: AbortSignal): Speech {
  const speech = wanted ? window.speechSynthesis : undefined;
  let state: State | undefined;
  /** The utterance under way; one that was stopped is another, and is not listened to. */
  let speaking: SpeechSynthesisUtterance | null = null;
  const voiceOf = (): SpeechSynthesisVoice | undefined => {
    const region = /hant|tw|hk|mo/i.test(state?.reading?.lang ?? '') ? /tw|hk|hant/i : /cn|hans/i;
    const local = speech?.getVoices().filter(({ localService, lang }) => localService && /^(zh|cmn)/i.test(lang)) ?? [];
    return local.find(({ lang }) => region.test(lang)) ?? local[0];
  };
  // Its room is kept, so that voices which arrive late move nothing.
  const offer = (): void => set(node, { 'data-absent': !voiceOf() });
  const stop = (): void => {
    if (!speaking) return;
    speaking = null;
    speech!.cancel();
    say(node, t(M.speak));
    actions.spoken(-1);
  };
  const speak = (indices: number[]): void => {
    const reading = state?.reading;
    const index = indices[0];
    const voice = voiceOf();
    if (!reading || index === undefined || !voice) return stop();
    const utterance = new SpeechSynthesisUtterance(tidySpan(reading, reading.analysis.sentences[index]!));
    speaking = utterance;
    say(node, t(M.stop));
    actions.spoken(index);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.onend = () => void (speaking === utterance && speak(indices.slice(1)));
    utterance.onerror = () => void (speaking === utterance && stop());
    speech!.speak(utterance);
  };
  const node = button('tool', t(M.speak), () => (speaking ? stop() : state?.reading && speak(summaryOf(state.reading, state.length))));
  speech?.addEventListener?.('voiceschanged', offer, { signal });
  // Leaving the page would let the voice speak on.
  window.addEventListener('pagehide', stop, { signal });
  return {
    node,
    stop,
    update(now) {
      if (state?.reading !== now.reading) stop();
      state = now;
      offer();
    },
  };
}

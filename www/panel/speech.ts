/** Reads the summary aloud, by voices that live on the device only: no sentence goes to a server to be spoken. */
import { h, say, set } from './dom';
import type { Translate } from './i18n';
import { summaryOf, tidySpan } from './reading';
import type { Actions, Part, State } from './state';

export interface Speech extends Part {
  stop(): void;
}

export function createSpeech(t: Translate, actions: Actions, wanted: boolean, signal: AbortSignal): Speech {
  const speech = wanted ? window.speechSynthesis : undefined;
  const button = h('button', { class: 'tool', part: 'speak', type: 'button' }, t('speak'));
  let state: State | undefined;
  let speaking: object | null = null;
  const voiceOf = (lang: string): SpeechSynthesisVoice | undefined => {
    const local = speech?.getVoices().filter((voice) => voice.localService) ?? [];
    const region = /hant|tw|hk|mo/i.test(lang) ? /^zh.(tw|hk|hant)/i : /^(zh.(cn|hans)|cmn)/i;
    return local.find((voice) => region.test(voice.lang)) ?? local.find((voice) => /^(zh|cmn)/i.test(voice.lang));
  };
  // Its room is kept, so that voices which arrive late move nothing.
  const offer = (): void => set(button, { 'data-absent': !voiceOf(state?.reading?.lang ?? 'zh') });
  const stop = (): void => {
    if (!speaking) return;
    speaking = null;
    speech?.cancel();
    say(button, t('speak'));
    actions.spoken(-1);
  };
  const speak = (): void => {
    const reading = state?.reading;
    const voice = reading && voiceOf(reading.lang);
    if (!speech || !state || !reading || !voice) return;
    const turn = {};
    speech.cancel();
    speaking = turn;
    say(button, t('stop'));
    const indices = summaryOf(reading, state.length);
    indices.forEach((index, at) => {
      const utterance = new SpeechSynthesisUtterance(tidySpan(reading, reading.analysis.sentences[index]!));
      utterance.voice = voice;
      utterance.lang = voice.lang;
      const ended = (): void => {
        if (speaking === turn && at === indices.length - 1) stop();
      };
      utterance.onstart = () => void (speaking === turn && actions.spoken(index));
      utterance.onend = ended;
      utterance.onerror = () => void (speaking === turn && stop());
      speech.speak(utterance);
    });
  };
  button.addEventListener('click', () => (speaking ? stop() : speak()));
  speech?.addEventListener?.('voiceschanged', offer, { signal });
  // Leaving the page would let the voice speak on.
  window.addEventListener('pagehide', stop, { signal });
  return {
    node: button,
    stop,
    update(now) {
      if (state?.reading !== now.reading) stop();
      state = now;
      offer();
    },
  };
}

/** Offers to read the summary aloud where the device has a voice of its own for it: no sentence goes to a server to be spoken. */
import type { Extra } from '../extra';
import { button, set } from './dom';
import { M, type Translate } from './i18n';
import type { Actions, Part, State } from './state';
import type { Talk } from './talk';

export interface Speech extends Part {
  stop(): void;
}

export function createSpeech(t: Translate, actions: Actions, wanted: boolean, extra: () => Promise<Extra | null>, signal: AbortSignal): Speech {
  const speech = wanted ? window.speechSynthesis : undefined;
  let state: State | undefined;
  let talk: Talk | undefined;
  const voices = (): SpeechSynthesisVoice[] => speech?.getVoices().filter(({ localService, lang }) => localService && /^(zh|cmn)/i.test(lang)) ?? [];
  // Its room is kept, so that voices which arrive late move nothing.
  const offer = (): void => set(node, { 'data-absent': !voices().length });
  // A voice has to follow the tap at once: what it takes is asked for when the finger or the focus comes.
  const node = button('tool', t(M.speak), async () => {
    talk ??= (await extra())?.createTalk(t, actions, voices, node, signal);
    if (!signal.aborted) talk?.toggle(state!);
  }, { onpointerdown: extra, onfocus: extra });
  speech?.addEventListener?.('voiceschanged', offer, { signal });
  return {
    node,
    stop: () => talk?.stop(),
    update(now) {
      if (state?.reading !== now.reading) talk?.stop();
      state = now;
      offer();
    },
  };
}

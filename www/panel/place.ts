/** Where the panel stands: floating, the last in the body, or in the text's flow (`flow.ts`). */
import type { Translate } from './i18n';
import type { Actions, State } from './state';
import { FLOATING } from './styles';

/** What is different about a card in the text's flow. */
export interface Flow {
  /** The one line that opens it, in place of a head. */
  line: HTMLElement | null;
  /** Keeps the card to the height reserved. */
  keep(card: HTMLElement): void;
  follow(state: State): void;
  /** When the card's content has changed. */
  grown(): Promise<void>;
}

export interface Place {
  host: HTMLElement;
  floating: boolean;
  /** In the text's flow: for the card's body; `focus` moves the focus once it is drawn. */
  flow?: (t: Translate, actions: Actions, body: HTMLElement, focus: (element: HTMLElement | null) => void) => Flow;
  /** Where the host is to be put: it was made here, and is taken away again. */
  into?: Element;
  /** What the host looks like there. */
  sheet: string;
}

/** The page's own place for a panel. One that a widget lives in already belongs to that one. */
export const vacant = (): HTMLElement | undefined => [...document.querySelectorAll<HTMLElement>('tiyao-panel')].find((element) => !element.shadowRoot?.firstElementChild);

export const floating = (): Place => ({ host: document.createElement('tiyao-panel'), into: document.body, floating: true, sheet: FLOATING });

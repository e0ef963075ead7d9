/**
 * What only some pages and some readers need, and the widget asks for there: the painter for engines without custom highlights, the
 * reader of records, the interface's words in 繁體 and English, the publisher's own summary, a place in the text's flow, a publisher's
 * glossary, the outline of a long text, what is said of an option's wrong value, copying, sharing, reading aloud.
 */
import { complaint } from './complaint';
import type { Wrong } from './options';
import { createExplain, EXPLAIN } from './panel/explain';
import { createWrapper } from './page/wrap';
import { placeInFlow } from './panel/flow';
import { createOutline, OUTLINE } from './panel/outline';
import { copy, share } from './panel/share';
import { ownSummary } from './panel/own';
import { createTalk } from './panel/talk';
import { plural, WORDS } from './panel/words';
import { published } from './record';

const complain = (wrong: readonly Wrong[]): void => wrong.forEach((one) => console.warn(complaint(one)));

export const extra = { complain, copy, createExplain, createOutline, createTalk, createWrapper, EXPLAIN, OUTLINE, ownSummary, placeInFlow, plural, published, share, WORDS };

export type Extra = typeof extra;

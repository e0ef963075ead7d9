/** What only some pages need, and the widget asks for there: the reader of records, the interface's words in 繁體 and English. */
export { WORDS } from './panel/words';
export { published } from './record';

export type Extra = typeof import('./extra');

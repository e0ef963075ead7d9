/** `tiyao`: the analyzer, highlighting, and the widget for a page. Importing it does nothing. */
export * from './segment';
export { highlight } from './highlight';
export type { Highlighting, HighlightOptions } from './highlight';
export { mount } from './mount';
export type { GlossaryEntry, MountOptions, Options, ReadArticle, Span, Widget } from './mount';

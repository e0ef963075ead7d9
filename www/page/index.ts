/**
 * The page's side of tiyao: find the article, read its text with a map back to the nodes, paint in it, follow its changes.
 * Depends on nothing else of ours.
 */
export type * from './types';
export { findArticles } from './articles';
export { findArticle } from './find';
export { offsetOf } from './offset';
export { common } from './common';
export { createHighlighter } from './paint';
export { createPainter } from './painter';
export { createReader } from './read';
export { awaitText, watch } from './watch';

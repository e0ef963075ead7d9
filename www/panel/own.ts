/** A summary of the publisher's own: as the option gives it, or as the page does. Whether it is one the engine decides. */
export function ownSummary(given: string): string {
  if (given !== 'page') return given;
  const description = document.querySelector<HTMLMetaElement>('meta[name=description],meta[property="og:description"]')?.content;
  return document.querySelector('.abstract')?.textContent.trim() || description || '';
}

/** What is said of an option whose value is not of its kind. */
import type { Kind, Wrong } from './options';

const expected = ({ value, range }: Kind<unknown>): string =>
  typeof value === 'number' ? `a whole number from ${range!.join(' to ')}`
  : range ? range.join(' | ')
  : typeof value === 'boolean' ? 'true | false'
  : typeof value === 'string' ? 'a CSS selector'
  : Array.isArray(value) ? 'terms parted by commas'
  : 'the selector of a JSON script, { "term": "definition" or { "definition", "link"? } }';

/** Names the option, its value, its range and what is used instead. */
export function complaint({ name, value, kind }: Wrong): string {
  const attribute = `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  const shown = typeof value === 'string' ? `"${value}"` : String(value);
  return `tiyao: ${attribute} (option ${name}) is ${shown}, expected ${expected(kind)}; using ${JSON.stringify(kind.value)}.`;
}

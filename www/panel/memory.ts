/** What the reader chose, remembered for this site. Where storage is denied, nothing is remembered and nothing fails. */
import { kinds, type Options } from '../options';

export interface Memory {
  marks?: Options['marks'] | undefined;
  markSummary?: boolean | undefined;
  length?: number | undefined;
  off?: boolean | undefined;
}

const KEY = 'tiyao';

export function recall(): Memory {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (!kept || typeof kept !== 'object') return {};
    const { marks, markSummary, length, off } = kept as Record<string, unknown>;
    return {
      marks: kinds.marks.read(marks, document), markSummary: kinds.markSummary.read(markSummary, document),
      length: kinds.sentences.read(length, document) || undefined, off: off === true,
    };
  } catch {
    return {};
  }
}

export function remember(change: Memory): void {
  try {
    const kept = JSON.stringify({ ...recall(), ...change });
    localStorage.setItem(KEY, kept);
  } catch {
    // Denied, full or private: this page keeps the choice, the next one starts anew.
  }
}

/** What the reader chose, remembered for this site. Where storage is denied, nothing is remembered and nothing fails. */
import type { Options } from '../options';

export interface Memory {
  marks?: Options['marks'];
  markSummary?: boolean;
  length?: number;
  off?: boolean;
}

const KEY = 'tiyao';

export function recall(): Memory {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    if (!kept || typeof kept !== 'object') return {};
    const { marks, markSummary, length, off } = kept as Record<string, unknown>;
    return {
      ...((marks === 'first' || marks === 'all' || marks === 'none') && { marks }),
      ...(typeof markSummary === 'boolean' && { markSummary }),
      ...(typeof length === 'number' && length >= 1 && length <= 20 && { length: Math.round(length) }),
      ...(off === true && { off }),
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

import { excluded, isCode, isMedia, isObject } from './exclude';
import { search } from './search';
import { clipped, folded, inLine, isMark, LINE_END, unselectable } from './setting';
import { hostText, present, splits } from './splits';
import type { Span } from './types';

/**
 * A root's text for a search of terms: the same characters as a reading has, in the same order, with the same borders between them, but as
 * they stand in the nodes. Without white space collapsed, kinds of blocks, sizes and links it takes half of the time.
 */
export interface Skimmed {
  /** "\0" parts blocks; white space is the source's, "\n" for a break inside a block. */
  readonly text: string;
  /** `PageText.rangesOf` for spans in text order; to be asked at once, before the page changes. */
  rangesOf(spans: readonly Span[]): StaticRange[];
  /** `PageText.rangeOf`. */
  rangeOf(span: Span): Range | null;
}

/** What of a text node stands in the text, from `at` on. */
interface Run { node: Text; from: number; at: number; length: number; code: boolean }

interface Frame {
  element: Element;
  /** The block element it lies in. */
  block: Element;
  code: boolean;
  hidden: boolean;
  /** What a line is that ends in it, where that is no matter of the block's: a heading, an item. */
  kind: string;
  /** Asked for once a text has a line end. */
  whiteSpace: string | undefined;
}

const BORDER = '\0';
const INDENT = /\u3000|\u00a0\u00a0/;

export function skim(root: Element, exclude?: string): Skimmed {
  const view = root.ownerDocument.defaultView!;
  const parts: string[] = [];
  const runs: Run[] = [];
  let length = 0;
  // The line at hand: its text, whether none of it is to be seen yet, whether all is code, whether it may be one block with the line before.
  let line = '';
  let empty = true;
  let code = true;
  let soft = false;
  // The kind of the line before, and where among the parts its end stands.
  let before = '';
  let border = -1;
  const selectable = !unselectable(view.getComputedStyle(root));

  const push = (text: string): void => {
    parts.push(text);
    length += text.length;
  };
  /** Ends a line. Only lines of one kind are one block. */
  const flush = (frame: Frame): void => {
    if (!empty) {
      const kind = code ? 'code' : frame.kind;
      if (kind !== before && parts[border] === '\n') parts[border] = BORDER;
      before = kind;
    }
    empty = code = true;
    soft = false;
    line = '';
  };
  /** What parts words without being read. */
  const gap = (text: string): void => {
    if (empty) return;
    push(text);
    line += text;
  };
  const lineBreak = (frame: Frame): void => {
    const joins = !empty && (frame.code || !LINE_END.test(line.trimEnd()));
    flush(frame);
    soft = joins;
  };
  const append = (frame: Frame, node: Text, from: number, text: string): void => {
    if (empty) {
      const words = text.trimStart();
      if (!words) {
        line += text;
        return;
      }
      if (length) {
        border = parts.length;
        push(!soft || INDENT.test(line + text.slice(0, -words.length)) ? BORDER : '\n');
      }
      empty = false;
    }
    code &&= frame.code || !text.trim();
    runs.push({ node, from, at: length, length: text.length, code: frame.code });
    push(text);
    line += text;
  };
  const read = (frame: Frame, node: Text): void => {
    const data = hostText(node);
    if (!data) return;
    if (/[\n\r]/.test(data)) {
      frame.whiteSpace ??= view.getComputedStyle(frame.element).whiteSpace;
      // Each line end ends a line, or each white space with one.
      const ends = /^(pre|pre-wrap|break-spaces)$/.test(frame.whiteSpace) ? /\n/g : /^pre/.test(frame.whiteSpace) ? /[ \t\f]*[\n\r][ \t\n\r\f]*/g : null;
      if (ends) {
        let start = 0;
        for (const { index, 0: end } of data.matchAll(ends)) {
          append(frame, node, start, data.slice(start, index));
          lineBreak(frame);
          start = index + end.length;
        }
        append(frame, node, start, data.slice(start));
        return;
      }
    }
    append(frame, node, 0, data);
  };

  const visit = (element: Element, parent: Frame | undefined): void => {
    const { nodeName } = element;
    const style = view.getComputedStyle(element);
    const { display } = style;
    const cell = display === 'table-cell';
    let block = true;
    if (parent) {
      if (display === 'none' || (style as { contentVisibility?: string }).contentVisibility === 'hidden') return;
      const named = element.hasAttributes();
      if ((selectable && isMark(element, style)) || (named && clipped(style)) || folded(parent.block, nodeName)) return;
      block = !inLine(element, named, style, display);
      if (block) flush(parent);
      else if (cell) gap('\t');
    }
    const frame: Frame = {
      element, block: block ? element : parent!.block, code: !!parent?.code || isCode(nodeName), whiteSpace: undefined,
      kind: block ? '' : /^H[1-6]$/.test(nodeName) || element.getAttribute('role') === 'heading' ? 'heading' : display === 'list-item' ? display : parent!.kind,
      hidden: style.visibility !== 'visible' || style.fontSize === '0px',
    };
    const assigned = nodeName === 'SLOT' ? (element as HTMLSlotElement).assignedNodes({ flatten: true }) : [];
    if (assigned.length) for (const node of assigned) child(frame, node);
    else for (let node = (element.shadowRoot ?? element).firstChild; node; node = node.nextSibling) child(frame, node);
    if (block) flush(frame);
    else if (cell) gap('\t');
  };
  const child = (frame: Frame, node: Node): void => {
    if (node.nodeType === 3) {
      if (!frame.hidden) read(frame, node as Text);
    } else if (node.nodeType === 1) {
      const { nodeName } = node;
      if (excluded(node as Element, exclude)) {
        if (isMedia(nodeName)) {
          if (!empty) flush(frame);
        } else if (isObject(nodeName)) gap(' ');
      } else if (nodeName === 'BR') lineBreak(frame);
      else visit(node as Element, frame);
    }
  };

  visit(root, undefined);
  const text = parts.join('');
  const stretch = (node: Text, from: number, to: number): StaticRange => {
    // Two thousand look-ups of what nobody has wrapped would take half as long as making the ranges.
    if (!splits.size) return new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to });
    const start = present(node, from, false);
    const end = present(node, to, true);
    return new StaticRange({ startContainer: start.node, startOffset: start.offset, endContainer: end.node, endOffset: end.offset });
  };
  return {
    text,
    rangesOf(spans) {
      const ranges: StaticRange[] = [];
      let first = 0;
      for (const { start, end } of spans) {
        while (runs[first]!.at + runs[first]!.length <= start) first++;
        for (let i = first; i < runs.length && runs[i]!.at < end; i++) {
          const { node, from, at, length, code } = runs[i]!;
          const go = Math.max(at, start);
          const stop = Math.min(at + length, end);
          // White space between two cells is no place to wrap.
          if (!code && (stop - go === end - start || text.slice(go, stop).trim())) ranges.push(stretch(node, from + go - at, from + stop - at));
        }
      }
      return ranges;
    },
    rangeOf({ start, end }) {
      const alive: StaticRange[] = [];
      for (let i = search(runs.length, (k) => runs[k]!.at + runs[k]!.length > start); i < runs.length && runs[i]!.at < end; i++) {
        const { node, from, at, length } = runs[i]!;
        const first = Math.max(at, start);
        const last = Math.min(at + length, end);
        // What the host has changed or taken away since is no place of the term any more.
        if (node.isConnected && hostText(node)?.slice(from + first - at, from + last - at) === text.slice(first, last)) alive.push(stretch(node, from + first - at, from + last - at));
      }
      if (!alive.length) return null;
      const range = root.ownerDocument.createRange();
      range.setStart(alive[0]!.startContainer, alive[0]!.startOffset);
      range.setEnd(alive.at(-1)!.endContainer, alive.at(-1)!.endOffset);
      return range;
    },
  };
}

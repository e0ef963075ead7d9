import { excluded, isCode, isObject } from './exclude';
import { search } from './search';
import { hostText, present } from './splits';
import type { Span } from './types';

interface Frame {
  element: Element;
  /** The block element it lies in. */
  block: Element;
  code: boolean;
  /** What it makes of a line that ends in it, if it stands in one: a heading, an item. */
  kind: string;
  hidden: boolean;
  /** `white-space`, asked for where a text has a line end. */
  space: string | undefined;
}

const MEDIA = /^(IMG|PICTURE|VIDEO|IFRAME|EMBED|OBJECT|CANVAS)$/;
const SENTENCE = /[。！？]/;
const ENDED = /[。！？!?…：:；;」』”’）)】]$/;

/** A text node, or one line of it, from `at` on in the text. */
interface Run { node: Text; from: number; at: number; length: number; code: boolean }

export interface Skimmed {
  readonly text: string;
  /** What to paint for spans in text order, as `PageText.rangesOf`; at once, before anything changes. */
  rangesOf(spans: readonly Span[]): StaticRange[];
  /** As `PageText.rangeOf`. */
  rangeOf(span: Span): Range | null;
}

export function skim(root: Element, exclude?: string): Skimmed {
  const view = root.ownerDocument.defaultView!;
  const parts: string[] = [];
  const runs: Run[] = [];
  let length = 0;
  // Of the line: its text, and whether any of that is to be seen.
  let line = '';
  let empty = true;
  // Its break is one within a block.
  let soft = false;
  // Of the line before: its kind, and where among the parts its end stands.
  let before = '';
  let border = -1;
  let code = true;
  const unselectable = (style: CSSStyleDeclaration): boolean => (style.userSelect ?? style.webkitUserSelect) === 'none';
  const selectable = !unselectable(view.getComputedStyle(root));

  const push = (text: string): void => {
    parts.push(text);
    length += text.length;
  };
  /** Ends a line; only lines of one kind are of one block. */
  const flush = (frame: Frame): void => {
    if (!empty) {
      const kind = code ? 'code' : frame.kind;
      if (kind !== before && parts[border] === '\n') parts[border] = '\0';
      before = kind;
    }
    empty = code = true;
    soft = false;
    line = '';
  };
  const gap = (text: string): void => {
    if (empty) return;
    push(text);
    line += text;
  };
  const lineBreak = (frame: Frame): void => {
    const joins = !empty && (frame.code || !ENDED.test(line.trimEnd()));
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
        push(!soft || /\u3000|\u00a0\u00a0/.test(line + text.slice(0, -words.length)) ? '\0' : '\n');
      }
      empty = false;
    }
    code &&= frame.code;
    runs.push({ node, from, at: length, length: text.length, code: frame.code });
    push(text);
    line += text;
  };
  const read = (frame: Frame, node: Text): void => {
    const data = hostText(node);
    if (!data) return;
    if (/[\n\r]/.test(data)) {
      frame.space ??= view.getComputedStyle(frame.element).whiteSpace;
      // As many lines as the reader makes of it: each line end, or each white space with one.
      const ends = /^(pre|pre-wrap|break-spaces)$/.test(frame.space) ? /\n/g : /^pre/.test(frame.space) ? /[ \t\f]*[\n\r][ \t\n\r\f]*/g : null;
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
    let block = true;
    let cell = false;
    if (parent) {
      if (display === 'none' || (style as { contentVisibility?: string }).contentVisibility === 'hidden') return;
      if (selectable && unselectable(style) && !SENTENCE.test(element.textContent!)) return;
      const named = element.hasAttributes();
      if (named && style.position === 'absolute' && (style.clip !== 'auto' || /inset\(50%|inset\(100%/.test(style.clipPath))) return;
      if (parent.block.nodeName === 'DETAILS' && !(parent.block as HTMLDetailsElement).open && nodeName !== 'SUMMARY') return;
      cell = display === 'table-cell';
      block = !(display !== 'block' && (cell || /^(inline|contents|ruby|none)/.test(display))
        || ((named || !/^(P|DIV|LI|SECTION)$/.test(nodeName)) && style.float !== 'none' && element.textContent!.trim().length < 3));
    }
    if (block) { if (parent) flush(parent); }
    else if (cell) gap('\t');
    const frame: Frame = {
      element, block: block ? element : parent!.block, code: !!parent?.code || isCode(nodeName), space: undefined,
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
        if (MEDIA.test(nodeName)) {
          if (!empty) flush(frame);
        } else if (isObject(nodeName)) gap(' ');
      } else if (nodeName === 'BR') lineBreak(frame);
      else visit(node as Element, frame);
    }
  };

  visit(root, undefined);
  const text = parts.join('');
  const stretch = (node: Text, from: number, to: number): StaticRange => {
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
          if (!code) ranges.push(stretch(node, from + Math.max(0, start - at), from + Math.min(length, end - at)));
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

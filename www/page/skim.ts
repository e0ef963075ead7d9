import { excluded, isCode, isMedia, isObject, unread } from './exclude';
import { search } from './search';
import { clipped, folded, inLine, isMark, isParagraph, isTwin, LINE_END, unselectable, unseen } from './setting';
import { hostText, present, splits } from './splits';
import type { Span } from './types';

/**
 * A root's text for a search of terms: the same characters as a reading has, in the same order, with the same borders between them, but as
 * they stand in the nodes. Without white space collapsed, kinds of blocks, sizes and links it takes half of the time.
 */
export interface Skimmed {
  /** "\0" parts blocks; white space is the source's, "\n" for a break inside a block. */
  readonly text: string;
  /** `PageText.rangesOf` for spans in text order; to be asked at once, before the page changes. The trees they lie in are added to `trees`. */
  rangesOf(spans: readonly Span[], trees?: Set<Node>): StaticRange[];
  /** `PageText.rangeOf`. */
  rangeOf(span: Span): Range | null;
}

/** What of a text node stands in the text, from `at` on. */
interface Run { node: Text; from: number; at: number; length: number; tree: Node; code: boolean }

/** What an element's name says: the same few are met again and again. */
interface Name { out: boolean; code: boolean; heading: boolean; paragraph: boolean }

interface Frame {
  element: Element;
  /** The document or shadow root of its child nodes. */
  tree: Node;
  /** The block element it lies in. */
  block: Element;
  code: boolean;
  hidden: boolean;
  /** What a line is that ends in it: a heading, an item, a row. */
  kind: string;
  /** What ends a line here: each line end, or each white space with one. Asked for once a text has a line end. */
  ends: RegExp | null | undefined;
  /** What the last ordinary paragraph in it was, and its frame where the one before it was alike: for the next one. */
  setting: string;
  ordinary: Frame | false | undefined;
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
  const names = new Map<string, Name>();
  const nameOf = (nodeName: string): Name => {
    let name = names.get(nodeName);
    if (!name) names.set(nodeName, name = { out: unread(nodeName), code: isCode(nodeName), heading: /^H[1-6]$/.test(nodeName), paragraph: isParagraph(nodeName) });
    return name;
  };
  const ofRoot = view.getComputedStyle(root);
  const selectable = !unselectable(ofRoot);
  const select = 'userSelect' in ofRoot ? 'userSelect' : 'webkitUserSelect';

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
    runs.push({ node, from, at: length, length: text.length, tree: frame.tree, code: frame.code });
    push(text);
    line += text;
  };
  const read = (frame: Frame, node: Text): void => {
    const data = hostText(node);
    // Half of a page's text nodes stand between two paragraphs and say nothing.
    if (!data || (empty && !soft && !data.trimStart())) return;
    if (data.includes('\n') || data.includes('\r')) {
      if (frame.ends === undefined) {
        const { whiteSpace } = view.getComputedStyle(frame.element);
        frame.ends = /^(pre|pre-wrap|break-spaces)$/.test(whiteSpace) ? /\n/g : /^pre/.test(whiteSpace) ? /[ \t\f]*[\n\r][ \t\n\r\f]*/g : null;
      }
      const { ends } = frame;
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

  const visit = (element: Element, parent: Frame | undefined, nodeName: string, named: boolean): void => {
    const name = nameOf(nodeName);
    const plain = !named && name.paragraph;
    const style = view.getComputedStyle(element);
    const { display } = style;
    const cell = display === 'table-cell';
    let block = true;
    if (parent) {
      if (display === 'none' || (style as { contentVisibility?: string }).contentVisibility === 'hidden') return;
      if ((selectable && !plain && style[select] === 'none' && isMark(element, style)) || (named && clipped(style)) || folded(parent.block, nodeName)) return;
      block = (display === 'block' && plain) || !inLine(element, style, display);
      if (block) flush(parent);
      else if (cell) gap('\t');
    }
    const frame: Frame = {
      element, tree: element.shadowRoot ?? parent?.tree ?? root.getRootNode(), block: block ? element : parent!.block, code: !!parent && (parent.code || name.code), ends: undefined, setting: '', ordinary: undefined,
      kind: name.heading || element.getAttribute('role') === 'heading' ? 'heading' : /^(list-item|table-row)$/.test(display) ? display : parent?.kind ?? '',
      hidden: unseen(style.visibility, style.fontSize, ofRoot),
    };
    const assigned = nodeName === 'SLOT' ? (element as HTMLSlotElement).assignedNodes({ flatten: true }) : [];
    if (assigned.length) {
      for (const node of assigned) {
        frame.tree = node.getRootNode();
        child(frame, node);
      }
    } else for (let node = (element.shadowRoot ?? element).firstChild; node; node = node && node.nextSibling) {
      if (frame.ordinary && !exclude) node = readOn(frame.ordinary, frame, node);
      if (node) child(frame, node);
    }
    if (block) flush(frame);
    else if (cell) gap('\t');
    if (parent && block && plain) parent.ordinary = parent.setting === (parent.setting = nodeName + frame.hidden) && !frame.hidden && !element.shadowRoot && frame;
  };
  /** Reads a paragraph like the two before it; false where it may be none. */
  const again = (twin: Frame, parent: Frame, element: Element, nodeName: string): boolean => {
    // Where one without attributes can be seen, so can the next, and most of a page's elements are such.
    if (!isTwin(element, nodeName, twin.element)) return false;
    flush(parent);
    twin.element = twin.block = element;
    twin.tree = parent.tree;
    twin.ordinary = undefined;
    for (let node = element.firstChild; node; node = node.nextSibling) child(twin, node);
    flush(twin);
    return true;
  };
  /**
   * Reads on over paragraphs like the two before them that are one text node each, as most of an article are, and the blanks between: what
   * `child` comes to, but in one loop, which engines take for hot long before what is called from it. Gives the first node that is another.
   */
  const readOn = (twin: Frame, parent: Frame, from: ChildNode): ChildNode | null => {
    const { code, element } = twin;
    const { tree } = parent;
    let node: ChildNode | null = from;
    for (; node; node = node.nextSibling) {
      const { nodeType } = node;
      if (nodeType === 3) {
        if (!empty || soft || hostText(node as Text)?.trimStart()) break;
        continue;
      }
      if (nodeType !== 1 || (node as Element).hasAttributes() || !isTwin(node as Element, node.nodeName, element)) break;
      const only = node.firstChild;
      const data = only?.nodeType === 3 && !only.nextSibling && hostText(only as Text);
      if (!data || data.includes('\n') || data.includes('\r')) break;
      if (!empty || soft) flush(parent);
      if (!data.trimStart()) continue;
      if (length) push(BORDER);
      runs.push({ node: only as Text, from: 0, at: length, length: data.length, tree, code });
      push(data);
    }
    return node;
  };
  const child = (frame: Frame, node: Node): void => {
    const { nodeType } = node;
    if (nodeType === 3) {
      if (!frame.hidden) read(frame, node as Text);
    } else if (nodeType === 1) {
      const { nodeName } = node;
      const named = (node as Element).hasAttributes();
      if (frame.ordinary && !named && !exclude && again(frame.ordinary, frame, node as Element, nodeName)) return;
      if (nameOf(nodeName).out || ((exclude || named) && excluded(node as Element, exclude))) {
        if (isMedia(nodeName)) {
          if (!empty) flush(frame);
        } else if (isObject(nodeName)) gap(' ');
      } else if (nodeName === 'BR') lineBreak(frame);
      else visit(node as Element, frame, nodeName, named);
    }
  };

  visit(root, undefined, root.nodeName, root.hasAttributes());
  const text = parts.join('');
  return {
    text,
    rangesOf(spans, trees) {
      const ranges: StaticRange[] = [];
      // One for all, and no look-ups of what nobody has wrapped: two thousand of either would take as long as the ranges.
      const init = {} as StaticRangeInit;
      let first = 0;
      let last: Node | undefined;
      for (const { start, end } of spans) {
        while (runs[first]!.at + runs[first]!.length <= start) first++;
        for (let i = first; i < runs.length; i++) {
          const { node, from, at, length, tree, code } = runs[i]!;
          if (at >= end) break;
          const go = at > start ? at : start;
          const stop = at + length < end ? at + length : end;
          // White space between two cells is no place to wrap.
          if (code || (stop - go < end - start && !text.slice(go, stop).trim())) continue;
          init.startContainer = init.endContainer = node;
          init.startOffset = from + go - at;
          init.endOffset = from + stop - at;
          if (splits) {
            ({ node: init.startContainer, offset: init.startOffset } = present(node, init.startOffset, false));
            ({ node: init.endContainer, offset: init.endOffset } = present(node, init.endOffset, true));
          }
          if (tree !== last) trees?.add(last = tree);
          ranges.push(new StaticRange(init));
        }
      }
      return ranges;
    },
    rangeOf({ start, end }) {
      const alive: { node: Text; from: number; to: number }[] = [];
      for (let i = search(runs.length, (k) => runs[k]!.at + runs[k]!.length > start); i < runs.length && runs[i]!.at < end; i++) {
        const { node, from, at, length } = runs[i]!;
        const first = Math.max(at, start);
        const last = Math.min(at + length, end);
        // What the host has changed or taken away since is no place of the term any more.
        if (node.isConnected && hostText(node)?.slice(from + first - at, from + last - at) === text.slice(first, last)) alive.push({ node, from: from + first - at, to: from + last - at });
      }
      if (!alive.length) return null;
      const range = root.ownerDocument.createRange();
      const head = present(alive[0]!.node, alive[0]!.from, false);
      const tail = present(alive.at(-1)!.node, alive.at(-1)!.to, true);
      range.setStart(head.node, head.offset);
      range.setEnd(tail.node, tail.offset);
      return range;
    },
  };
}

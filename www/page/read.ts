import type { BlockHint, BlockKind } from '../protocol';
import { clean } from './clean';
import { excluded, isCode, isMedia, isObject, suspect } from './exclude';
import { search } from './search';
import { clipped, folded, inLine, isMark, isParagraph, isTwin, LINE_END, unselectable, unseen } from './setting';
import { sliced, STRIDE, whole } from './slices';
import { hostText, present } from './splits';
import type { PageText, ReadOptions, Reader, Span } from './types';

/** A stretch of a text node that stands in the text as it is. */
export interface Run { node: Text; from: number; at: number; length: number; code: boolean }
const isCoded = (run: Run): boolean => run.code;
/** Shared by all that have none, and never added to: the first run makes an array of its own. */
const NO_RUNS: Run[] = [];

/**
 * What a block follows: the border of an element; a `<br>` in an unfinished sentence (a line of verse, or a wrapped one); one after
 * a finished sentence; several; or whatever, and is indented as paragraphs are.
 */
type After = 'element' | 'break' | 'line' | 'emptyLine' | 'indent';

/** A paragraph as CSS lays it out. */
export interface Block {
  text: string;
  runs: Run[];
  element: Element;
  kind: BlockKind | undefined;
  level: number;
  /** How many of its characters stand in links, and in bold. */
  links: number;
  bold: number;
  /** A picture stands before it, and no other text between; `inner`: inside the same element. */
  pictured: boolean;
  inner: boolean;
  /** Nothing but code. */
  code: boolean;
  centred: boolean;
  /** Font size in px. */
  size: number;
  after: After;
  border?: BlockHint['border'] | undefined;
}

interface Frame {
  /** The next child to visit: a linked list, or the nodes assigned to a slot. */
  next: Node | null;
  list: readonly Node[] | null;
  index: number;
  element: Element;
  /** Ends a block when left. */
  block: boolean;
  /** It, or something in it, is laid out from elsewhere: a shadow root, a slot. */
  shadow: boolean;
  cell: boolean;
  /** A block without blocks in it. */
  leaf: boolean;
  /** Blocks made, and nodes seen, before it was entered. */
  before: number;
  start: number;
  /** What had happened to the page by then. */
  changes: number;
  /** `white-space` keeps line ends, spaces. */
  lines: boolean;
  spaces: boolean;
  hidden: boolean;
  bold: boolean;
  link: boolean;
  code: boolean;
  kind: BlockKind | undefined;
  level: number;
  centred: boolean;
  size: number;
  /** How the last ordinary paragraph in it is set, and its frame where the one before it is set alike: for the next one. */
  setting?: string;
  ordinary?: Frame | false | undefined;
}

const SPACE = /[ \t\n\r\f]+/g;
const BLANK = /^[ \t\n\r\f]*$/;
const flat = (text: string): string => text.replace(SPACE, ' ');

/** Characters between which a line end in the source is no space (as CSS Text has it). */
const wide = (code: number): boolean => code >= 0x2e80 && !(code >= 0xac00 && code < 0xd7b0);

// What is made for each paragraph is counted here, byte by byte: a long article then stays under the megabyte at which V8 cleans up.
export function createReader(root: Element, options: ReadOptions = {}): Reader {
  // Blocks of elements that hold no other block, kept until something in them changes.
  const kept = new WeakMap<Element, { blocks: Block[]; pictured: boolean }>();
  let shadows = new Set<ShadowRoot>();
  // Counts what happened to the page, so that a sliced reading notices that it reads two states.
  let changes = 0;

  function* reading(): Generator<undefined, Block[]> {
    const met = new Set<ShadowRoot>();
    const blocks: Block[] = [];
    const view = root.ownerDocument.defaultView!;
    const rootStyle = view.getComputedStyle(root);
    const selectable = !unselectable(rootStyle);
    let text = '';
    let runs = NO_RUNS;
    let links = 0;
    let bold = 0;
    let after: After = 'element';
    // When the last picture was met, -1 once text has followed.
    let picture = -1;
    // A collapsed space waits for the character after it; `lineEnd` where it came from a line end only.
    let space: { node: Text; from: number; lineEnd: boolean } | null = null;
    let tab = false;
    let seen = 0;

    const flush = (frame: Frame): void => {
      const trimmed = text.trim();
      if (trimmed) {
        const from = text.indexOf(trimmed);
        const end = from + trimmed.length;
        let inside = runs;
        if (trimmed !== text) {
          inside = [];
          for (const run of runs) {
            const start = Math.max(run.at, from);
            const stop = Math.min(run.at + run.length, end);
            if (start < stop) inside.push({ node: run.node, from: run.from + start - run.at, at: start - from, length: stop - start, code: run.code });
          }
        }
        const code = inside.every(isCoded);
        blocks.push({ text: trimmed, runs: inside, element: frame.element, kind: code ? 'reference' : frame.kind, level: frame.level, code, links, bold, pictured: picture >= 0, inner: picture >= frame.start, centred: frame.centred, size: frame.size, after: /^\s*(\u3000|\u00a0\u00a0)/.test(text) ? 'indent' : after, border: undefined });
        picture = -1;
      }
      text = '';
      runs = NO_RUNS;
      links = bold = 0;
      after = 'element';
      space = null;
      tab = false;
    };

    const append = (frame: Frame, node: Text, from: number, piece: string): void => {
      if (tab && text) text += '\t';
      tab = false;
      const last = runs[runs.length - 1];
      if (last && last.node === node && last.code === frame.code && last.from + last.length === from && last.at + last.length === text.length) last.length += piece.length;
      else {
        const run = { node, from, at: text.length, length: piece.length, code: frame.code };
        if (last) runs.push(run);
        else runs = [run];
      }
      text += piece;
      if (frame.link) links += piece.length;
      if (frame.bold) bold += piece.length;
    };

    /** A `<br>`, or a line end where `white-space` keeps it. */
    const lineBreak = (frame: Frame): void => {
      const line = text.trimEnd();
      flush(frame);
      after = !line ? 'emptyLine' : !frame.code && LINE_END.test(line) ? 'line' : 'break';
    };

    const read = (frame: Frame, node: Text): void => {
      const data = hostText(node);
      if (!data || frame.hidden || (!text && !frame.lines && BLANK.test(data))) return;
      if (frame.spaces && frame.lines) {
        data.split('\n').reduce((from, line, i) => {
          if (i) lineBreak(frame);
          if (line) append(frame, node, from, line);
          return from + line.length + 1;
        }, 0);
        return;
      }
      SPACE.lastIndex = 0;
      for (let from = 0; ;) {
        const match = SPACE.exec(data);
        const end = match ? match.index : data.length;
        if (from < end) {
          if (space && text && !(space.lineEnd && wide(text.charCodeAt(text.length - 1)) && wide(data.charCodeAt(from)))) append(frame, space.node, space.from, ' ');
          space = null;
          append(frame, node, from, data.slice(from, end));
        }
        if (!match) break;
        from = SPACE.lastIndex;
        if (text || frame.lines) {
          const broken = /[\n\r]/.test(match[0]);
          if (frame.lines && broken) lineBreak(frame);
          else if (text && !space) space = { node, from: end, lineEnd: broken };
          else if (space && !broken) space.lineEnd = false;
        }
      }
    };

    const stack: Frame[] = [];
    /** A block begins inside another. */
    const part = (parent: Frame): void => {
      flush(parent);
      for (let i = stack.length; i--;) {
        stack[i]!.leaf = false;
        if (stack[i]!.block) break;
      }
    };
    const enter = (element: Element, parent: Frame | undefined): void => {
      const { nodeName } = element;
      const named = element.hasAttributes();
      if (parent) {
        if (excluded(element, options.exclude)) {
          if (isMedia(nodeName)) {
            if (text.trim()) flush(parent);
            picture = seen;
          } else if (isObject(nodeName) && text && !/\s$/.test(text)) text += ' ';
          return;
        }
        if (nodeName === 'BR') {
          lineBreak(parent);
          return;
        }
        const old = kept.get(element);
        if (old) {
          flush(parent);
          for (const block of old.blocks) {
            blocks.push({ ...block, pictured: block.inner || picture >= 0 });
            picture = -1;
          }
          if (old.pictured) picture = seen;
          return;
        }
      }
      const twin = parent?.ordinary;
      // A paragraph without attributes is set as the two before it.
      if (!named && twin && isTwin(element, nodeName, twin.element)) {
        flush(parent!);
        // One by one: an object to assign from is 44 bytes more a paragraph.
        twin.start = seen;
        twin.ordinary = undefined;
        twin.before = blocks.length;
        twin.element = element;
        twin.leaf = true;
        twin.changes = changes;
        twin.next = element.firstChild;
        stack.push(twin);
        return;
      }
      // In a place that cannot be selected it is no mark, but what the place says.
      const plain = !named && isParagraph(nodeName);
      const style = parent ? view.getComputedStyle(element) : rootStyle;
      // Each property asked for costs as much as a hundred characters: what only a rule for this very element could say is not asked of
      // one that bears no attribute.
      const { display, whiteSpace, visibility, fontWeight, textAlign, fontSize } = style;
      if (parent) {
        if (display === 'none' || (style as { contentVisibility?: string }).contentVisibility === 'hidden') return;
        if (options.clean !== false && !display.startsWith('inline') && suspect(element) && element.textContent!.length < root.textContent!.length * 0.2) {
          if (element.querySelector('img,video')) picture = seen;
          return;
        }
        if (selectable && !plain && isMark(element, style)) return;
        if ((named && clipped(style)) || folded(parent.element, nodeName)) return;
      }
      const cell = display === 'table-cell';
      const inline = inLine(element, style, display);
      const block = !parent || !inline;
      if (block && parent) part(parent);
      else if (cell && text) tab = true;
      const shadow = element.shadowRoot;
      if (shadow) met.add(shadow);
      const heading = /^H[1-6]$/.test(nodeName) ? +nodeName[1]! : element.getAttribute('role') === 'heading' ? +(element.getAttribute('aria-level') ?? 2) : 0;
      const assigned = nodeName === 'SLOT' ? (element as HTMLSlotElement).assignedNodes({ flatten: true }) : [];
      // A root is no code, whatever it is called: flashes stand in a `<pre>`.
      const frame: Frame = {
        next: (shadow ?? element).firstChild, list: assigned.length ? assigned : null, index: 0,
        element: inline && parent ? parent.element : element, block, leaf: true, shadow: !!shadow || nodeName === 'SLOT', cell, before: blocks.length, start: seen, changes,
        lines: /^(pre|break-spaces)/.test(whiteSpace), spaces: /^(pre(-wrap|serve.*)?|break-spaces)$/.test(whiteSpace),
        hidden: unseen(visibility, fontSize, rootStyle),
        bold: +fontWeight >= 600, link: !!parent?.link || nodeName === 'A', code: !!parent && (parent.code || isCode(nodeName)),
        kind: heading ? 'heading' : display === 'list-item' ? 'listItem' : display === 'table-row' ? 'tableRow' : parent?.kind,
        level: heading || (parent?.level ?? 0), centred: textAlign.endsWith('center'), size: parseFloat(fontSize),
      };
      stack.push(frame);
      if (!parent || !block || !plain) return;
      const setting = nodeName + [display, fontSize, whiteSpace, visibility, fontWeight, textAlign];
      parent.ordinary = parent.setting === (parent.setting = setting) && frame;
    };

    enter(root, undefined);
    for (let frame; (frame = stack[stack.length - 1]);) {
      const node = frame.list ? frame.list[frame.index++] : frame.next;
      if (!node) {
        stack.pop();
        if (frame.shadow && stack.length) stack[stack.length - 1]!.shadow = true;
        if (frame.block) {
          flush(frame);
          // Only leaves are kept: a block element above them is cheap to walk again. What may have changed under the reading is read anew.
          if (frame.leaf && stack.length && !frame.shadow && frame.changes === changes) {
            kept.set(frame.element, { blocks: blocks.slice(frame.before), pictured: picture >= frame.start });
          }
        } else if (frame.cell && text) tab = true;
        continue;
      }
      if (!frame.list) frame.next = node.nextSibling;
      if (node.nodeType === 3) read(frame, node as Text);
      else if (node.nodeType === 1) enter(node as Element, frame);
      if (++seen % STRIDE === 0) yield;
    }
    shadows = met;
    return blocks;
  }

  let last: PageText | null = null;
  function* all(): Generator<undefined, PageText> {
    const blocks = yield* reading();
    return yield* pageText(root, yield* joined(options.clean === false ? blocks : yield* clean(blocks)));
  }

  return {
    root,
    get shadows() { return shadows; },
    get last() { return last; },
    read: () => last = whole(all()),
    async readSliced(signal, budget) {
      for (let tries = 0; tries < 3; tries++) {
        const start = changes;
        const text = await sliced(all(), budget, signal);
        if (start === changes) return last = text;
      }
      return last = whole(all());
    },
    invalidate(node, deep) {
      changes++;
      if (deep && node.nodeType === 1) for (const below of (node as Element).querySelectorAll('*')) kept.delete(below);
      for (let at: Node | null = node; at; at = at.parentNode ?? (at as ShadowRoot).host ?? null) {
        kept.delete(at as Element);
        if (at === root) break;
      }
    },
  };
}

/** Puts lines that only a `<br>` parts back into one block, "\n" between them, and says which borders are hardly more. */
function* joined(blocks: readonly Block[]): Generator<undefined, Block[]> {
  const out: Block[] = [];
  let before: Block | undefined;
  // Blocks are kept for the next reading: what becomes longer is a copy.
  let copied: Block | undefined;
  for (const block of blocks) {
    if (out.length % STRIDE === 0) yield;
    let last = out[out.length - 1];
    if (block.after === 'break' && last?.element === block.element && last.code === block.code && last.kind === block.kind) {
      if (last !== copied) out[out.length - 1] = copied = last = { ...last, runs: [...last.runs] };
      const shift = last.text.length + 1;
      last.text += `\n${block.text}`;
      for (const run of block.runs) last.runs.push({ ...run, at: run.at + shift });
    } else {
      block.border = before && border(before, block);
      out.push(block);
    }
    before = block;
  }
  return out;
}

/** Where markup and setting are the same on both sides, a border may be that of a line: a hard-wrapped text can have an element for each. */
function border(before: Block, block: Block): BlockHint['border'] {
  if (before.kind || block.kind || before.code || block.code || block.pictured) return undefined;
  if (before.element === block.element) return block.after === 'line' || block.after === 'emptyLine' ? block.after : undefined;
  return before.element.nodeName === block.element.nodeName && before.size === block.size && before.centred === block.centred
    && before.bold < before.text.length === block.bold < block.text.length && block.after !== 'indent' ? 'emptyLine' : undefined;
}

/** The runs of a reading, and where each begins in its text; a run's own `at` counts from its block. */
export const runsOf = new WeakMap<PageText, { runs: readonly Run[]; starts: readonly number[] }>();

/** Whether two readings differ in their text or in the nodes it stands in. */
export function changed(before: PageText, after: PageText): boolean {
  const [{ runs: a }, { runs: b }] = [runsOf.get(before)!, runsOf.get(after)!];
  return before.text !== after.text || a.length !== b.length || a.some((run, i) => run.node !== b[i]!.node || run.from !== b[i]!.from);
}

function* pageText(root: Element, source: readonly Block[]): Generator<undefined, PageText> {
  const blocks: BlockHint[] = [];
  const runs: Run[] = [];
  const starts: number[] = [];
  let start = 0;
  for (const { text, runs: own, kind, level, border } of source) {
    if (blocks.length % STRIDE === 0) yield;
    for (let i = 0; i < own.length; i++) {
      starts.push(start + own[i]!.at);
      runs.push(own[i]!);
    }
    const hint: BlockHint = { start, end: start + text.length };
    if (kind) hint.kind = kind;
    if (kind === 'heading' && level) hint.level = level;
    if (border) hint.border = border;
    blocks.push(hint);
    start += text.length + 1;
  }
  const text = source.map((block) => block.text).join('\n');

  /** What of a span stands in each text node. */
  const placesIn = ({ start, end }: Span, code: boolean): StaticRange[] => {
    const places: StaticRange[] = [];
    let node: Text | null = null;
    let from = 0;
    let to = 0;
    const take = (): void => {
      if (!node) return;
      const { node: startContainer, offset: startOffset } = present(node, from, false);
      const { node: endContainer, offset: endOffset } = present(node, to, true);
      places.push(new StaticRange({ startContainer, startOffset, endContainer, endOffset }));
    };
    for (let i = search(starts.length, (k) => starts[k]! + runs[k]!.length > start); starts[i]! < end; i++) {
      const run = runs[i]!;
      const at = starts[i]!;
      const go = Math.max(0, start - at);
      const stop = Math.min(run.length, end - at);
      // What the host has changed or taken away since is not ours to paint.
      const now = hostText(run.node)?.slice(run.from + go, run.from + stop) ?? '';
      const then = text.slice(at + go, at + stop);
      const there = (!run.code || code) && run.node.isConnected && (now === then || flat(now) === flat(then)) ? run.node : null;
      if (node !== there) {
        take();
        from = run.from + go;
      }
      node = there;
      to = run.from + stop;
    }
    take();
    return places;
  };

  const pageText: PageText = {
    text, blocks,
    rangesOf: (span) => placesIn(span, false),
    rangeOf(span) {
      const places = placesIn(span, true);
      if (!places.length) return null;
      const [first] = places;
      const last = places.at(-1)!;
      const range = root.ownerDocument.createRange();
      range.setStart(first!.startContainer, first!.startOffset);
      range.setEnd(last.endContainer, last.endOffset);
      return range;
    },
  };
  runsOf.set(pageText, { runs, starts });
  return pageText;
}

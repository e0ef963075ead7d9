import { listeners } from './quiet';
import { changed } from './read';
import type { PageText, Reader, WatchOptions, Watcher } from './types';

const ATTRIBUTES = ['class', 'style', 'hidden', 'open', 'slot', 'aria-hidden', 'translate', 'contenteditable'];

const own = (node: Node): boolean => node.nodeName.startsWith('TIYAO-');

/** Calls `work` once things have been quiet for `delay` ms, and at the latest after `maxDelay`; rests longer after dear work. */
function debounced(work: () => Promise<void>, { delay = 300, maxDelay = 2000 }: WatchOptions): { call(): void; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let since = 0;
  let notBefore = 0;
  let busy = false;
  let again = false;
  const run = async (): Promise<void> => {
    timer = undefined;
    since = 0;
    busy = true;
    const start = performance.now();
    try {
      await work();
    } finally {
      const now = performance.now();
      // At most a fiftieth of the time, however restless the page is.
      notBefore = now + Math.min(5000, (now - start) * 50);
      busy = false;
      if (again) call();
    }
  };
  const call = (): void => {
    again = busy;
    if (busy) return;
    const now = performance.now();
    since ||= now;
    clearTimeout(timer);
    timer = setTimeout(run, Math.max(Math.min(delay, since + maxDelay - now), notBefore - now, 0));
  };
  return { call, stop: () => { clearTimeout(timer); again = false; } };
}

/**
 * Follows a living page: reads again what changed below `reader.root` and gives the new text to `change` (not when nothing that is read
 * has changed). `same` says that only nodes were replaced: the words, and so the analysis, still hold, but are to be
 * painted anew. `gone` is called once when the root leaves the page.
 */
export function watch(reader: Reader, change: (text: PageText, same: boolean) => void, gone: () => void, options: WatchOptions = {}): Watcher {
  const { root } = reader;
  const abort = new AbortController();
  let { last } = reader;
  const seen = new Set<Node>();

  const again = debounced(async () => {
    const text = await reader.readSliced(abort.signal).catch(() => null);
    if (!text || abort.signal.aborted) return;
    look();
    const before = last;
    last = text;
    if (!before || changed(before, text)) change(text, before?.text === text.text);
  }, options);

  const take = (records: MutationRecord[]): void => {
    let any = false;
    for (const { type, target, addedNodes, removedNodes } of records) {
      if (type === 'childList' && [...addedNodes, ...removedNodes].every(own)) continue;
      any = true;
      if (target === root || root.contains(target) || target.getRootNode() !== root.getRootNode()) reader.invalidate(target, type === 'attributes');
    }
    if (any) again.call();
  };
  const observer = new MutationObserver(take);
  // The root's way up is watched for its removal only.
  const above = new MutationObserver(() => {
    if (root.isConnected) return;
    watcher.stop();
    gone();
  });
  const look = (): void => {
    for (const node of [root, ...reader.shadows]) {
      if (seen.has(node)) continue;
      seen.add(node);
      observer.observe(node, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES });
    }
  };
  look();
  for (let at: Node | null = root; (at = at.parentNode ?? (at as ShadowRoot).host ?? null);) above.observe(at, { childList: true });

  const listener = { deliver: () => take(observer.takeRecords()), forget: () => void observer.takeRecords() };
  listeners.add(listener);
  const watcher: Watcher = {
    stop() {
      abort.abort();
      again.stop();
      observer.disconnect();
      above.disconnect();
      listeners.delete(listener);
    },
  };
  return watcher;
}

/**
 * Waits for text on a page whose router has still to fetch it: calls `more` once when the page says 100 characters more than the `before`
 * it said when an article was last looked for. What has come in the meantime counts.
 */
export function awaitText(document: Document, before: number, more: () => void, options: WatchOptions = {}): Watcher {
  const again = debounced(async () => {
    if (document.body.textContent!.length < before + 100) return;
    watcher.stop();
    more();
  }, { delay: 500, ...options });
  const observer = new MutationObserver(again.call);
  observer.observe(document.body, { childList: true, subtree: true });
  again.call();
  const watcher: Watcher = {
    stop() {
      again.stop();
      observer.disconnect();
    },
  };
  return watcher;
}

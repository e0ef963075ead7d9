/* Counts what a page holds: listeners, timers, observers, workers, object URLs, style sheets, highlights, nodes. Loaded
   before anything else; `ledger()` now and later must agree for everything to have been given back. */
{
  const open = { listeners: new Map(), timers: new Set(), observers: new Set(), workers: new Set(), urls: new Set() };
  const names = new Map();
  const wrap = (owner, name, around) => { const original = owner[name]; owner[name] = function (...args) { return around.call(this, original.bind(this), ...args); }; };

  const targets = new WeakMap();
  let next = 0;
  const idOf = (object) => { if (!targets.has(object)) targets.set(object, next++); return targets.get(object); };
  const keyOf = (target, type, listener, options) =>
    `${idOf(target)} ${target.constructor?.name} ${type} ${idOf(listener)} ${typeof options === 'object' ? !!options?.capture : !!options}`;
  // What hangs on an object that nobody holds goes with it; what hangs on the page stays.
  const lasting = (target) => target === window || target === document || target instanceof Node || target instanceof MediaQueryList || target === window.visualViewport;
  wrap(EventTarget.prototype, 'addEventListener', function (add, type, listener, options) {
    const target = this ?? window;
    if (listener && lasting(target) && !options?.signal?.aborted) {
      const key = keyOf(target, type, listener, options);
      if (!open.listeners.has(key)) {
        // A node that is in no document any more cannot be reached by an event of the page's.
        open.listeners.set(key, new WeakRef(target));
        options?.signal?.addEventListener('abort', () => open.listeners.delete(key), { once: true });
        if (options?.once) add(type, () => open.listeners.delete(key), { once: true, capture: !!options.capture });
      }
    }
    return add(type, listener, options);
  });
  wrap(EventTarget.prototype, 'removeEventListener', function (remove, type, listener, options) {
    if (listener) open.listeners.delete(keyOf(this ?? window, type, listener, options));
    return remove(type, listener, options);
  });

  for (const [set, clear, repeats] of [['setTimeout', 'clearTimeout', false], ['setInterval', 'clearInterval', true], ['requestAnimationFrame', 'cancelAnimationFrame', false], ['requestIdleCallback', 'cancelIdleCallback', false]]) {
    if (!window[set]) continue;
    const [start, stop] = [window[set].bind(window), window[clear].bind(window)];
    window[set] = (callback, ...rest) => {
      const id = start((...args) => { if (!repeats) open.timers.delete(key); return callback(...args); }, ...rest);
      const key = `${set} ${id}`;
      // WebKit's driver keeps a timer of its own for each script it runs in the page, as long as its script timeout.
      if (!(rest[0] >= 180_000)) open.timers.add(key);
      return id;
    };
    window[clear] = (id) => { open.timers.delete(`${set} ${id}`); stop(id); };
  }

  for (const name of ['MutationObserver', 'IntersectionObserver', 'ResizeObserver', 'PerformanceObserver']) {
    wrap(window[name].prototype, 'observe', function (observe, ...args) { open.observers.add(this); names.set(this, name); return observe(...args); });
    wrap(window[name].prototype, 'disconnect', function (disconnect) { open.observers.delete(this); return disconnect(); });
  }
  const { Worker: Original } = window;
  window.Worker = class Worker extends Original {
    constructor(...args) { super(...args); open.workers.add(this); }
    terminate() { open.workers.delete(this); super.terminate(); }
  };
  wrap(URL, 'createObjectURL', (create, ...args) => { const url = create(...args); open.urls.add(url); return url; });
  wrap(URL, 'revokeObjectURL', (revoke, url) => { open.urls.delete(url); return revoke(url); });

  const ids = new WeakMap();
  let nodes = 0;
  const identity = (object) => { if (!ids.has(object)) ids.set(object, nodes++); return ids.get(object); };

  window.ledger = () => {
    const tree = [];
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) tree.push(`${identity(node)}:${node.nodeName}:${node.nodeType === 3 ? node.data.length : ''}`);
    return {
      html: document.documentElement.outerHTML,
      tree: tree.join(' '),
      sheets: document.adoptedStyleSheets.map(identity),
      highlights: CSS.highlights ? [...CSS.highlights.keys()].sort() : [],
      listeners: [...open.listeners].filter(([, ref]) => { const target = ref.deref(); return target && (!(target instanceof Node) || target.isConnected); }).map(([key]) => key).sort(),
      timers: [...open.timers].sort(),
      observers: [...open.observers].map((observer) => names.get(observer)).sort(),
      workers: open.workers.size,
      urls: [...open.urls].sort(),
      focus: document.activeElement?.localName ?? null,
    };
  };
}

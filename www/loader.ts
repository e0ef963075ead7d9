/**
 * The tag's own script: everything else waits until the page is idle and an article is near. Classic and small, in
 * syntax that old browsers read too, since they must come to the line that sends them away.
 */
import type { Asset, Embedding, Mount, Mounted, OwnScript } from './embedding';

/** File names and integrity of the widget's script, for engines with custom highlights and for those without; filled in by the build. */
declare const WIDGETS: readonly Asset[];

interface Connection { saveData?: boolean; effectiveType?: string }
interface Host extends Omit<typeof globalThis, 'structuredClone' | 'DecompressionStream' | 'requestIdleCallback'> {
  structuredClone?: unknown;
  DecompressionStream?: unknown;
  requestIdleCallback?: (callback: () => void, options: { timeout: number }) => number;
  tiyao?: { ready: Promise<Mounted | null>; widgets: Mounted[]; dispose: () => void };
  trustedTypes?: { createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL(url: string): string } };
}

(() => {
  const host = self as unknown as Host;
  const script = document.currentScript as HTMLScriptElement | null;
  const { connection, deviceMemory } = navigator as Navigator & { connection?: Connection; deviceMemory?: number };
  // The floor: Chrome 98, Firefox 113, Safari 16.4. A loader at work already takes the tag and cancels the event.
  if (!script || !host.structuredClone || !host.DecompressionStream
    || !script.dispatchEvent(new Event('tiyao:tag', { bubbles: true, cancelable: true }))) return;

  const widgets: Mounted[] = [];
  const abort = new AbortController();
  const { signal } = abort;
  const roots: (string | undefined)[] = [];
  let pending = 0;
  let loading: Promise<Mount> | undefined;
  let resolve: (widget: Mounted | null) => void;
  let reject: (reason: unknown) => void;
  const ready = new Promise<Mounted | null>((yes, no) => { resolve = yes; reject = no; });
  // A page that does not listen must not see "uncaught".
  ready.catch(() => {});

  const emit = (name: string, detail?: object): boolean => document.dispatchEvent(new CustomEvent('tiyao:' + name, { detail }));

  const dispose = (): void => {
    abort.abort();
    reject(signal.reason);
    while (widgets.length) widgets.pop()!.dispose();
  };

  const fail = (error: unknown): void => {
    if (signal.aborted) return;
    reject(error);
    dispose();
    const message = (error as Error).message || String(error);
    console.warn('tiyao: ' + message);
    emit('error', { message });
  };

  let policy: { createScriptURL(url: string): string } | undefined;
  const trusted = (url: string): string => {
    try {
      policy = policy || host.trustedTypes!.createPolicy('tiyao', { createScriptURL: (own) => own });
      return policy.createScriptURL(url);
    } catch {
      return url;
    }
  };

  /** Loaded, idle, and an article (or the element that the publisher selects) within a screen of the viewport. */
  const moment = (root: string | undefined): Promise<void> => new Promise((done) => {
    // The bound is for Chromium, where a sandboxed frame at times never has an idle moment, however idle it is.
    const idle = (): unknown => (host.requestIdleCallback ? host.requestIdleCallback(near, { timeout: 4000 }) : setTimeout(near, 200));
    const near = (): void => {
      const articles = [...document.querySelectorAll(root || 'main,article')].filter((element) => element.getClientRects().length);
      // Mostly it is near already, and an observer would say so only a frame later.
      if (!articles.length || articles.some((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top < 2 * innerHeight && bottom > -innerHeight;
      })) return done();
      const observer = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          observer.disconnect();
          done();
        }
      }, { rootMargin: '100%' });
      signal.addEventListener('abort', () => observer.disconnect());
      articles.forEach((element) => observer.observe(element));
    };
    if (document.readyState === 'complete') idle();
    else addEventListener('load', idle, { once: true, signal });
  });

  const load = <T>(base: string, [name, integrity]: Asset): Promise<T> => new Promise((done, failed) => {
    const url = base + name;
    const element = document.createElement('script') as OwnScript<T>;
    const end = (reason: string): void => {
      clearTimeout(timer);
      element.remove();
      failed(Error(url + reason));
    };
    const timer = setTimeout(end, 60000, ' did not arrive within 60 s');
    signal.addEventListener('abort', () => end(''));
    element.tiyao = done;
    element.onload = () => end(' is not the file of this build');
    element.onerror = () => end(' cannot be loaded: put all files of the build there, allow it in script-src, and on another origin serve it with Access-Control-Allow-Origin');
    element.integrity = integrity;
    element.crossOrigin = 'anonymous';
    element.nonce = script.nonce;
    try {
      element.src = trusted(url);
      document.head.append(element);
    } catch {
      end(' is refused: add trusted-types tiyao to the policy');
    }
  });

  const add = async (tag: HTMLScriptElement): Promise<void> => {
    const data = Object.assign({}, tag.dataset) as Embedding['data'];
    const { root, assets } = data;
    // The same tag twice is one widget; tags that select different articles are several.
    if (roots.includes(root)) return;
    roots.push(root);
    pending++;
    try {
      await moment(root);
      if (signal.aborted) return;
      let base: string;
      try {
        base = assets == null ? new URL('.', script.src).href : new URL(assets.replace(/\/?$/, '/'), document.baseURI).href;
      } catch {
        throw Error(`data-assets is "${assets}", expected the URL of the folder with the files of the build`);
      }
      const light = !!connection && (connection.saveData || /[23]g/.test(connection.effectiveType!)) || deviceMemory! < 2;
      const mount = await (loading = loading || load(base, WIDGETS[CSS.highlights ? 0 : 1]!));
      if (signal.aborted) return;
      const widget = await mount({ data, base, light, trusted, load, signal, fail });
      if (signal.aborted) return widget!.dispose();
      if (widget) {
        widgets.push(widget);
        emit('ready', { analysis: widget.analysis, article: widget.article });
      } else {
        emit('none');
      }
      resolve(widget);
      if (!--pending && !widgets.length) dispose();
    } catch (error) {
      fail(error);
    }
  };

  document.addEventListener('tiyao:tag', (event) => {
    event.preventDefault();
    void add(event.target as HTMLScriptElement);
  }, { signal });
  host.tiyao = { ready, widgets, dispose };
  void add(script);
})();

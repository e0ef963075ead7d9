/**
 * The tag's own script: everything else waits until the page is idle and an article is near. Classic and small, in
 * syntax that old browsers read too, since they must come to the line that sends them away.
 */
import type { Embedding, Mount, Mounted, OwnScript } from './embedding';
import type { Extra } from './extra';

/** Filled in by the build, each on its own so that it stands where it is used: names and integrity of the widget's script and of what only some pages need; the worker's name. */
declare const WIDGET: string;
declare const WIDGET_INTEGRITY: string;
declare const EXTRA: string;
declare const EXTRA_INTEGRITY: string;
declare const WORKER: string;

interface Connection { saveData?: boolean; effectiveType?: string }
interface Host extends Omit<typeof globalThis, 'structuredClone' | 'DecompressionStream' | 'requestIdleCallback'> {
  structuredClone?: unknown;
  DecompressionStream?: unknown;
  requestIdleCallback?: (callback: () => void, options: { timeout: number }) => number;
  tiyao?: { ready: Promise<Mounted | null>; widgets: Mounted[]; dispose: () => void; take?: (tag: HTMLScriptElement) => boolean | void };
  trustedTypes?: { createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL(url: string): string } };
}

(() => {
  const host = self as unknown as Host;
  const script = document.currentScript as HTMLScriptElement | null;
  const { tiyao } = host;
  // The floor: Chrome 98, Firefox 113, Safari 16.4. A loader at work already takes the tag.
  if (!script || !host.structuredClone || !host.DecompressionStream || (tiyao && tiyao.take && !tiyao.take(script))) return;

  const widgets: Mounted[] = [];
  const abort = new AbortController();
  const { signal } = abort;
  const roots: (string | undefined)[] = [];
  let pending = 0;
  let loading: Promise<Mount> | undefined;
  let more: Promise<Extra> | undefined;
  let resolve: (widget: Mounted | null) => void;
  let reject: (reason: unknown) => void;
  const ready = new Promise<Mounted | null>((yes, no) => { resolve = yes; reject = no; });
  // A page that does not listen must not see "uncaught".
  ready.catch(() => {});

  const emit = (name: string, detail?: object): boolean => document.dispatchEvent(new CustomEvent('tiyao:' + name, { detail }));

  const dispose = (): void => {
    abort.abort();
    reject(signal.reason);
    widgets.splice(0).forEach((widget) => widget.dispose());
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

  /** What was found out when the page was published. */
  const record = (): unknown => document.querySelector('script[data-tiyao]');

  /** Loaded (with a record only parsed), idle, and an article (or the element that the publisher selects) within a screen of the viewport: the articles. */
  const moment = (root: string | undefined): Promise<Element[]> => new Promise((done) => {
    // The bound is for Chromium, where a sandboxed frame at times never has an idle moment, however idle it is.
    const idle = (): unknown => (host.requestIdleCallback ? host.requestIdleCallback(near, { timeout: 4000 }) : setTimeout(near, 200));
    const near = (): void => {
      const articles = [...document.querySelectorAll(root || 'article')];
      // Mostly it is near already, and an observer would say so only a frame later. What is hidden is at 0.
      if (!articles.length || articles.some((element) => element.getBoundingClientRect().top < 2 * innerHeight)) return done(articles);
      const observer = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) {
          observer.disconnect();
          done(articles);
        }
      }, { rootMargin: '100%' });
      signal.addEventListener('abort', () => observer.disconnect());
      articles.forEach((element) => observer.observe(element));
    };
    if (document.readyState === 'complete' || document.readyState !== 'loading' && record()) idle();
    else addEventListener('load', idle, { once: true, signal });
  });

  const load = <T>(url: string, integrity: string): Promise<T> => new Promise((done, failed) => {
    const element = document.createElement('script') as OwnScript<T>;
    const end = (reason: string): void => {
      clearTimeout(timer);
      element.remove();
      failed(Error(url + reason));
    };
    const timer = setTimeout(end, 60000, ' did not arrive in 60 s');
    signal.addEventListener('abort', () => end(''));
    element.tiyao = done;
    element.onload = () => end(' is not the file of this build');
    element.onerror = () => end(' cannot be loaded: put all files of the build there, allowed by script-src, on another origin with Access-Control-Allow-Origin');
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

  /** Starts the engine while the widget's script is on its way. What is in the way here the widget meets again, and says so. */
  const hire = (base: string, url: string, { dictionary }: Embedding['data'], workers: Worker[]): void => {
    try {
      if (!base.startsWith(origin + '/')) return;
      const worker = new Worker(trusted(url), { name: 'tiyao' });
      workers.push(worker);
      // `false` keeps it off the console.
      worker.onerror = () => !workers.pop();
      signal.addEventListener('abort', () => worker.terminate());
      // Only now: the browser takes 1 to 3 ms to find the reader's settings, in which the worker begins.
      if (!/"off":true/.test(localStorage['tiyao'])) worker.postMessage({ method: 'start', args: { base, tier: dictionary } });
    } catch {}
  };

  const add = async (tag: HTMLScriptElement): Promise<void> => {
    const data = { ...tag.dataset } as Embedding['data'];
    const { root, assets } = data;
    // The same tag twice is one widget; tags that select different articles are several.
    if (roots.includes(root)) return;
    roots.push(root);
    pending++;
    try {
      const [only, other] = await moment(root);
      if (signal.aborted) return;
      const [folder, from] = assets == null ? ['.', script.src] : [assets.replace(/\/?$/, '/'), document.baseURI];
      let base: string;
      try {
        base = new URL(folder, from).href;
      } catch {
        throw Error(`data-assets="${assets}" is not the URL of the files of the build`);
      }
      // Not before: Chromium takes a fifth of a millisecond to answer, which the page's first paint would wait for.
      const { connection, deviceMemory } = navigator as Navigator & { connection?: Connection; deviceMemory?: number };
      const light = !!connection && (connection.saveData || /[23]g/.test(connection.effectiveType!)) || deviceMemory! < 2;
      const workers: Worker[] = [];
      const worker = base + WORKER;
      // A page that has just one, and Chinese in it, is the page of an article as good as certainly.
      if (only && !other && !loading && !light && !data['start'] && /[一-龥]{9}/.test(only.textContent!) && !record()) hire(base, worker, data, workers);
      const extra = (): Promise<Extra> => more = more || load(base + EXTRA, EXTRA_INTEGRITY);
      // What reads the record, beside the widget. Why it cannot be had the widget hears too.
      if (record()) extra().catch(() => {});
      const mount = await (loading = loading || load(base + WIDGET, WIDGET_INTEGRITY));
      if (signal.aborted) return;
      const widget = await mount({ data, base, light, worker, workers, trusted, extra, signal, fail });
      workers.splice(0).forEach((worker) => worker.terminate());
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

  // `true` once it has given everything back: the tag is another loader's then.
  host.tiyao = { ready, widgets, dispose, take: (tag) => signal.aborted || void add(tag) };
  void add(script);
})();

/** What differs between a page, a worker and Node. This one is for all but Node; see `platform-node.ts`. */
import type { EngineWorker } from '../link';
import { startWorker } from '../start-worker';
import { LocalWorker } from './local';

export type AssetName = 'engine.wasm' | 'standard.dict' | 'full.dict' | 'worker.js';

export interface Platform {
  /** Whether a worker is used unless told otherwise. */
  readonly worker: boolean;
  /** What to do about a file that is missing. */
  readonly advice: string;
  /** URL of a file of the package, under `base` if given. */
  asset(name: AssetName, base?: string): string;
  /** A URL of the caller's, made absolute. */
  resolve(url: string): string;
  createWorker(url: string): EngineWorker;
  /** The engine in this thread. */
  createLocal(): EngineWorker;
}

/** Each written out whole: this is the form in which bundlers see that a file is meant. */
const beside: Record<AssetName, () => URL> = {
  'engine.wasm': () => new URL('./engine.wasm', import.meta.url),
  'standard.dict': () => new URL('./standard.dict', import.meta.url),
  'full.dict': () => new URL('./full.dict', import.meta.url),
  'worker.js': () => new URL('./worker.js', import.meta.url),
};

export const platform: Platform = {
  advice: 'If a bundler left the file behind: run `npx tiyao copy-assets DIR` and pass `assets: URL`; in Vite 5 to 7 dev add `optimizeDeps: { exclude: ["tiyao"] }`.',
  worker: typeof document === 'object' && typeof Worker === 'function',
  // Next.js makes something of `new URL` whose address is no absolute one.
  asset: (name, base) => (base === undefined ? absolute(beside[name]().href) : base + name),
  resolve: absolute,
  createWorker(url) {
    const worker = startWorker(url, trusted);
    // A script that is not there says nothing of itself.
    const named: EngineWorker = {
      onmessage: null,
      onerror: null,
      postMessage: (message: unknown) => worker.postMessage(message),
      terminate: () => worker.terminate(),
    };
    worker.onmessage = (event) => named.onmessage?.call(worker, event);
    worker.onerror = (event) => {
      event.preventDefault();
      named.onerror?.call(worker, new ErrorEvent('error', { message: event.message || `${url} is missing, is no script, or is refused by the page's policy` }));
    };
    return named;
  },
  createLocal: () => new LocalWorker(),
};

function absolute(url: string): string {
  return new URL(url, typeof document === 'object' ? document.baseURI : globalThis.location?.href).href;
}

/** A page that requires Trusted Types must allow our policy by the name `tiyao`. */
function trusted(url: string): string {
  interface Factory { createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string } }
  const types = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  if (!types) return url;
  policy ??= types.createPolicy('tiyao', { createScriptURL: (same) => same });
  return policy.createScriptURL(url);
}
let policy: { createScriptURL(url: string): string } | undefined;

/** `createAnalyzer`: one engine, wherever it runs. */
import { Engine } from '../engine';
import { EngineError } from '../engine-error';
import type { AnalyzeInput, AnalyzeOptions, Analysis, Methods, Segmentation, SegmentOptions, Source, StartArgs } from '../protocol';
import { platform } from './platform';

export { EngineError };

/** The bytes of an asset, or where to get them. */
export type AssetSource = string | URL | Response | PromiseLike<Response> | ArrayBuffer | ArrayBufferView;

export interface AnalyzerOptions {
  /** `'standard'` (the default), `'full'` (every word of jieba's dictionary, three times the size), or a dictionary's URL, `Response` or bytes. */
  dictionary?: 'standard' | 'full' | AssetSource;
  /** The module `engine.wasm`: its URL, `Response`, bytes or compiled. Default: beside this script. */
  wasm?: AssetSource | WebAssembly.Module;
  /** The folder all files of the package were copied to (`npx tiyao copy-assets DIR`). Default: where this script lies. */
  assets?: string | URL;
  /** Whether the engine runs in a worker. Default: `true` on a page, `false` in Node and inside a worker. */
  worker?: boolean;
  /** Words of your own, in jieba's format (`word [frequency] [tag]` a line) or as a list. */
  userDictionary?: string | readonly string[];
  /** How long wasm and dictionary may take to arrive, in ms. Default 60,000. */
  startTimeout?: number;
  /** How long one request may take, in ms. Default 60,000. */
  timeout?: number;
  /** Stops waiting for the analyzer. */
  signal?: AbortSignal;
}

/** Ends the request early; its promise rejects with the signal's reason. */
export interface RequestOptions {
  signal?: AbortSignal;
}

export interface Analyzer {
  /** Divides `text` into tokens. */
  segment(text: string, options?: SegmentOptions & RequestOptions): Promise<Segmentation>;
  /** Keywords, sentences, summary and outline. */
  analyze(input: string | AnalyzeInput, options?: AnalyzeOptions & RequestOptions): Promise<Analysis>;
  /** Adds words for all later requests. Lines that cannot be used are skipped and reported with their numbers. */
  addWords(words: string | readonly string[], options?: RequestOptions): Promise<ReturnType<Methods['addWords']>>;
  /** Ends the worker and frees its memory; what was not answered rejects with the code `disposed`. */
  dispose(): void;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Codes of errors that a missing or wrong file explains. */
const BY_FILE: readonly string[] = ['fetch', 'worker', 'corrupt-dictionary', 'dictionary-version'];

/**
 * Fetches the engine and its dictionary, and answers when both are ready.
 *
 * @throws EngineError with a `code`: `fetch`, `worker`, `policy`, `corrupt-dictionary`, `dictionary-version`, `timeout` …
 */
export async function createAnalyzer(options: AnalyzerOptions = {}): Promise<Analyzer> {
  const engine = await createEngine(options);
  const analyzer: Analyzer = {
    segment: async (text, { signal, ...rest } = {}) => engine.segment(string(text, 'text'), rest, signal),
    analyze: async (input, { signal, ...rest } = {}) => engine.analyze(typeof input === 'string' ? { text: input } : article(input), rest, signal),
    addWords: async (words, { signal } = {}) => engine.addWords(lines(words), signal),
    dispose: () => engine.dispose(),
    [ASYNC_DISPOSE]: async () => engine.dispose(),
  };
  try {
    await engine.start(options.signal);
  } catch (error) {
    engine.dispose();
    const cause = error instanceof EngineError && BY_FILE.includes(error.code) ? new EngineError(error.code, `${error.message}. ${platform.advice}`, error.fatal) : error;
    throw cause;
  }
  return analyzer;
}

/** Where `Symbol.asyncDispose` is missing the method has the name that its polyfills give it. */
const ASYNC_DISPOSE: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? (Symbol.for('Symbol.asyncDispose') as typeof Symbol.asyncDispose);

/**
 * An engine that fetches nothing until its first request.
 * @internal
 */
export async function createEngine({ dictionary = 'standard', wasm, assets, worker = platform.worker, userDictionary = [], startTimeout, timeout }: AnalyzerOptions): Promise<Engine> {
  const base = assets === undefined ? undefined : folder(assets);
  const tier = dictionary === 'standard' || dictionary === 'full' ? dictionary : undefined;
  const [module, words] = await Promise.all([
    source(wasm ?? platform.asset('engine.wasm', base)),
    source(tier ? platform.asset(`${tier}.dict`, base) : (dictionary as AssetSource)),
  ]);
  const start: StartArgs = { wasm: module, dictionary: words as string | ArrayBuffer };
  const engine = new Engine({
    start,
    files: [module, words].filter((file) => typeof file === 'string').join(' and ') || 'the engine',
    createWorker: worker ? () => platform.createWorker(platform.asset('worker.js', base)) : platform.createLocal,
    ...(startTimeout === undefined ? {} : { startTimeout }),
    ...(timeout === undefined ? {} : { timeout }),
  });
  // The first request; whoever asks next hears of a failure.
  if (userDictionary.length) engine.addWords(lines(userDictionary)).catch(() => {});
  return engine;
}

function lines(words: string | readonly string[]): string {
  return typeof words === 'string' ? words : words.join('\n');
}

async function source(given: AssetSource | WebAssembly.Module): Promise<Source> {
  if (typeof given === 'string') return platform.resolve(given);
  if (given instanceof URL) return given.href;
  if (given instanceof WebAssembly.Module || given instanceof ArrayBuffer) return given;
  if (ArrayBuffer.isView(given)) return new Uint8Array(given.buffer, given.byteOffset, given.byteLength).slice().buffer as ArrayBuffer;
  const response = await (given as Response | PromiseLike<Response>);
  if (!response?.arrayBuffer) throw new TypeError('an asset is a URL, a Response, bytes, or (the engine) a WebAssembly.Module');
  if (!response.ok) throw new EngineError('fetch', `${response.url || 'the response'}: the server answered ${response.status}`);
  return response.arrayBuffer();
}

/** Absolute, with a slash at its end. */
function folder(assets: string | URL): string {
  const url = platform.resolve(String(assets));
  return url.endsWith('/') ? url : `${url}/`;
}

function article(input: AnalyzeInput): AnalyzeInput {
  string(input?.text, 'input.text');
  return input;
}

function string(value: string, name: string): string {
  if (typeof value !== 'string') throw new EngineError('invalid-input', `${name} must be a string, not ${value === null ? 'null' : typeof value}`);
  return value;
}

/** The words that flat spans name: `slices(text, segmentation.spans)`. */
export function slices(text: string, spans: ArrayLike<number>): string[] {
  const words = new Array<string>(spans.length >> 1);
  for (let i = 0; i < words.length; i++) words[i] = text.slice(spans[2 * i], spans[2 * i + 1]);
  return words;
}

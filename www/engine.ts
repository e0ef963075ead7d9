/**
 * The page's end of the engine: requests as promises, one at a time, over a worker that is replaced when it dies.
 *
 * One request is under way at any time, the others wait here and not in the worker's queue: so an aborted request that
 * has not begun costs nothing, a timeout counts only the request's own time, and when the worker dies exactly one
 * request is lost.
 */
import { EngineError } from './engine-error';
import type { AnalyzeInput, AnalyzeOptions, Analysis, Methods, Request, Response, Segmentation, SegmentOptions, StartArgs } from './protocol';

export { EngineError };

/** What the engine asks of a worker: the browser's own, Node's, or the engine in this very thread. */
export type EngineWorker = Pick<Worker, 'onmessage' | 'onerror' | 'postMessage' | 'terminate'>;

export interface EngineOptions extends StartArgs {
  /** Starts the worker; called again after each death. */
  createWorker: () => EngineWorker;
  /** What an error calls the worker: its URL. */
  worker?: string;
  /** How long wasm and dictionary may take to arrive, in ms. Default 60,000. */
  startTimeout?: number;
  /** How long one request may take, in ms. Default 60,000. */
  timeout?: number;
}

type Method = keyof Methods;

interface Job {
  readonly method: Method;
  readonly args: unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (reason: unknown) => void;
}

export class Engine {
  readonly #options: EngineOptions;
  #queue: Job[] = [];
  #current: Job | null = null;
  #worker: EngineWorker | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #id = 0;
  /** Given to every new worker, so that a death does not forget them. */
  readonly #words: string[] = [];
  #disposed = false;

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  /** Fetches worker, wasm and dictionary now instead of with the first request. */
  async start(signal?: AbortSignal): Promise<void> {
    // An empty text needs nothing but a started engine.
    await this.segment('', undefined, signal);
  }

  segment(text: string, options?: SegmentOptions, signal?: AbortSignal): Promise<Segmentation> {
    return this.#request('segment', { text, options }, signal);
  }

  analyze(input: AnalyzeInput, options?: AnalyzeOptions, signal?: AbortSignal): Promise<Analysis> {
    return this.#request('analyze', { input, options }, signal);
  }

  async addWords(words: string, signal?: AbortSignal): Promise<ReturnType<Methods['addWords']>> {
    const result = await this.#request('addWords', { words }, signal);
    this.#words.push(words);
    return result;
  }

  /** Ends the worker; what was asked and not answered rejects. */
  dispose(): void {
    this.#disposed = true;
    this.#queue.unshift(...(this.#current ? [this.#current] : []));
    this.#current = null;
    this.#lose(new EngineError('disposed', 'the engine was disposed of'));
  }

  #request<M extends Method>(method: M, args: Record<string, unknown>, signal?: AbortSignal): Promise<ReturnType<Methods[M]>> {
    return new Promise((resolve, reject) => {
      if (this.#disposed) throw new EngineError('disposed', 'the engine was disposed of');
      signal?.throwIfAborted();
      const abort = (): void => {
        // Under way already: its answer goes unheard.
        this.#queue = this.#queue.filter((other) => other !== job);
        reject(signal!.reason);
      };
      const settle = <T>(done: (value: T) => void) => (value: T): void => {
        signal?.removeEventListener('abort', abort);
        done(value);
      };
      const job: Job = { method, args, resolve: settle(resolve), reject: settle(reject) };
      signal?.addEventListener('abort', abort);
      this.#queue.push(job);
      this.#next();
    });
  }

  #next(): void {
    if (this.#current || !this.#queue.length) return;
    if (this.#worker) return this.#send(this.#queue.shift()!);
    try {
      this.#worker = this.#options.createWorker();
    } catch (cause) {
      return this.#lose(this.#unusable(cause, false));
    }
    this.#worker.onmessage = ({ data }: MessageEvent<Response>) => this.#answer(data);
    // A script that is missing, refused by the policy, or broken; or an exception nobody caught.
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#lose(this.#unusable(event, true));
    };
    const { wasm, dictionary, wasmIntegrity, dictionaryIntegrity } = this.#options;
    const ignore = (): void => {};
    this.#queue.unshift(...this.#words.map((words): Job => ({ method: 'addWords', args: { words }, resolve: ignore, reject: ignore })));
    // Without a start nothing else can be answered.
    const reject = (error: unknown): void => this.#lose(error);
    this.#send({ method: 'start', args: { wasm, dictionary, wasmIntegrity, dictionaryIntegrity }, resolve: ignore, reject });
  }

  #send(job: Job): void {
    this.#current = job;
    const start = job.method === 'start';
    const limit = (start ? this.#options.startTimeout : this.#options.timeout) ?? 60_000;
    this.#timer = setTimeout(() => {
      const what = start ? `${[this.#options.worker, this.#options.wasm, this.#options.dictionary].filter((source) => typeof source === 'string').join(', ')} did not all arrive` : `${job.method} gave no answer`;
      this.#lose(new EngineError('timeout', `${what} within ${limit / 1000} s`, true));
    }, limit);
    this.#worker!.postMessage({ id: ++this.#id, method: job.method, args: job.args } as Request);
  }

  #answer(response: Response | null): void {
    const job = this.#current;
    if (!job || response?.id !== this.#id) return;
    clearTimeout(this.#timer);
    this.#current = null;
    if ('error' in response) {
      const { code, message, fatal } = response.error;
      // A trap leaves the module in pieces; the next request gets a new one.
      if (fatal) this.#end();
      job.reject(new EngineError(code, message, fatal));
    } else {
      job.resolve(response.result as never);
    }
    this.#next();
  }

  /** The worker is lost, and with it the request under way; if that was the start, all that wait for it. */
  #lose(error: unknown): void {
    const job = this.#current;
    clearTimeout(this.#timer);
    this.#current = null;
    this.#end();
    // No job: the worker could not even be made, or nothing is wanted any more.
    const lost = !job || job.method === 'start' ? this.#queue.splice(0) : [job];
    for (const { reject } of lost) reject(error);
    this.#next();
  }

  #end(): void {
    this.#worker?.terminate();
    this.#worker = null;
  }

  /** A message comes with what the script itself threw, or with a refusal to start it. */
  #unusable(cause: unknown, running: boolean): EngineError {
    const { worker = 'the worker' } = this.#options;
    const reason = (cause as { message?: string } | null)?.message;
    return new EngineError('worker', reason && running
      ? `${worker} failed (${reason}); if it is not the file of this build, put it there again`
      : `${worker} cannot be run${reason ? ` (${reason})` : ''}: put all files of the build there, `
        + `and allow it in the page's policy: worker-src 'self', or from another origin worker-src blob: and script-src with that origin`, true);
  }
}

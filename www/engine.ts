/**
 * The engine as promises, over a worker that is replaced when it dies.
 *
 * One request is under way at any time, the others wait here and not in the worker's queue: so an aborted request that
 * has not begun costs nothing, and when the worker dies exactly one request is lost.
 */
import { EngineError } from './engine-error';
import { link, type EngineOptions, type Link, type Method } from './link';
import type { AnalyzeInput, AnalyzeOptions, Analysis, Methods, Segmentation, SegmentOptions } from './protocol';

export { EngineError };

interface Job {
  readonly method: Method;
  readonly args: never;
  readonly resolve: (result: never) => void;
  readonly reject: (reason: unknown) => void;
}

export class Engine {
  readonly #options: EngineOptions;
  #queue: Job[] = [];
  #current: Job | null = null;
  #link: Link | null = null;
  /** Given to every new worker, so that a death does not forget them. */
  readonly #words: string[] = [];
  #disposed: EngineError | null = null;

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
    this.#disposed ??= new EngineError('disposed', 'the engine was disposed of');
    this.#link?.dispose();
    this.#drop(this.#disposed);
  }

  #request<M extends Method>(method: M, args: Record<string, unknown>, signal?: AbortSignal): Promise<ReturnType<Methods[M]>> {
    return new Promise((resolve, reject) => {
      if (this.#disposed) throw this.#disposed;
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
      const job: Job = { method, args: args as never, resolve: settle(resolve), reject: settle(reject) };
      signal?.addEventListener('abort', abort);
      this.#queue.push(job);
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    if (this.#current || !this.#queue.length) return;
    const job = this.#current = this.#queue.shift()!;
    const worker = this.#link ??= this.#open();
    try {
      job.resolve(await worker.ask(job.method, job.args) as never);
    } catch (error) {
      job.reject(error);
      // What is fatal has ended the worker.
      if ((error as EngineError).fatal) this.#link = null;
    }
    this.#current = null;
    void this.#next();
  }

  #open(): Link {
    const worker = link(this.#options);
    // Whoever waits for a start that fails would only wait for the same again.
    worker.started.catch((error: unknown) => {
      worker.dispose();
      this.#link = null;
      this.#drop(error);
    });
    for (const words of this.#words) worker.ask('addWords', { words }).catch(() => {});
    return worker;
  }

  #drop(error: unknown): void {
    for (const { reject } of this.#queue.splice(0)) reject(error);
  }
}

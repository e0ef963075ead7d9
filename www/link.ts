/**
 * One worker's life: started first, then one request at a time; a timeout counts only the request's own time. What kills the
 * worker (a trap, no answer, a script that cannot be run) ends the link for good, with all that was asked of it.
 */
import { EngineError } from './engine-error';
import type { Methods, Request, Response } from './protocol';

/** What the engine asks of a worker: the browser's own, Node's, or the engine in this very thread. */
export type EngineWorker = Pick<Worker, 'onmessage' | 'onerror' | 'postMessage' | 'terminate'>;

export interface EngineOptions {
  /** Starts the worker; called again after each death. */
  createWorker: () => EngineWorker;
  /** What the worker is told first: `StartArgs`, or what it makes them of. */
  start: unknown;
  /** What an error calls the worker: its URL. */
  worker?: string;
  /** What an error calls all that has to arrive. */
  files?: string;
  /** How long wasm and dictionary may take to arrive, in ms. Default 60,000. */
  startTimeout?: number;
  /** How long one request may take, in ms. Default 60,000. */
  timeout?: number;
}

export type Method = keyof Methods;

export interface Link {
  /** Answers when the worker has what it needs. */
  readonly started: Promise<unknown>;
  ask<M extends Method>(method: M, args: Parameters<Methods[M]>[0]): Promise<ReturnType<Methods[M]>>;
  /** Ends the worker; what was not answered rejects. */
  dispose(): void;
}

export function link({ createWorker, start, worker: url = 'the worker', files = `${url} and its files`, startTimeout = 60_000, timeout = 60_000 }: EngineOptions): Link {
  let worker: EngineWorker | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let error: EngineError | undefined;
  let current: { resolve: (result: never) => void; reject: (reason: unknown) => void } | undefined;
  let id = 0;

  const end = (cause: EngineError): void => {
    error ??= cause;
    clearTimeout(timer);
    worker?.terminate();
    current?.reject(error);
    current = undefined;
  };
  /** A message comes with what the script itself threw, or with a refusal to start it. */
  const unusable = (cause: unknown): void => {
    const reason = (cause as { message?: string } | null)?.message;
    end(new EngineError('worker', `${url} failed${reason ? ` (${reason})` : ''}: put all files of the build there, and allow it in the page's policy: `
      + `worker-src 'self', or from another origin worker-src blob: and script-src with that origin`, true));
  };
  const post = (method: Method, args: unknown, limit = timeout): Promise<never> => new Promise((resolve, reject) => {
    if (error) throw error;
    current = { resolve, reject };
    timer = setTimeout(() => {
      end(new EngineError('timeout', `${method === 'start' ? `${files} did not all arrive` : `${method} gave no answer`} within ${limit / 1000} s`, true));
    }, limit);
    worker!.postMessage({ id: ++id, method, args } as Request);
  });

  try {
    worker = createWorker();
    worker.onmessage = ({ data }: MessageEvent<Response | null>) => {
      if (!current || data?.id !== id) return;
      const { resolve, reject } = current;
      clearTimeout(timer);
      current = undefined;
      if ('error' in data) {
        const { code, message, fatal } = data.error;
        const failure = new EngineError(code, message, fatal);
        // A trap leaves the module in pieces.
        if (fatal) end(failure);
        reject(failure);
      } else {
        resolve(data.result as never);
      }
    };
    // A script that is missing, refused by the policy, or broken; or an exception nobody caught.
    worker.onerror = (event) => {
      event.preventDefault();
      unusable(event);
    };
  } catch (cause) {
    unusable(cause);
  }
  const started = post('start', start, startTimeout);
  let last: Promise<unknown> | undefined;
  return {
    started,
    ask(method, args) {
      const before = last;
      // Without a start nothing else can be answered.
      const answer = started.then(() => before).then(() => post(method, args));
      last = answer.catch(() => {});
      return answer;
    },
    dispose: () => end(new EngineError('disposed', 'the engine was disposed of')),
  };
}

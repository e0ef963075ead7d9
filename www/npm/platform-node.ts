/** Node: files are read from the disk, and `worker: true` means a thread. */
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { EngineWorker } from '../link';
import { readFileUrl } from './files';
import { LocalWorker } from './local';
import type { Platform } from './platform';

export const platform: Platform = {
  advice: 'If a bundler moved the script: leave the package external, or pass `assets: FOLDER` with its files.',
  worker: false,
  asset: (name, base) => new URL(name === 'worker.js' ? 'thread.js' : name, base ?? import.meta.url).href,
  resolve: (url) => (/^[a-z][a-z\d+.-]+:/i.test(url) ? url : pathToFileURL(url).href),
  createWorker(url): EngineWorker {
    const thread = new Worker(new URL(url));
    // Keeps the program alive only while a request waits for its answer.
    thread.unref();
    const worker: EngineWorker = {
      onmessage: null,
      onerror: null,
      postMessage(message: unknown) {
        thread.ref();
        thread.postMessage(message);
      },
      terminate: () => void thread.terminate(),
    };
    thread.on('message', (data) => {
      thread.unref();
      worker.onmessage?.call(worker as never, { data } as MessageEvent);
    });
    thread.on('error', ({ message }) => worker.onerror?.call(worker as never, { message, preventDefault() {} } as ErrorEvent));
    return worker;
  },
  createLocal: () => new LocalWorker(readFileUrl),
};

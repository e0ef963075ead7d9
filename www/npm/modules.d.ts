/** What is used of Node, so that its types do not reach what runs on a page; and the glue as a function. */
declare module 'node:fs/promises' {
  export function readFile(url: URL): Promise<Uint8Array<ArrayBuffer>>;
}

declare module 'node:url' {
  export function pathToFileURL(path: string): URL;
}

declare module 'node:worker_threads' {
  interface Port {
    on(name: 'message', listener: (data: unknown) => void): void;
    postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
  }
  export const parentPort: Port | null;
  export class Worker implements Port {
    constructor(url: URL);
    on(name: 'message', listener: (data: unknown) => void): void;
    on(name: 'error', listener: (error: Error) => void): void;
    postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
    ref(): void;
    unref(): void;
    terminate(): Promise<number>;
  }
}

declare module 'engine-factory' {
  /** A fresh copy of wasm-bindgen's glue, with state of its own. */
  export function instantiate(): import('../host').Glue;
}

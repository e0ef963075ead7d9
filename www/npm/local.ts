/** A worker that is none: the engine in the caller's own thread, with the same messages. */
import { instantiate } from 'engine-factory';
import type { EngineWorker } from '../link';
import { createHost } from '../host';
import type { Request } from '../protocol';

export class LocalWorker implements EngineWorker {
  onmessage: EngineWorker['onmessage'] = null;
  onerror: EngineWorker['onerror'] = null;
  /** Its own instance of the module: what traps takes no other analyzer with it. */
  #answer: ReturnType<typeof createHost> | null;

  constructor(read?: (url: string) => Promise<Uint8Array<ArrayBuffer>> | null) {
    this.#answer = createHost(instantiate(), read);
  }

  async postMessage(request: Request): Promise<void> {
    const answered = await this.#answer?.(request);
    if (answered && this.#answer) this.onmessage?.call(this as unknown as Worker, { data: answered.answer } as MessageEvent);
  }

  terminate(): void {
    this.#answer = null;
  }
}

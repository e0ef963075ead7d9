/** The files of one build, beside each other under hashed names. The worker knows those of the engine. */
import type { Embedding } from './embedding';
import type { Files, Tier } from './embed-worker';
import { link } from './link';
import { startWorker } from './start-worker';
import type { EngineLike } from './widget';

/** An engine over the files under `base`, for as long as its worker lives: the widget gives up with it. */
export function engineAt({ base, worker, workers, trusted }: Pick<Embedding, 'base' | 'worker' | 'workers' | 'trusted'>, tier: Tier): EngineLike {
  const { started, ask, dispose } = link({
    createWorker: () => workers.pop() ?? startWorker(worker, trusted),
    worker,
    start: { base, tier } satisfies Files,
  });
  return { start: () => started, analyze: (input, options) => ask('analyze', { input, options: options! }), dispose };
}

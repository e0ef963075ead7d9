/** The files of one build, beside each other under hashed names. */
import type { Asset, Embedding } from './embedding';
import type { Extra } from './extra';
import { link } from './link';
import { startWorker } from './start-worker';
import type { EngineLike } from './widget';

/** Filled in by the build. */
declare const ASSETS: { readonly worker: string; readonly wasm: Asset; readonly standard: Asset; readonly full: Asset; readonly extra: Asset };

export type Tier = 'standard' | 'full';

/** An engine over the files under `base`, for as long as its worker lives: the widget gives up with it. */
export function engineAt({ base, trusted }: Pick<Embedding, 'base' | 'trusted'>, tier: Tier): EngineLike {
  const [wasm, wasmIntegrity] = ASSETS.wasm;
  const [dictionary, dictionaryIntegrity] = ASSETS[tier];
  const worker = base + ASSETS.worker;
  const { started, ask, dispose } = link({
    createWorker: () => startWorker(worker, trusted),
    worker,
    wasm: base + wasm, wasmIntegrity,
    dictionary: base + dictionary, dictionaryIntegrity,
  });
  return { start: () => started, analyze: (input, options) => ask('analyze', { input, options: options! }), dispose };
}

/** What only some pages need. */
export const extraAt = ({ base, load }: Pick<Embedding, 'base' | 'load'>): Promise<Extra> => load<Extra>(base, ASSETS.extra);

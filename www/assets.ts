/** The files of one build, beside each other under hashed names. */
import { Engine } from './engine';
import type { Asset, Embedding } from './embedding';
import type { Extra } from './extra';
import { startWorker } from './start-worker';

/** Filled in by the build. */
declare const ASSETS: { readonly worker: string; readonly wasm: Asset; readonly standard: Asset; readonly full: Asset; readonly extra: Asset };

export type Tier = 'standard' | 'full';

/** An engine over the files under `base`; fetches nothing until its first request. */
export function engineAt({ base, trusted }: Pick<Embedding, 'base' | 'trusted'>, tier: Tier): Engine {
  const [wasm, wasmIntegrity] = ASSETS.wasm;
  const [dictionary, dictionaryIntegrity] = ASSETS[tier];
  const worker = base + ASSETS.worker;
  return new Engine({
    createWorker: () => startWorker(worker, trusted),
    worker,
    wasm: base + wasm, wasmIntegrity,
    dictionary: base + dictionary, dictionaryIntegrity,
  });
}

/** What only some pages need. */
export const extraAt = ({ base, load }: Pick<Embedding, 'base' | 'load'>): Promise<Extra> => load<Extra>(base, ASSETS.extra);

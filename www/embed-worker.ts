/** The tag's worker: it knows the files of its build itself, so that not every page carries their names and hashes. */
import { serve } from './serve';

type Asset = readonly [name: string, integrity: string];

/** Filled in by the build. */
declare const ENGINE: { readonly wasm: Asset; readonly standard: Asset; readonly full: Asset };

export type Tier = 'standard' | 'full';

/** What the page tells it: the folder of the build, and which dictionary. */
export interface Files {
  base: string;
  /** Any other is the standard one. */
  tier: Tier;
}

serve(({ base, tier }: Files) => {
  const [wasm, wasmIntegrity] = ENGINE.wasm;
  const [dictionary, dictionaryIntegrity] = ENGINE[tier] ?? ENGINE.standard;
  return { wasm: base + wasm, wasmIntegrity, dictionary: base + dictionary, dictionaryIntegrity };
});

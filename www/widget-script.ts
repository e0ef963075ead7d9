/** Entry of the script that the loader fetches: hands it `mount`, bound to the engine beside this file, and is done. */
// First: Brotli does better where what is no code stands together.
import './page/style';
import './panel/styles';
import './page/clean';
import './panel/theme';
import { engineAt } from './assets';
import type { Mount, OwnScript } from './embedding';
import { mount } from './widget';

const start: Mount = ({ data, base, light, worker, workers, trusted, extra, signal, fail }) =>
  mount(light ? { ...data, start: 'tap' } : data, {
    // A metered or weak device never gets the full tier.
    engine: ({ dictionary }) => engineAt({ base, worker, workers, trusted }, light ? 'standard' : dictionary),
    extra,
    signal,
    fail,
  });

(document.currentScript as OwnScript<Mount> | null)?.tiyao?.(start);

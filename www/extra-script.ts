/** Entry of the script that holds what only some need: hands it to the loader, and is done. */
import type { OwnScript } from './embedding';
import { extra, type Extra } from './extra';

(document.currentScript as OwnScript<Extra> | null)?.tiyao?.(extra);

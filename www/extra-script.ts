/** Entry of the script that holds what only some pages need: hands it to the loader, and is done. */
import type { OwnScript } from './embedding';
import { published, WORDS, type Extra } from './extra';

(document.currentScript as OwnScript<Extra> | null)?.tiyao?.({ published, WORDS });

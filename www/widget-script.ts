/** Entry of the script that the loader fetches: hands `mount` over and is done. */
import type { WidgetScript } from './embedding';
import { mount } from './widget';

(document.currentScript as WidgetScript | null)?.tiyao?.(mount);

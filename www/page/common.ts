import { listeners } from './quiet';
import { splitBy } from './splits';
import { css, sheetKeeper, STYLES } from './style';

/** What the wrapping painter has in common with the rest of the page side. Handed to it, since it comes in a script of its own; without names, which no minifier shortens. */
export const common = [css, listeners, sheetKeeper, splitBy, STYLES] as const;

export type Common = typeof common;

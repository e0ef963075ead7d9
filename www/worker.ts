/** The npm package's worker: it is told where the files lie. */
import type { StartArgs } from './protocol';
import { serve } from './serve';

serve((args: StartArgs) => args);

/** The worker's script: messages in, messages out. */
import * as glue from 'engine-module';
import { createHost } from './host';
import type { Request } from './protocol';

const answer = createHost(glue);

addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  const { answer: message, transfer } = await answer(data);
  postMessage(message, { transfer });
});

/** The worker's script: messages in, messages out. */
import * as glue from 'engine-module';
import { createHost } from './host';
import type { Request } from './protocol';

const answer = createHost(glue);

addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  const answering = answer(data);
  // The first number that a process writes costs it 20 ms or more, once for all threads: paid here while the files are on their way, not when the panel opens.
  if (data.method === 'start') new Intl.NumberFormat('zh', { style: 'unit', unit: 'minute' }).format(1);
  const { answer: message, transfer } = await answering;
  postMessage(message, { transfer });
});

/** The engine in a thread of Node. */
import { parentPort } from 'node:worker_threads';
import { Engine, initSync } from 'engine-module';
import { createHost } from '../host';
import type { Request } from '../protocol';
import { readFileUrl } from './files';

const answer = createHost({ Engine, instantiate: (module) => initSync({ module }) }, readFileUrl);

parentPort?.on('message', async (request) => {
  const { answer: message, transfer } = await answer(request as Request);
  parentPort?.postMessage(message, transfer);
});

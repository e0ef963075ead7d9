/** The worker's end: messages in, messages out. */
import { Engine, initSync } from 'engine-module';
import { createHost } from './host';
import type { Request, StartArgs } from './protocol';

/** Answers requests; `files` makes of what `start` is told where the engine's files lie. */
export function serve(files: (told: never) => StartArgs): void {
  const answer = createHost({ Engine, instantiate: (module) => initSync({ module }) });

  addEventListener('message', async ({ data }: MessageEvent<Request>) => {
    const starts = data.method === 'start';
    const answering = answer(starts ? { ...data, args: files(data.args as never) } : data);
    // The first number that a process writes costs it 20 ms or more, once for all threads: paid here while the files are on their way, not when the panel opens.
    if (starts) new Intl.NumberFormat('zh', { style: 'unit', unit: 'minute' }).format(1);
    const { answer: message, transfer } = await answering;
    postMessage(message, { transfer });
  });
}

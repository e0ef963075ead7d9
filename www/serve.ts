/** The worker's end: messages in, messages out. */
import { Engine, initSync } from 'engine-module';
import { createHost } from './host';
import type { Request, StartArgs } from './protocol';

/** Answers requests; `files` makes of what `start` is told where the engine's files lie. Told again, it answers when the first start has ended. */
export function serve(files: (told: never) => StartArgs): void {
  const answer = createHost({ Engine, instantiate: (module) => initSync({ module }) });
  let started: ReturnType<typeof answer> | undefined;

  addEventListener('message', async ({ data }: MessageEvent<Request>) => {
    const { id, method, args } = data;
    const { answer: message, transfer } = await (method === 'start' ? started ??= answer({ id, method, args: files(args as never) }) : answer(data));
    postMessage({ ...message, id }, { transfer });
  });
}

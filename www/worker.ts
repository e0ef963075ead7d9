/** The engine's end: fetches wasm and dictionary side by side, answers requests in the order they come. */
import init, { Engine } from 'engine-module';
import type { Methods, Request, StartArgs } from './protocol';

let engine: Engine;

const methods: { [M in keyof Methods]: (args: never) => unknown } = {
  start,
  segment: ({ text, options }: Parameters<Methods['segment']>[0]) => engine.segment(text, options),
  analyze: ({ input, options }: Parameters<Methods['analyze']>[0]) => engine.analyze(input, options),
  addWords: () => { throw failure('invalid-input', 'this build takes no words'); },
};

addEventListener('message', async ({ data: { id, method, args } }: MessageEvent<Request>) => {
  try {
    const result = await methods[method](args as never);
    postMessage({ id, result }, { transfer: buffers(result) });
  } catch (thrown) {
    const { code, message } = thrown as { code?: string; message?: string };
    // What does not carry a code of ours is a trap, a stack overflow, no memory: the module cannot be used again.
    postMessage({ id, error: { code: code ?? 'trap', message: message ?? String(thrown), fatal: !code } });
  }
});

async function start({ wasm, dictionary, wasmIntegrity, dictionaryIntegrity }: StartArgs): Promise<unknown> {
  const words = get(dictionary, dictionaryIntegrity);
  // Waits for the module; until then nobody is there to catch its failure.
  words.catch(() => {});
  const module = await compile(await get(wasm, wasmIntegrity), wasm);
  await init({ module_or_path: module });
  try {
    engine = await Engine.load(words);
  } catch (thrown) {
    const { code, message } = thrown as { code?: string; message: string };
    throw failure(code ?? 'trap', message.includes(dictionary) ? message : `${dictionary}: ${message}`);
  }
  return {};
}

async function get(url: string, integrity = ''): Promise<Response> {
  let response;
  try {
    response = await fetch(url, { integrity });
  } catch {
    throw failure('fetch', `cannot fetch ${url}: it must be reachable, the very file of this build, `
      + `allowed by the page's connect-src, and on another origin served with Access-Control-Allow-Origin`);
  }
  if (!response.ok) throw failure('fetch', `${url}: the server answered ${response.status}; put all files of the build there`);
  return response;
}

async function compile(response: Response, url: string): Promise<WebAssembly.Module> {
  const streams = response.headers.get('content-type') === 'application/wasm';
  try {
    return await (streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer()));
  } catch (cause) {
    try {
      // The smallest module there is: refused only where a policy refuses all.
      new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    } catch {
      throw failure('policy', `the page's policy forbids WebAssembly: add 'wasm-unsafe-eval' to script-src, or serve the files from the page's own origin`);
    }
    throw failure('fetch', `${url} is not the WebAssembly module of this build (${(cause as Error).message}); put it there again`);
  }
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/** What can be moved instead of copied: the span arrays, each with a buffer of its own. */
function buffers(result: unknown): ArrayBuffer[] {
  const { spans, keywords = [] } = result as { spans?: Uint32Array; keywords?: { spans: Uint32Array }[] };
  return [{ spans }, ...keywords].flatMap(({ spans }) => (spans ? [spans.buffer as ArrayBuffer] : []));
}

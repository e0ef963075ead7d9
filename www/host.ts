/** The engine's end of the protocol: fetches wasm and dictionary side by side, answers requests in the order they come. */
import type { Engine as Module } from 'engine-module';
import type { Methods, Request, Response as Answer, Source, StartArgs } from './protocol';

/** What wasm-bindgen made: the class, and what it must be given first. */
export interface Glue {
  /** Makes the instance, once. */
  instantiate(module: WebAssembly.Module): unknown;
  Engine: typeof Module;
}

export interface Answered {
  answer: Answer;
  /** What can be moved instead of copied. */
  transfer: ArrayBuffer[];
}

/** `read` gets the bytes of a URL that `fetch` does not know. */
export function createHost(glue: Glue, read?: (url: string) => Promise<Uint8Array<ArrayBuffer>> | null): (request: Request) => Promise<Answered> {
  let engine: Module;

  const methods: { [M in keyof Methods]: (args: never) => unknown } = {
    start,
    segment: ({ text, options }: Parameters<Methods['segment']>[0]) => engine.segment(text, options),
    analyze: ({ input, options }: Parameters<Methods['analyze']>[0]) => engine.analyze(input, options),
    addWords: ({ words }: Parameters<Methods['addWords']>[0]) => engine.addWords(words),
  };

  return async ({ id, method, args }) => {
    try {
      const result = await methods[method](args as never);
      return { answer: { id, result }, transfer: buffers(result) };
    } catch (thrown) {
      const { code, message } = thrown as { code?: string; message?: string };
      // What does not carry a code of ours is a trap, a stack overflow, no memory: the module cannot be used again.
      return { answer: { id, error: { code: code ?? 'trap', message: code ? message! : `the engine stopped: ${message ?? String(thrown)}`, fatal: !code } }, transfer: [] };
    }
  };

  async function start({ wasm, dictionary, wasmIntegrity, dictionaryIntegrity }: StartArgs): Promise<unknown> {
    const words = get(dictionary, dictionaryIntegrity);
    // Waits for the module; until then nobody is there to catch its failure.
    words.catch(() => {});
    await glue.instantiate(wasm instanceof WebAssembly.Module ? wasm : await compile(await get(wasm, wasmIntegrity), wasm));
    glue.Engine.prepare();
    try {
      const given = await words;
      // Asked this way round: the first mention of `Response` takes Node 15 ms.
      engine = given instanceof Uint8Array ? new glue.Engine(given) : await glue.Engine.load(Promise.resolve(given));
    } catch (thrown) {
      const { code, message } = thrown as { code?: string; message: string };
      const url = nameOf(dictionary);
      if (!code) throw thrown;
      throw failure(code, message.includes(url) ? message : `${url}: ${message}`);
    }
    return { words: engine.words };
  }

  async function get(source: string | ArrayBuffer, integrity = ''): Promise<Response | Uint8Array<ArrayBuffer>> {
    if (typeof source !== 'string') return new Uint8Array(source);
    const bytes = read?.(source);
    if (bytes) return bytes;
    let response;
    try {
      response = await fetch(source, { integrity });
    } catch {
      throw failure('fetch', `cannot fetch ${source}: it must be reachable, the very file of this build, `
        + `allowed by the page's connect-src, and on another origin served with Access-Control-Allow-Origin`);
    }
    if (!response.ok) throw failure('fetch', `${source}: the server answered ${response.status}; put all files of the build there`);
    return response;
  }
}

async function compile(module: Response | Uint8Array<ArrayBuffer>, source: Source): Promise<WebAssembly.Module> {
  try {
    if (!(module instanceof Uint8Array)) {
      if (module.headers.get('content-type') === 'application/wasm') return await WebAssembly.compileStreaming(module);
      module = new Uint8Array(await module.arrayBuffer());
    }
    return await WebAssembly.compile(module);
  } catch (cause) {
    try {
      // The smallest module there is: refused only where a policy refuses all.
      new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    } catch {
      throw failure('policy', `the page's policy forbids WebAssembly: add 'wasm-unsafe-eval' to script-src, or serve the files from the page's own origin`);
    }
    throw failure('fetch', `${nameOf(source)} is not the WebAssembly module of this build (${(cause as Error).message}); put it there again`);
  }
}

/** What a message calls it. */
function nameOf(source: Source): string {
  return typeof source === 'string' ? source : 'what was given';
}

function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/** The span arrays, each with a buffer of its own. */
function buffers(result: unknown): ArrayBuffer[] {
  const { spans, keywords = [] } = result as { spans?: Uint32Array; keywords?: { spans: Uint32Array }[] };
  return [{ spans }, ...keywords].flatMap(({ spans }) => (spans ? [spans.buffer as ArrayBuffer] : []));
}

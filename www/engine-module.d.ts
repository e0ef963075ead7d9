/** The glue that wasm-bindgen makes of `bindings/engine`; the build resolves it. */
declare module 'engine-module' {
  import type { AnalyzeInput, AnalyzeOptions, Analysis, Methods, Segmentation, SegmentOptions } from './protocol';

  export class Engine {
    constructor(dictionary: Uint8Array);
    static load(response: Promise<Response>): Promise<Engine>;
    static prepare(): void;
    readonly words: number;
    addWords(words: string): ReturnType<Methods['addWords']>;
    segment(text: string, options?: SegmentOptions): Segmentation;
    analyze(input: AnalyzeInput, options?: AnalyzeOptions): Analysis;
  }

  export function initSync(input: { module: WebAssembly.Module }): unknown;
}

/** `mount`: the widget, for pages built with npm. */
import type { EngineLike, Options, Widget } from '../widget';
import type { AnalyzerOptions } from './analyzer';
import { createEngine } from './analyzer';

export type { GlossaryEntry, Options, ReadArticle, Span, Widget } from '../widget';

export interface MountOptions extends Partial<Options>, Pick<AnalyzerOptions, 'wasm' | 'assets' | 'userDictionary'> {
  /** Gives everything back when aborted, also before `mount` has answered. */
  signal?: AbortSignal;
}

/**
 * Puts the widget on the page's article and answers when its highlights are painted; `null` where the page has no article,
 * or the reader turned the widget off on this site. Only for pages: on a server it rejects.
 *
 * Dispatches on `document` what the tag does: `tiyao:ready` `{ analysis, article }`, `tiyao:none` `{}`, `tiyao:error` `{ message }`,
 * `tiyao:keyword` `{ term, keyword, occurrence, count, span }`, `tiyao:sentence` `{ index, text, span }`.
 *
 * @throws EngineError, after everything has been given back
 */
export async function mount({ wasm, assets, userDictionary, signal, ...options }: MountOptions = {}): Promise<Widget | null> {
  if (typeof document !== 'object') throw new Error('mount needs a page: call it in the browser, for example in an effect');
  // Loaded when it is wanted: who only segments carries none of it.
  const { emit, mount } = await import('../widget');
  const fail = (error: unknown): unknown => emit('error', { message: error instanceof Error ? error.message : String(error) });
  try {
    const widget = await mount(options, {
      engine: ({ dictionary }) => lazily(() => createEngine({
        dictionary,
        ...(wasm === undefined ? {} : { wasm }),
        ...(assets === undefined ? {} : { assets }),
        ...(userDictionary === undefined ? {} : { userDictionary }),
      })),
      extra: async () => (await import('../extra')).extra,
      fail,
      ...(signal ? { signal } : {}),
    });
    if (widget) emit('ready', { analysis: widget.analysis, article: widget.article });
    else emit('none', {});
    return widget;
  } catch (error) {
    fail(error);
    throw error;
  }
}

/** The widget wants an engine at once; ours is made of promises. */
function lazily(make: () => Promise<EngineLike>): EngineLike {
  let made: Promise<EngineLike> | undefined;
  return {
    analyze: async (...args) => (await (made ??= make())).analyze(...args),
    dispose: () => void made?.then((engine) => engine.dispose(), () => {}),
  };
}

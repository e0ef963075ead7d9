/** Right and wrong uses of the package's types; checked by `tsc`, never run. */
import { createAnalyzer, EngineError, highlight, mount, slices } from '../www/npm/index';
import type { Analysis, Analyzer, Keyword, Options, Segmentation, Widget } from '../www/npm/index';
import { createAnalyzer as alone } from '../www/npm/segment';
import { highlight as painting } from '../www/npm/highlight';

/** Fails to compile unless both are one type; `any` equals nothing but itself. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_: Same<A, B>): void => {};

export async function right(root: Element, signal: AbortSignal, module: WebAssembly.Module): Promise<void> {
  const analyzer = await createAnalyzer();
  same<typeof analyzer, Analyzer>(true);
  await createAnalyzer({ dictionary: 'full', worker: false, userDictionary: ['新质生产力 100 n'], signal, timeout: 1000 });
  await createAnalyzer({ dictionary: new Uint8Array(), wasm: module, assets: new URL('https://example.org/') });
  await alone({ wasm: fetch('/engine.wasm'), dictionary: await fetch('/standard.dict') });

  const segmentation = await analyzer.segment('文', { mode: 'search', hmm: false, repair: false, signal });
  same<typeof segmentation, Segmentation>(true);
  same<typeof segmentation.spans, Uint32Array>(true);
  same<typeof segmentation.tags, string[]>(true);
  same<ReturnType<typeof slices>, string[]>(true);

  const analysis = await analyzer.analyze({ text: '文', title: '题' }, { keywords: { limit: 5, pinned: ['文'] }, summary: { budget: { chars: 100 } } });
  same<typeof analysis, Analysis>(true);
  same<Keyword['spans'], Uint32Array>(true);
  same<Keyword['kind'], 'word' | 'phrase' | 'coinage' | 'latin'>(true);
  same<Analysis['sentences'][number]['rank'], number | null>(true);
  await analyzer.analyze('文', { repair: { script: false } });

  const report = await analyzer.addWords('新词 3 n');
  same<typeof report.added, number>(true);
  same<typeof report.skipped, { line: number; reason: string }[]>(true);

  same<ReadonlyMap<string, number>, ReturnType<typeof highlight>['counts']>(true);
  painting(root, new Set(['文']), { style: 'sentence', kind: 'wrap' }).dispose();
  const widget = await mount({ keywords: 5, marks: 'all', assets: '/tiyao/', signal });
  same<typeof widget, Widget | null>(true);
  await widget?.update({ theme: 'dark' });
  same<Options['layout'], 'auto' | 'floating' | 'inline' | 'compact'>(true);

  const error = new EngineError('fetch', '');
  same<typeof error.code, string>(true);
  analyzer.dispose();
  await using disposed = analyzer;
  void disposed;
}

export async function wrong(analyzer: Analyzer, root: Element): Promise<void> {
  // @ts-expect-error there are two tiers
  await createAnalyzer({ dictionary: 5 });
  // @ts-expect-error a dictionary is no module
  await createAnalyzer({ dictionary: {} as WebAssembly.Module });
  // @ts-expect-error no such option
  await createAnalyzer({ mode: 'exact' });
  // @ts-expect-error a text is a string
  await analyzer.segment(5);
  // @ts-expect-error no such mode
  await analyzer.segment('文', { mode: 'best' });
  // @ts-expect-error one budget
  await analyzer.analyze('文', { summary: { budget: { words: 5 } } });
  // @ts-expect-error an input has a text
  await analyzer.analyze({ title: '题' });
  // @ts-expect-error spans are numbers, not pairs
  (await analyzer.segment('文')).spans[0]!.start;
  // @ts-expect-error the analysis has no text
  (await analyzer.analyze('文')).text;
  // @ts-expect-error terms are strings
  highlight(root, [1]);
  // @ts-expect-error no such style
  highlight(root, ['文'], { style: 'bold' });
  // @ts-expect-error no such layout
  await mount({ layout: 'left' });
}

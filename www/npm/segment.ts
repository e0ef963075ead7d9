/** `tiyao/segment`: the engine alone, without any code for pages. */
export { createAnalyzer, EngineError, slices } from './analyzer';
export type { Analyzer, AnalyzerOptions, AssetSource, RequestOptions } from './analyzer';
export type {
  Analysis, AnalyzeInput, AnalyzeOptions, BlockHint, BlockKind, Keyword, KeywordKind, KeywordOptions, Reason, RepairOptions, Section, Segmentation,
  SegmentMode, SegmentOptions, Sentence, SummaryBudget,
} from '../protocol';

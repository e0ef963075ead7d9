import { common } from './common';
import { createHighlighter } from './paint';
import type { Painter, PainterOptions } from './types';
import { createWrapper } from './wrap';

/** CSS Custom Highlights where the engine has them, else wrapping. */
export function createPainter(document: Document, { kind, within }: PainterOptions = {}): Painter {
  return (kind ?? (document.defaultView?.CSS?.highlights ? 'highlight' : 'wrap')) === 'highlight' ? createHighlighter(document, within) : createWrapper(document, common);
}

/** Composes engine and page. */
import { engineAt } from './assets';
import type { Mount } from './embedding';

export const mount: Mount = async (embedding) => {
  const root = document.querySelector('article');
  if (!root) return null;
  const engine = engineAt(embedding, 'standard');
  embedding.signal.addEventListener('abort', () => engine.dispose());
  const text = root.textContent ?? '';
  const analysis = await engine.analyze({ text }, undefined, embedding.signal);
  return { text, analysis, article: { root, text }, dispose: () => engine.dispose() };
};

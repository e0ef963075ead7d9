/** The tag on a page: what it announces, and when. */
import { test, assert } from './harness.mjs';
import { article, page, settled } from './embedded.mjs';

test('the tag announces tiyao:ready with the analysis and the article', async (t) => {
  t.server.set('/a', { body: page(article) });
  await t.goto('/a');
  const { events, warnings } = await settled(t);
  assert.deepEqual(events.map((event) => event.type), ['tiyao:ready']);
  assert.deepEqual(warnings, []);
  const { detail } = events[0];
  assert.ok(Array.isArray(detail.analysis.keywords) && Array.isArray(detail.analysis.summary), JSON.stringify(detail.analysis));
  assert.ok(detail.article.text.includes('临浦县'));
  const globals = await t.eval(() => [Object.keys(tiyao).sort(), tiyao.widgets.length]);
  // `take` is for further tags.
  assert.deepEqual(globals, [['dispose', 'ready', 'take', 'widgets'], 1]);
});

// The harness itself: what every other browser test takes for granted.
import { assert, bundle, test } from './harness.mjs';

test('evaluates, awaits and passes JSON both ways', async (t) => {
  await t.goto('/blank');
  assert.equal(await t.eval('document.title'), '空白');
  assert.deepEqual(await t.eval(async (a, b) => ({ sum: a + b.n, list: [null, '字'] }), 1, { n: 2 }), { sum: 3, list: [null, '字'] });
  await assert.rejects(t.eval(() => { throw new Error('deliberate'); }), /deliberate/);
});

test('evaluates under a strict CSP, which the page itself feels', async (t) => {
  t.server.set('/strict', { body: '<!doctype html><script>window.inline = 1</script><script src="/own.js"></script>' });
  t.server.set('/own.js', { body: 'window.own = 1; try { eval("window.evaluated = 1"); } catch { }' });
  await t.goto('/strict', { 'content-security-policy': "script-src 'self'" });
  assert.deepEqual(await t.eval(() => [window.inline ?? 0, window.own ?? 0, window.evaluated ?? 0]), [0, 1, 0]);
});

test('clicks, presses keys and resizes', async (t) => {
  t.server.set('/form', { body: '<!doctype html><body style="margin:0"><input id="a" style="position:absolute;left:10px;top:10px"><button id="b" style="position:absolute;left:10px;top:60px" onclick="this.dataset.hit = 1">按</button>' });
  await t.goto('/form');
  await t.click(20, 70);
  assert.equal(await t.eval(() => document.querySelector('button').dataset.hit), '1');
  await t.click(20, 20);
  await t.press('x');
  await t.press('Tab');
  assert.deepEqual(await t.eval(() => [document.querySelector('input').value, document.activeElement.id]), ['x', 'b']);
  await t.press('Shift+Tab');
  assert.equal(await t.eval(() => document.activeElement.id), 'a');
  await t.resize(700, 600);
  assert.ok(await t.until(() => innerWidth <= 700));
});

test('bundles TypeScript and sees the console', async (t) => {
  t.server.set('/x.js', { body: await bundle({ contents: 'export const n: number = 3; console.warn("看见");' }, { globalName: 'x' }) });
  t.server.set('/x', { body: '<!doctype html><script src="/x.js"></script>' });
  await t.goto('/x');
  assert.equal(await t.eval('x.n'), 3);
  if (t.console) assert.deepEqual(t.console, [{ type: 'warning', text: '看见' }]);
  assert.ok(t.server.requests.some((r) => r.path === '/x.js'));
});

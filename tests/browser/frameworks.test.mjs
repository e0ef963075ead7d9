// A React and a Vue page that hydrate, update, reorder, remove and unmount while we paint: no warning of theirs, the page they want.
import { createElement as h, Fragment } from 'react';
import { renderToString } from 'react-dom/server';
import { createSSRApp, h as v } from 'vue';
import { renderToString as vueToString } from 'vue/server-renderer';
import { assert, bundle, test } from './harness.mjs';

const FIRST = { title: '渔船靠岸', items: [['a', '合作社的数据公开了。'], ['b', '养殖户看数据下网。'], ['c', '预警提前两天发布。']], note: true };
// What each step changes: a text, the order, a removal, an addition, a condition, all of it.
const STEPS = [
  { ...FIRST, items: [['a', '合作社的数据改了又改。'], ...FIRST.items.slice(1)] },
  { ...FIRST, items: [...FIRST.items].reverse(), note: false },
  { ...FIRST, title: '渔船离岸', items: FIRST.items.slice(1) },
  { ...FIRST, items: [...FIRST.items, ['d', '新的一段，数据更多。']], note: true },
  { title: '风平浪静', items: [['e', '合作社里只剩一段数据。']], note: false },
  FIRST,
];

const reactView = (h, Fragment) => ({ title, items, note }) => h('article', { id: 'root' },
  h('h1', null, title, ' · ', items.length, '段'),
  items.map(([key, text]) => h('p', { key }, '第', key, '段：', h('b', null, text.slice(0, 4)), text.slice(4))),
  note ? h(Fragment, null, '附注：数据', h('i', null, '来自合作社'), '，仅供参考。') : null,
  h('p', { key: 'last' }, items.map(([, text]) => text).join('')));
const vueView = (h) => ({ title, items, note }) => h('article', { id: 'root' }, [
  h('h1', [title, ' · ', String(items.length), '段']),
  ...items.map(([key, text]) => h('p', { key }, ['第', key, '段：', h('b', text.slice(0, 4)), text.slice(4)])),
  ...(note ? ['附注：数据', h('i', '来自合作社'), '，仅供参考。'] : []),
  h('p', { key: 'last' }, items.map(([, text]) => text).join(''))]);

const PAGES = {
  React: {
    html: () => renderToString(h(reactView(h, Fragment), FIRST)),
    client: `import { createElement as h, Fragment } from 'react'; import { hydrateRoot } from 'react-dom/client'; import { flushSync } from 'react-dom';
      const View = (${reactView})(h, Fragment); let root;
      window.hydrate = (state) => { flushSync(() => { root = hydrateRoot(document.querySelector('#app'), h(View, state), { onRecoverableError: (e) => console.error('recoverable', String(e)) }); }); };
      window.update = (state) => flushSync(() => root.render(h(View, state)));
      window.unmount = () => flushSync(() => root.unmount());`,
    define: { 'process.env.NODE_ENV': '"development"' },
  },
  Vue: {
    html: () => vueToString(createSSRApp({ render: () => vueView(v)(FIRST) })),
    client: `import { createSSRApp, h, nextTick, shallowRef } from 'vue';
      const view = (${vueView})(h); let app; const state = shallowRef();
      window.hydrate = (first) => { state.value = first; app = createSSRApp({ render: () => view(state.value) }); app.mount('#app'); };
      window.update = async (next) => { state.value = next; await nextTick(); };
      window.unmount = () => app.unmount();`,
    define: { 'process.env.NODE_ENV': '"development"', __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' },
  },
};

for (const [name, { html, client, define }] of Object.entries(PAGES)) {
  test(`${name} hydrates and renders again under painting, without a warning`, { timeout: 120_000 }, async (t) => {
    t.server.set('/page.js', { body: await bundle('www/page/index.ts', { globalName: 'tiyaoPage' }) });
    t.server.set('/client.js', { body: await bundle({ contents: client, loader: 'js' }, { define }) });
    const log = "window.log = []; for (const type of ['warn', 'error']) { const old = console[type]; console[type] = (...a) => { log.push(a.map(String).join(' ')); old.apply(console, a); }; } addEventListener('error', (e) => log.push(String(e.message)));";
    t.server.set('/log.js', { body: log });
    t.server.set('/p', { body: `<!doctype html><meta charset="utf-8"><script src="/log.js"></script><script src="/page.js"></script><body><div id="app">${await html()}</div><script src="/client.js"></script>` });
    const play = async (kind) => {
      await t.goto('/p');
      return t.eval(async (kind, first, steps) => {
        const out = [];
        let painter = null;
        let reader = null;
        let marks = 0;
        const paint = () => {
          if (!kind) return;
          painter ??= tiyaoPage.createPainter(document, { kind });
          const root = document.querySelector('#root');
          if (reader?.root !== root) reader = tiyaoPage.createReader(root, { clean: false });
          reader.invalidate(root, true);
          const page = reader.read();
          for (const [term, style] of [['数据', 'keyword'], ['合作社', 'active'], ['段', 'keyword'], ['据公开', 'sentence']]) {
            const ranges = [];
            for (let at = -1; (at = page.text.indexOf(term, at + 1)) >= 0;) ranges.push(...page.rangesOf({ start: at, end: at + term.length }));
            painter.paint([[term, ranges]], style);
          }
          marks += kind === 'wrap' ? document.querySelectorAll('tiyao-mark').length : CSS.highlights.get('tiyao-keyword').size;
        };
        // Highlights may come before hydration; wrapping is for after it.
        if (kind === 'highlight') paint();
        await hydrate(first);
        paint();
        for (const [i, state] of steps.entries()) {
          await update(state);
          // Sometimes painted again, sometimes the old paint is still there at the next update.
          if (i % 2) paint();
          else await new Promise((done) => setTimeout(done, 5));
          if (!kind) out.push(document.querySelector('#app').innerHTML);
          else { painter.clear(); out.push(document.querySelector('#app').innerHTML); paint(); }
        }
        painter?.dispose();
        out.push(document.querySelector('#app').innerHTML);
        paint.call(null, kind && (painter = null));
        unmount();
        await new Promise((done) => setTimeout(done, 20));
        out.push(document.querySelector('#app').innerHTML);
        painter?.dispose();
        return { out, marks, log };
      }, kind, FIRST, STEPS);
    };
    const plain = await play(null);
    assert.deepEqual(plain.log, [], 'the page itself must be free of warnings');
    for (const kind of await t.eval(() => (CSS.highlights ? ['highlight', 'wrap'] : ['wrap']))) {
      const painted = await play(kind);
      assert.deepEqual(painted.log, [], `${kind}`);
      assert.deepEqual(painted.out, plain.out, `${kind}`);
      assert.ok(painted.marks > 20, `${kind} painted ${painted.marks}`);
    }
  });
}

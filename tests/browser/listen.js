/* Keeps what tiyao announces, what it warns and what nobody caught, in a form that crosses to the test. */
globalThis.heard = [];
globalThis.warned = [];
globalThis.uncaught = [];
for (const type of ['tiyao:ready', 'tiyao:none', 'tiyao:error']) {
  document.addEventListener(type, ({ detail }) => {
    const { root, ...article } = detail?.article ?? {};
    heard.push({ type, at: performance.now(), detail: detail && { ...detail, article: { ...article, root: root?.localName } } });
  });
}
addEventListener('error', (event) => { if (event.message) uncaught.push(event.message); });
addEventListener('unhandledrejection', ({ reason }) => uncaught.push(String(reason)));
{
  const { warn } = console;
  console.warn = (...args) => {
    warned.push(args.map(String).join(' '));
    warn.apply(console, args);
  };
}
/* The page as its parser left it, before the loader's script: the tag is the last thing in it, and deferred. */
document.addEventListener('readystatechange', () => { globalThis.atStart = globalThis.ledger?.(); }, { once: true });

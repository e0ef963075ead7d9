/* Keeps what tiyao announces and what it warns, in a form that crosses to the test. */
globalThis.heard = [];
globalThis.warned = [];
for (const type of ['tiyao:ready', 'tiyao:none', 'tiyao:error']) {
  document.addEventListener(type, ({ detail }) => {
    const { root, ...article } = detail?.article ?? {};
    heard.push({ type, at: performance.now(), detail: detail && { ...detail, article: { ...article, root: root?.localName } } });
  });
}
{
  const { warn } = console;
  console.warn = (...args) => {
    warned.push(args.map(String).join(' '));
    warn.apply(console, args);
  };
}

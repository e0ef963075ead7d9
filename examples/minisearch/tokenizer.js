/**
 * Chinese full-text search with MiniSearch. MiniSearch calls its tokenizer synchronously while ours answers by promise, so
 * texts are cut before MiniSearch asks for them:
 *
 *   const search = createSearch(MiniSearch, await createAnalyzer(), { fields: ['title', 'text'] });
 *   await search.addAll(documents);
 *   const results = await search.search('新质生产力');
 *
 * Texts are cut in jieba's search mode: long words, and the shorter words inside them, so that 研究 finds 研究所.
 */
const WORD = /[\p{L}\p{N}]/u;

export function createSearch(MiniSearch, analyzer, options) {
  /** Words of the texts that MiniSearch is about to ask for. */
  const ready = new Map();
  const fields = options.fields;
  const extract = options.extractField ?? ((document, field) => document[field]);
  const index = new MiniSearch({
    ...options,
    tokenize(text) {
      const words = ready.get(text);
      if (!words) throw new Error('a text that was not cut before: use the methods of createSearch');
      return words;
    },
    // A field that MiniSearch makes into a string does so before it asks.
    stringifyField: (value) => String(value),
  });

  async function cut(texts, work) {
    const wanted = [...new Set(texts)];
    try {
      for (const text of wanted) {
        const { spans } = await analyzer.segment(text, { mode: 'search', tags: false });
        const words = [];
        for (let i = 0; i < spans.length; i += 2) {
          // A line break or space inside a word of the text is not one of the word.
          const word = text.slice(spans[i], spans[i + 1]).replace(/\s+/g, '');
          if (WORD.test(word)) words.push(word);
        }
        ready.set(text, words);
      }
      return work();
    } finally {
      for (const text of wanted) ready.delete(text);
    }
  }

  const textsOf = (documents) => documents.flatMap((document) => fields.map((field) => extract(document, field)).filter((value) => value != null).map(String));
  return {
    /** MiniSearch's own index: for what needs no cutting, such as `toJSON` and `documentCount`. */
    index,
    addAll: (documents) => cut(textsOf(documents), () => index.addAll(documents)),
    remove: (document) => cut(textsOf([document]), () => index.remove(document)),
    search: (query, searchOptions) => cut([query], () => index.search(query, { combineWith: 'AND', ...searchOptions })),
  };
}

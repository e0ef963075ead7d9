/** tiyao in Vue 3: the widget over an article, painted terms, and an analysis as a composable. */
import { defineComponent, h, onBeforeUnmount, onMounted, onUpdated, ref, shallowRef, toValue, watch, watchEffect } from 'vue';
import { createAnalyzer, highlight, mount } from 'tiyao';

let articles = 0;

/** An article with the widget on it. `content` is what the article depends on: when it changes, it is read anew. */
export const Article = defineComponent({
  props: { content: null, options: Object },
  emits: ['ready', 'error'],
  setup(props, { slots, emit }) {
    const id = `article-${++articles}`;
    let stop;
    const read = () => {
      stop?.abort();
      const { signal } = stop = new AbortController();
      mount({ ...props.options, root: `[data-tiyao="${id}"]`, signal })
        .then((widget) => { if (!signal.aborted) emit('ready', widget); }, (error) => { if (!signal.aborted) emit('error', error); });
    };
    onMounted(read);
    // By value: a template's `:options="{ … }"` is a new object in every render, and no reason to read again.
    watch(() => JSON.stringify([props.content, props.options]), read, { flush: 'post' });
    onBeforeUnmount(() => stop?.abort());
    return () => h('article', { 'data-tiyao': id }, slots.default?.());
  },
});

/** Paints `terms` in what is inside, and paints again after each update: Vue's nodes stay as they are. */
export const Highlight = defineComponent({
  props: { terms: { type: Array, required: true }, style: String },
  emits: ['counts'],
  setup(props, { slots, emit }) {
    const root = ref(null);
    let highlighting;
    const paint = () => {
      highlighting?.dispose();
      highlighting = highlight(root.value, props.terms, props.style ? { style: props.style } : {});
      emit('counts', highlighting.counts);
    };
    onMounted(paint);
    onUpdated(paint);
    watch(() => [...props.terms], paint, { flush: 'post' });
    onBeforeUnmount(() => highlighting?.dispose());
    return () => h('div', { ref: root }, slots.default?.());
  },
});

let shared;

/** The analysis of `text`, a ref or getter: `null` until it is there. All components share one engine. */
export function useAnalysis(text, options) {
  const analysis = shallowRef(null);
  watchEffect(async (cleanup) => {
    const stop = new AbortController();
    cleanup(() => stop.abort());
    const given = toValue(text);
    analysis.value = null;
    shared ??= createAnalyzer();
    try {
      analysis.value = await (await shared).analyze(given, { ...options, signal: stop.signal });
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
  });
  return analysis;
}

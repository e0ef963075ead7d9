/** tiyao in React 18 and 19: the widget over an article, painted terms, and an analysis as a hook. */
import { useEffect, useId, useRef, useState } from 'react';
import { createAnalyzer, highlight, mount } from 'tiyao';

/**
 * An article with the widget on it. Everything is given back when it unmounts; `content` is what the article depends on,
 * so that a new one is read anew.
 */
export function Article({ children, content, options, onReady, onError, ...rest }) {
  const id = useId();
  useEffect(() => {
    const stop = new AbortController();
    mount({ ...options, root: `[data-tiyao=${JSON.stringify(id)}]`, signal: stop.signal })
      .then((widget) => { if (!stop.signal.aborted) onReady?.(widget); })
      .catch((error) => { if (!stop.signal.aborted) onError?.(error); });
    return () => stop.abort();
    // The callbacks may be new in every render; only a new article or new options are a reason to read again.
  }, [id, content, JSON.stringify(options)]);
  return <article {...rest} data-tiyao={id}>{children}</article>;
}

/** Paints `terms` in what is inside, and paints again after each render: React's nodes stay as they are. */
export function Highlight({ terms, style, children, onCounts, ...rest }) {
  const root = useRef(null);
  useEffect(() => {
    const highlighting = highlight(root.current, terms, style ? { style } : {});
    onCounts?.(highlighting.counts);
    return () => highlighting.dispose();
  });
  return <div {...rest} ref={root}>{children}</div>;
}

let shared;

/** The analysis of `text`: `null` until it is there. All components share one engine. */
export function useAnalysis(text, options) {
  const [analysis, setAnalysis] = useState(null);
  useEffect(() => {
    const stop = new AbortController();
    setAnalysis(null);
    shared ??= createAnalyzer();
    shared
      .then((analyzer) => analyzer.analyze(text, { ...options, signal: stop.signal }))
      .then(setAnalysis, (error) => { if (!stop.signal.aborted) throw error; });
    return () => stop.abort();
  }, [text, JSON.stringify(options)]);
  return analysis;
}

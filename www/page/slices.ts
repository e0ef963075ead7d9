/** Nodes, or blocks, between two chances to pause. */
export const STRIDE = 16;

/** Lets the page work between two slices of ours. */
export function pause(): Promise<void> {
  // Behind all that waits already: `scheduler.yield` goes on before it, and before the browser's answer that a worker's start waits for.
  const { scheduler } = globalThis as { scheduler?: { postTask?(task: () => void): Promise<void> } };
  return scheduler?.postTask ? scheduler.postTask(() => {}) : new Promise((done) => setTimeout(done));
}

/** After the next frame, when the page is laid out: measuring then forces nothing. */
export function drawn(): Promise<void> {
  return new Promise((done) => (document.hidden ? setTimeout(done) : requestAnimationFrame(() => setTimeout(done))));
}

/** Runs a generator to its end in slices of `budget` ms; a generator yields wherever it may be interrupted. */
export async function sliced<T>(work: Generator<unknown, T>, budget = 8, signal?: AbortSignal): Promise<T> {
  for (let until = performance.now() + budget; ;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() > until) {
      await pause();
      signal?.throwIfAborted();
      until = performance.now() + budget;
    }
  }
}

/** Runs it at once. */
export function whole<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

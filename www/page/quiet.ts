/** Lets observers of ours overlook what we do to the page ourselves. */
interface Listener { deliver(): void; forget(): void }

export const listeners = /* @__PURE__ */ new Set<Listener>();

export function quietly<T>(work: () => T): T {
  // What the host did until now is delivered; what `work` does is not.
  for (const listener of listeners) listener.deliver();
  try {
    return work();
  } finally {
    for (const listener of listeners) listener.forget();
  }
}

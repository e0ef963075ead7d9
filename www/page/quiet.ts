/** Who watches the page, and is to overlook what we do to it ourselves: `deliver` takes what the host did until now, `forget` drops what has been done since. */
export interface Listener { deliver(): void; forget(): void }

export const listeners = /* @__PURE__ */ new Set<Listener>();

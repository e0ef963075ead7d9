/** What every request can reject with. */
export class EngineError extends Error {
  /** What to branch on: `invalid-option`, `fetch`, `worker`, `timeout`, `trap`, `disposed` … */
  declare readonly code: string;
  /** Whether the worker was lost with it. */
  declare readonly fatal: boolean;

  constructor(code: string, message: string, fatal = false) {
    super(message);
    Object.assign(this, { name: 'EngineError', code, fatal });
  }
}

/** What every request can reject with. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  constructor(
    /** What to branch on: `invalid-option`, `fetch`, `worker`, `timeout`, `trap`, `disposed` … */
    readonly code: string,
    message: string,
    /** Whether the worker was lost with it. */
    readonly fatal = false,
  ) {
    super(message);
  }
}

/**
 * A worker from any origin. `new Worker` takes only same-origin scripts; for others a blob of one line imports the real
 * one. The blob worker inherits the page's policy, which must then allow `blob:` as worker-src.
 */
export function startWorker(url: string, trusted: (url: string) => string): Worker {
  // `origin`, not `location.origin`: in a sandboxed frame it is "null", and only a blob of its own is same-origin there.
  if (new URL(url).origin === origin) return new Worker(trusted(url), { name: 'tiyao' });
  const quoted = JSON.stringify(url);
  const source = `self.trustedTypes?importScripts(trustedTypes.createPolicy("tiyao",{createScriptURL:u=>u}).createScriptURL(${quoted})):importScripts(${quoted})`;
  const blob = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const done = (): void => URL.revokeObjectURL(blob);
  try {
    const worker = new Worker(trusted(blob), { name: 'tiyao' });
    const terminate = worker.terminate.bind(worker);
    worker.terminate = () => {
      done();
      terminate();
    };
    // Read by now: before the first message the address must stay.
    worker.addEventListener('message', done, { once: true });
    return worker;
  } catch (refused) {
    done();
    throw refused;
  }
}

/** Files of the disk, which Node's `fetch` does not read. */
import { readFile } from 'node:fs/promises';

export function readFileUrl(url: string): Promise<Uint8Array<ArrayBuffer>> | null {
  if (!url.startsWith('file:')) return null;
  return readFile(new URL(url)).catch((cause: Error) => {
    throw Object.assign(new Error(`cannot read ${url} (${cause.message})`), { code: 'fetch' });
  });
}

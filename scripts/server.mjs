/**
 * Serves the built files as a site should: right types, Brotli or gzip, hashed names cached for ever, the loader
 * revalidated on every visit (an ETag makes that a 304).
 */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8', '.wasm': 'application/wasm', '.dict': 'application/octet-stream',
};
const HASHED = /\.[0-9a-f]{8}\.\w+$/;

/**
 * @param {object} site
 * @param {Map<string, string>} site.pages HTML by path
 * @param {Record<string, string>} site.folders folders by path prefix
 */
export function createSite({ pages, folders }) {
  const encoded = new Map();

  async function encode(key, body, encoding) {
    const known = encoded.get(`${key} ${encoding}`);
    if (known) return known;
    // Full quality for what is small; the dictionaries would keep the first visitor waiting for seconds.
    const quality = body.length > 500_000 ? 9 : 11;
    const made = encoding === 'br'
      ? promisify(zlib.brotliCompress)(body, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: quality, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
      : promisify(zlib.gzip)(body, { level: 9 });
    encoded.set(`${key} ${encoding}`, made);
    return made;
  }

  function find(pathname) {
    if (pages.has(pathname)) return { type: TYPES['.html'], body: Buffer.from(pages.get(pathname)) };
    const prefix = Object.keys(folders).find((p) => pathname.startsWith(p));
    if (!prefix) return null;
    const base = path.resolve(folders[prefix]);
    const file = path.resolve(base, pathname.slice(prefix.length));
    const type = TYPES[path.extname(file)];
    if (!type || !file.startsWith(base + path.sep) || !statSync(file, { throwIfNoEntry: false })?.isFile()) return null;
    return { type, body: readFileSync(file) };
  }

  return http.createServer(async (request, response) => {
    try {
      const pathname = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
      const found = find(pathname);
      if (!found) return response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
      const tag = `"${createHash('sha256').update(found.body).digest('base64url').slice(0, 20)}"`;
      response.setHeader('etag', tag);
      response.setHeader('vary', 'accept-encoding');
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('cache-control', HASHED.test(pathname) ? 'public, max-age=31536000, immutable' : 'no-cache');
      if (request.headers['if-none-match'] === tag) return response.writeHead(304).end();
      const encoding = ['br', 'gzip'].find((name) => new RegExp(`\\b${name}\\b`).test(request.headers['accept-encoding'] ?? ''));
      const body = encoding ? await encode(pathname + tag, found.body, encoding) : found.body;
      response.writeHead(200, { 'content-type': found.type, 'content-length': body.length, ...(encoding && { 'content-encoding': encoding }) });
      response.end(request.method === 'HEAD' ? undefined : body);
    } catch {
      response.writeHead(400).end();
    }
  });
}

/**
 * A static server for the tests. Nothing is cached, every request is kept in `requests`, and headers can be set three ways:
 *
 *   const server = await serve({ mounts: { '/dist/': 'dist' }, headers: { 'cross-origin-opener-policy': 'same-origin' } });
 *   server.set('/page.html', { body: '<!doctype html>…', headers: { 'content-security-policy': "script-src 'self'" } });
 *   server.set('/broken.wasm', { status: 404 });              // or a function (request, response) => void | { body, … }
 *   server.url('/page.html', { 'content-security-policy': "script-src 'self'" })   // for this one URL only
 */
import { createReadStream, statSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8', mjs: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8', json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8', md: 'text/plain; charset=utf-8', wasm: 'application/wasm', svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', ico: 'image/x-icon', map: 'application/json' };

/** @param {{ mounts?: Record<string, string>, headers?: Record<string, string>, port?: number, host?: string }} options */
export async function serve({ mounts = {}, headers = {}, port = 0, host = '127.0.0.1' } = {}) {
  const routes = new Map();
  const requests = [];
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    requests.push({ method: request.method, path: url.pathname, search: url.search, headers: request.headers });
    const own = url.searchParams.get('__headers');
    for (const [name, value] of Object.entries({ 'cache-control': 'no-store', ...headers, ...(own ? JSON.parse(own) : {}) })) response.setHeader(name, value);
    try {
      let route = routes.get(url.pathname);
      if (typeof route === 'function') route = (await route(request, response)) ?? null;
      if (response.writableEnded || route === null) return;
      if (route) {
        for (const [name, value] of Object.entries({ 'content-type': type(url.pathname), ...route.headers })) response.setHeader(name, value);
        response.writeHead(route.status ?? 200).end(route.body ?? '');
        return;
      }
      const file = locate(mounts, decodeURIComponent(url.pathname));
      if (!file) { response.writeHead(404, { 'content-type': 'text/plain' }).end('not found'); return; }
      response.setHeader('content-type', type(file));
      createReadStream(file).pipe(response);
    } catch (e) {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(e?.stack ?? e));
    }
  });
  await new Promise((done, fail) => server.once('error', fail).listen(port, host, done));
  const origin = `http://${host === '127.0.0.1' ? 'localhost' : host}:${server.address().port}`;
  return {
    origin, requests,
    url: (where, own) => origin + where + (own ? `${where.includes('?') ? '&' : '?'}__headers=${encodeURIComponent(JSON.stringify(own))}` : ''),
    set: (where, route) => void routes.set(where, route),
    close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }),
  };
}

function type(name) {
  return TYPES[path.extname(name).slice(1)] ?? (path.extname(name) ? 'application/octet-stream' : TYPES.html);
}

/** The file behind a URL path, never outside its mount; a directory means its index.html. */
function locate(mounts, pathname) {
  const prefix = Object.keys(mounts).filter((p) => pathname.startsWith(p)).sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined) return null;
  const base = path.resolve(mounts[prefix]);
  let file = path.resolve(base, pathname.slice(prefix.length).replace(/^\/+/, ''));
  if (file !== base && !file.startsWith(base + path.sep)) return null;
  try {
    if (statSync(file).isDirectory()) file = path.join(file, 'index.html');
    return statSync(file).isFile() ? file : null;
  } catch { return null; }
}

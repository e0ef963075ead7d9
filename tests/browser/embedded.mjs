/** Pages that embed dist/embed by the tag, and what they heard. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { assert, ROOT } from './harness.mjs';
import { serve } from './server.mjs';

export const article = `<article><h1>六十台烘干机走遍临浦县</h1>
<p>临浦县今年秋收遇上连阴雨，县里把六十台烘干机装上卡车，送到收割的村口。农户按吨付费，当天就能把湿稻谷变成可以入库的干粮。</p>
<p>从十月八日到三十日，这些被叫作“流动晒场”的卡车烘干秋粮十一万六千吨，占全县秋粮总产量的三成八。县农业农村局说，霉变和发芽的稻谷比前年少了一万六千多吨。</p>
<p>流动晒场并不便宜，一台卡车的造价相当于一座小型烘干厂房。石桥镇的种粮大户周德明算过账：雨天里早烘一天，一吨稻谷就能多卖两百元，流动晒场的费用不到它的一半。</p>
<p>记者在石桥镇看到，卡车停在水泥坪上，接上电，四十分钟后第一批稻谷就进了仓。镇农机站的调度员说，明年流动晒场还要增加二十台，并且给每台车装上定位。</p></article>`;

export const TAG = '<script defer src="/dist/embed/tiyao.js"></script>';

/** A page that keeps a ledger and what the widget announces, with the tag; each part can be replaced. */
export const page = (body, { tag = TAG, head = '', ledger = true } = {}) => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>六十台烘干机走遍临浦县</title>
<link rel="icon" href="data:,">
${ledger ? '<script src="/tests/ledger.js"></script>' : ''}<script src="/tests/listen.js"></script>${head}</head><body>${body}
${tag}</body></html>`;

/** Opens `body` with the tag at `/page`, with `headers`. */
export async function open(t, body = article, { headers, ...parts } = {}) {
  t.server.set('/page', { body: page(body, parts), ...(headers && { headers: { 'content-type': 'text/html; charset=utf-8', ...headers } }) });
  await t.goto('/page');
}

/** Waits until the widget has said how it went: what it announced, and what was warned. */
export async function settled(t, count = 1) {
  await t.until((n) => heard.length >= n, count);
  return t.eval(() => ({ events: heard, warnings: warned, errors: uncaught }));
}

/** The page settled on the one event `type`; a failure with one warning that matches `says`, anything else with none. */
export async function expect(t, type, says) {
  const { events, warnings, errors } = await settled(t);
  assert.deepEqual(events.map((event) => event.type), [`tiyao:${type}`], JSON.stringify({ events: events.map(({ detail }) => detail?.message), warnings }));
  assert.deepEqual(errors, []);
  const [{ detail }] = events;
  if (type !== 'error') {
    assert.deepEqual(warnings, []);
    return detail;
  }
  assert.equal(warnings.length, 1, warnings.join('\n'));
  assert.equal(warnings[0], `tiyao: ${detail.message}`);
  assert.match(detail.message, says);
  await given(t);
  return detail;
}

/** Asserts that the page is as it was when its parser was done. Compared in the page: a ledger of a long article is megabytes. */
export async function given(t) {
  const changed = await t.eval(() => {
    const after = ledger();
    const [now, before] = [after, atStart].map((of) => Object.fromEntries(Object.entries(of).map(([kind, value]) => [kind, JSON.stringify(value)])));
    return Object.keys(before).filter((kind) => now[kind] !== before[kind]).map((kind) => `${kind}: ${now[kind]?.slice(0, 5000)} now, ${before[kind].slice(0, 5000)} before`);
  });
  assert.deepEqual(changed, []);
}

/** The one file of dist/embed with this name and extension, whatever its hash. */
export function asset(name, extension) {
  return readdirSync(path.join(ROOT, 'dist/embed')).find((file) => file.startsWith(`${name}.`) && file.endsWith(`.${extension}`));
}

/** A second server on the loopback's number, which is another origin than `localhost`; serves dist as a CDN does. */
export async function elsewhere(headers = { 'access-control-allow-origin': '*' }) {
  const server = await serve({ mounts: { '/dist/': path.join(ROOT, 'dist') }, headers });
  return server;
}

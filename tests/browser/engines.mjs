/**
 * One small face for three browser engines. `launch(name)` gives a browser, `browser.page()` a fresh page:
 *
 *   page.goto(url)                       page.eval(fn | expression, ...args)   awaits promises; arguments and result are JSON
 *   page.click(x, y)                     page.press('Tab' | 'Enter' | 'a' | 'Shift+Tab' …)
 *   page.resize(width, height)           page.screenshot(path)                 PNG of the viewport
 *   page.console                         [{ type, text }] so far, `pageerror`s included; null in WebKit, which has no way to tell
 *   page.media({ colorScheme, forcedColors, reducedMotion, media })            Chromium only
 *   page.raw                             the driver's own page (Playwright, Puppeteer; null in WebKit)
 *
 * Chromium is driven by playwright-core, Firefox by puppeteer-core over WebDriver BiDi, WebKitGTK by its WebKitWebDriver
 * (under Xvfb where there is no display).
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, readdirSync, existsSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';

export const ENGINES = ['chromium', 'firefox', 'webkit'];

/** What is to be said of `names` that are no engines; nothing where all are. */
export function mistaken(names) {
  const unknown = names.filter((name) => !ENGINES.includes(name));
  return unknown.length ? `no such engine: ${unknown.join(', ')} (there are ${ENGINES.join(', ')})` : undefined;
}

/** How long a finger rests on what it taps, ms: at 0 a browser answers press, release and both frames in one task, which no hand brings about. */
const PRESS = 60;

/** The first of `names` (paths, or commands looked for in PATH) that can be run. */
function executable(names) {
  for (const name of names) {
    if (!name) continue;
    const places = path.isAbsolute(name) ? [name] : (process.env.PATH ?? '').split(path.delimiter).map((dir) => path.join(dir, name));
    for (const place of places) {
      try { accessSync(place, constants.X_OK); return place; } catch { /* not here */ }
    }
  }
  return null;
}

/** Playwright's own download, if someone made one. */
function downloadedChromium() {
  const home = process.env.HOME ?? process.env.USERPROFILE ?? '';
  const store = process.env.PLAYWRIGHT_BROWSERS_PATH
    ?? { darwin: path.join(home, 'Library/Caches/ms-playwright'), win32: path.join(process.env.LOCALAPPDATA ?? home, 'ms-playwright') }[process.platform]
    ?? path.join(home, '.cache/ms-playwright');
  if (!existsSync(store)) return [];
  const inside = ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-win/chrome.exe', 'chrome-win64/chrome.exe',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium', 'chrome-headless-shell-linux64/chrome-headless-shell', 'chrome-linux/headless_shell'];
  return readdirSync(store).filter((dir) => dir.startsWith('chromium')).sort().reverse().flatMap((dir) => inside.map((file) => path.join(store, dir, file)));
}

const BINARIES = {
  chromium: () => [process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable', 'msedge', 'chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe', ...downloadedChromium()],
  firefox: () => [process.env.FIREFOX, 'firefox-esr', 'firefox', '/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
  webkit: () => [process.env.WEBKIT_DRIVER, 'WebKitWebDriver'],
};

function miniBrowser() {
  const libs = ['/usr/lib', '/usr/libexec'].filter(existsSync).flatMap((dir) => [dir, ...readdirSync(dir, { withFileTypes: true }).filter((e) => e.isDirectory() && e.name.includes('-linux-')).map((e) => path.join(dir, e.name))]);
  return executable([process.env.WEBKIT_BROWSER, ...libs.flatMap((dir) => ['webkitgtk-6.0', 'webkit2gtk-4.1', 'webkit2gtk-4.0'].map((v) => path.join(dir, v, 'MiniBrowser'))), 'MiniBrowser']);
}

/** Where an engine's program is, or null where it is not installed. */
export function installed(name) {
  const found = executable(BINARIES[name]());
  if (name !== 'webkit') return found;
  return found && miniBrowser() && (process.env.DISPLAY || executable(['xvfb-run'])) ? found : null;
}

export async function launch(name) {
  const binary = installed(name);
  if (!binary) throw new Error(`${name} is not installed`);
  return { chromium, firefox, webkit }[name](binary);
}

/** An expression that runs `fn` with `args`; everything crosses as JSON, so that all drivers agree. */
function source(fn, args) {
  return typeof fn === 'string' ? fn : `(${fn})(${args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(', ')})`;
}

const KEYS = { Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C', Backspace: '\uE003', ' ': ' ', Space: ' ', ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', Home: '\uE011', End: '\uE010', PageUp: '\uE00E', PageDown: '\uE00F', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A', Meta: '\uE03D' };

/**
 * Off in Chromium: what Playwright turns off (the last such switch counts), and the pages of the address bar, which every new
 * window would load beside ours: half a second of a processor of its own.
 */
const OFF = ['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding',
  'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch',
  'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];

async function chromium(executablePath) {
  const driver = (await import('playwright-core')).chromium;
  const browser = await driver.launch({ executablePath, headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', `--disable-features=${OFF}`] });
  return {
    name: 'chromium', version: `Chromium ${browser.version()}`, raw: browser,
    async page({ width = 1280, height = 800 } = {}) {
      const context = await browser.newContext({ viewport: { width, height } });
      const raw = await context.newPage();
      const log = [];
      raw.on('console', (m) => log.push({ type: m.type(), text: m.text() }));
      raw.on('pageerror', (e) => log.push({ type: 'pageerror', text: String(e?.stack ?? e) }));
      return {
        raw, console: log,
        goto: (url) => raw.goto(url),
        eval: (fn, ...args) => raw.evaluate(source(fn, args)),
        click: (x, y) => raw.mouse.click(x, y, { delay: PRESS }),
        press: (key) => raw.keyboard.press(key),
        resize: (w, h) => raw.setViewportSize({ width: w, height: h }),
        screenshot: (file) => raw.screenshot({ path: file }),
        media: (features) => raw.emulateMedia(features),
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

async function firefox(executablePath) {
  const { default: puppeteer } = await import('puppeteer-core');
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true, protocolTimeout: 240_000 });
  return {
    name: 'firefox', version: (await browser.version()).replace('/', ' '), raw: browser,
    async page({ width = 1280, height = 800 } = {}) {
      const context = await browser.createBrowserContext();
      const raw = await context.newPage();
      await raw.setViewport({ width, height });
      const log = [];
      raw.on('console', (m) => log.push({ type: m.type() === 'warn' ? 'warning' : m.type(), text: m.text() }));
      raw.on('pageerror', (e) => log.push({ type: 'pageerror', text: String(e?.stack ?? e) }));
      return {
        raw, console: log,
        goto: (url) => raw.goto(url),
        eval: (fn, ...args) => raw.evaluate(source(fn, args)),
        click: (x, y) => raw.mouse.click(x, y, { delay: PRESS }),
        async press(key) {
          const parts = key.length > 1 ? key.split('+') : [key];
          const last = parts.pop();
          for (const part of parts) await raw.keyboard.down(part);
          await raw.keyboard.press(last);
          for (const part of parts.reverse()) await raw.keyboard.up(part);
        },
        resize: (w, h) => raw.setViewport({ width: w, height: h }),
        screenshot: (file) => raw.screenshot({ path: file }),
        media: null,
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}

const freePort = () => new Promise((done) => { const s = net.createServer().listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); }); });

async function webkit(binary) {
  const port = await freePort();
  const command = [...(process.env.DISPLAY ? [] : ['xvfb-run', '-a']), binary, `--port=${port}`, '--host=127.0.0.1'];
  const driver = spawn(command[0], command.slice(1), { stdio: 'ignore', detached: true });
  const stop = () => { process.off('exit', stop); try { process.kill(-driver.pid); } catch { /* gone already */ } };
  process.once('exit', stop);
  const ask = async (method, where, body) => {
    const answer = await fetch(`http://127.0.0.1:${port}${where}`, { method, headers: { 'content-type': 'application/json' }, ...(body && { body: JSON.stringify(body) }) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`${value?.error}: ${value?.message}`);
    return value;
  };
  for (let tries = 0; ; tries++) {
    try { await ask('GET', '/status'); break; } catch (e) { if (tries > 150) throw e; await new Promise((f) => setTimeout(f, 100)); }
  }
  const newSession = async () => {
    const made = await ask('POST', '/session', { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': { binary: miniBrowser(), args: ['--automation'] } } } });
    await ask('POST', `/session/${made.sessionId}/timeouts`, { script: 180_000, pageLoad: 60_000 });
    return made;
  };
  // The driver knows one session with one window, so a "fresh page" is the same window, emptied.
  const { sessionId, capabilities } = await newSession();
  const at = `/session/${sessionId}`;
  const page = {
    raw: null, console: null, media: null,
    goto: (url) => ask('POST', `${at}/url`, { url }),
    async eval(fn, ...args) {
      // The code stands in the script itself: an `eval` inside would fall to the page's CSP. The result crosses as text: the driver's own
      // way stumbles over extended prototypes, and knows no difference between null and undefined.
      const script = `const done = arguments[arguments.length - 1]; (async () => (${source(fn, args)}))().then((value) => done(JSON.stringify({ value })), (e) => done(JSON.stringify({ error: String(e) + '\\n' + (e && e.stack || '') })));`;
      const { value, error } = JSON.parse(await ask('POST', `${at}/execute/async`, { script, args: [] }));
      if (error) throw new Error(error);
      return value;
    },
    async click(x, y) {
      await ask('POST', `${at}/actions`, { actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' },
        actions: [{ type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) }, { type: 'pointerDown', button: 0 }, { type: 'pause', duration: PRESS }, { type: 'pointerUp', button: 0 }] }] });
    },
    async press(key) {
      const parts = (key.length > 1 ? key.split('+') : [key]).map((part) => KEYS[part] ?? part);
      await ask('POST', `${at}/actions`, { actions: [{ type: 'key', id: 'keys',
        actions: [...parts.map((value) => ({ type: 'keyDown', value })), ...parts.reverse().map((value) => ({ type: 'keyUp', value }))] }] });
    },
    resize: (width, height) => ask('POST', `${at}/window/rect`, { width, height }),
    screenshot: async (file) => writeFileSync(file, Buffer.from(await ask('GET', `${at}/screenshot`), 'base64')),
    close: () => ask('POST', `${at}/url`, { url: 'about:blank' }),
  };
  return {
    name: 'webkit', version: `WebKitGTK ${capabilities.browserVersion}`, raw: null,
    page: async ({ width = 1280, height = 800 } = {}) => { await page.resize(width, height).catch(() => {}); return page; },
    async close() { try { await ask('DELETE', at); } catch { /* gone already */ } stop(); },
  };
}

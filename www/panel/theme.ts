/**
 * The panel's colours and type, taken from the article as the reader sees it: its own background and text colour on a
 * plain, tinted or dark page, whatever switched them. What is derived keeps a contrast of 4.5:1 or more with the background.
 */
import { drawn } from '../page/slices';

type Rgb = readonly [number, number, number];

const BLACK: Rgb = [28, 27, 25];
const WHITE: Rgb = [255, 255, 255];
const NIGHT: Rgb = [24, 23, 21];
const CHALK: Rgb = [232, 230, 226];
/** Vermilion, as seals and editors' marks have it. */
const SEAL: Rgb = [158, 42, 31];
const SEAL_AT_NIGHT: Rgb = [240, 158, 141];

/** `rgb(…)`, `rgba(…)` and `color(srgb …)` as computed styles give them; `null` for what is mostly transparent or written otherwise. */
export function parseColor(text: string): Rgb | null {
  const unit = text.startsWith('color(srgb ') ? 255 : text.startsWith('rgb') ? 1 : 0;
  const [r, g, b, alpha = 1] = (text.match(/-?[\d.]+(e-?\d+)?/g) ?? []).map(Number);
  return unit && r !== undefined && g !== undefined && b !== undefined && alpha > 0.5 ? [r * unit, g * unit, b * unit] : null;
}

const luminance = (color: Rgb): number => {
  const [r, g, b] = color.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** WCAG contrast, 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const mix = (a: Rgb, b: Rgb, part: number): Rgb => a.map((value, at) => Math.round(value + (b[at]! - value) * part)) as unknown as Rgb;

/** `color`, moved toward `toward` as far as contrast with every one of `grounds` asks. */
function readable(color: Rgb, toward: Rgb, ...grounds: Rgb[]): Rgb {
  for (let part = 0; part < 1; part += 0.05) {
    const moved = mix(color, toward, part);
    if (grounds.every((ground) => contrast(moved, ground) >= 4.6)) return moved;
  }
  return toward;
}

const css = (color: Rgb): string => `rgb(${color.join()})`;

function backgroundOf(element: Element | null): Rgb | null {
  for (let at = element; at; at = at.parentElement ?? ((at.getRootNode() as ShadowRoot).host || null)) {
    const color = parseColor(getComputedStyle(at).backgroundColor);
    if (color) return color;
  }
  return null;
}

export interface Theme {
  dark: boolean;
  /** By the names of the public custom properties, without `--tiyao-`. */
  values: Record<string, string>;
}

export function readTheme(root: Element, wanted: 'auto' | 'light' | 'dark'): Theme {
  const style = getComputedStyle(root);
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  const night = wanted === 'dark' || (wanted === 'auto' && /dark/.test(scheme) && (!/light/.test(scheme) || matchMedia('(prefers-color-scheme: dark)').matches));
  const ground = (wanted === 'auto' && backgroundOf(root)) || (night ? NIGHT : WHITE);
  const dark = luminance(ground) < 0.18;
  const ink = wanted === 'auto' ? parseColor(style.color) : null;
  const far = dark ? WHITE : ([0, 0, 0] as const);
  const accent = dark ? SEAL_AT_NIGHT : SEAL;
  const tinted = mix(ground, accent, dark ? 0.16 : 0.08);
  // On a mid-grey page a tint would leave no colour that can be read on it.
  const tint = contrast(far, tinted) >= 4.6 ? tinted : ground;
  const text = readable(ink && contrast(ink, ground) >= 7 ? ink : dark ? CHALK : BLACK, far, ground, tint);
  return {
    dark,
    values: {
      background: css(ground),
      color: css(text),
      muted: css(readable(mix(text, ground, 0.4), far, ground, tint)),
      line: css(mix(ground, text, 0.17)),
      // Edges of what can be pressed: 3:1 with the background.
      edge: css(mix(ground, text, 0.45)),
      accent: css(readable(accent, far, ground, tint)),
      tint: css(tint),
      font: style.fontFamily,
      // A step smaller than the article, never too small to read; in px, so a page's `font-size: 62.5%` changes nothing.
      'font-size': `${Math.max(14, Math.round(parseFloat(style.fontSize) * 9) / 10 || 16)}px`,
    },
  };
}

/** Calls `changed` when the page may have switched its colours: the system's scheme, or attributes of `html` and `body`. */
export function watchTheme(changed: () => void, signal: AbortSignal): void {
  let asked = false;
  const ask = (): void => {
    if (asked) return;
    asked = true;
    // When the page has drawn its new colours: asked before, it would have to work them out at once.
    void drawn().then(() => {
      asked = false;
      if (!signal.aborted) changed();
    });
  };
  const observer = new MutationObserver(ask);
  for (const element of [document.documentElement, document.body]) observer.observe(element, { attributes: true });
  signal.addEventListener('abort', () => observer.disconnect());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', ask, { signal });
  // A switch that fades: look again when it has.
  document.documentElement.addEventListener('transitionend', (event) => {
    if (event.target === document.body || event.target === document.documentElement) ask();
  }, { signal });
}

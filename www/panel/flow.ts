/**
 * A place in the text's flow. The panel may move nothing there that the reader sees: it fills the room the page reserved
 * (a height on the element it stands in), or stands below the window's edge; else it floats.
 */
import type { Options } from '../options';
import { drawn } from '../page/slices';
import { button, h, say, set } from './dom';
import { M } from './i18n';
import { vacant, type Place } from './place';

/** The least height of the compact line, px: a touch target. */
const LINE = 44;

/** A place lower than this, px, shows one line instead of a piece of the card. */
const PIECE = 200;

const FLOW = `.flow .head,.flow .scroll{padding-left:0;padding-right:0}
.flow{position:relative;border-top:2px solid var(--accent);border-bottom:1px solid var(--line)}
.line1{gap:0 .9em}
.line1 .terms{color:var(--muted);font-size:.875em;min-width:0;flex:1;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
.line1 strong{letter-spacing:.08em}
.short{overflow:hidden;position:relative}
.short .scroll{overflow:hidden;-webkit-mask-image:linear-gradient(#000 calc(100% - 4em),#0000)}
.whole{justify-content:center;color:var(--accent);border-top:1px solid var(--line);font-size:.875em}
@media print{
.short{height:auto!important;max-height:none!important}
.short .scroll{-webkit-mask-image:none}
}`;

/** The place that the page has for the panel; `null`, with a warning, where it cannot be used. */
export function placeInFlow({ panel, layout }: Pick<Options, 'panel' | 'layout'>): Place | null {
  const named = panel ? document.querySelector<HTMLElement>(panel) : null;
  const spot = named ?? vacant();
  let warning = panel && !named ? `data-panel="${panel}" matches no element` : '';
  if (layout !== 'floating' && spot) {
    const box = spot.getBoundingClientRect();
    const style = getComputedStyle(spot);
    const inner = box.height - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom) - parseFloat(style.borderTopWidth) - parseFloat(style.borderBottomWidth);
    const used = [...spot.children].some((child) => child.getAttribute('slot') !== 'header' && child.getClientRects().length);
    const room = box.top >= innerHeight ? Infinity : used ? 0 : inner;
    if (room >= LINE) {
      return {
        floating: false, sheet: FLOW, flow: flow(room, layout === 'compact' || room < PIECE),
        ...(spot.localName === 'tiyao-panel' ? { host: spot } : { host: document.createElement('tiyao-panel'), into: spot }),
      };
    }
    // A host whose place cannot be used stays as it is.
    warning = `the panel's place reserves ${Math.round(room)} px of height, it needs ${LINE} or more (min-height) to show without moving the page`;
  }
  if (warning) console.warn(`tiyao: ${warning}; the panel floats.`);
  return null;
}

/** A card with `room` px of height, Infinity where nothing needs reserving, or one line that opens it. */
const flow = (room: number, compact: boolean): NonNullable<Place['flow']> => (t, actions, body, focus) => {
  let open = false;
  const terms = h('span', { class: 'terms' });
  const line = h('button', { class: 'line1 fold', onclick: () => actions.open(!open) }, h('strong', {}, t(M.summary)), terms);
  // Where less height is reserved than the card needs, it shows a piece of itself until asked for the rest.
  let limited = !compact && room < Infinity;
  let expand = (): void => {};
  const whole = button('whole', t(M.expand), () => {
    expand();
    focus(body.querySelector('.sentence'));
  });
  body.addEventListener('focusin', (event) => {
    if (limited && (event.target as Element).matches(':focus-visible')) expand();
  });
  return {
    line: compact ? h('h2', {}, line) : null,
    keep(card) {
      if (!limited) return;
      card.classList.add('short');
      card.style.maxHeight = `${room}px`;
      card.append(whole);
      expand = () => {
        limited = false;
        card.classList.remove('short');
        card.style.maxHeight = '';
        whole.remove();
      };
    },
    follow(state) {
      ({ open } = state);
      set(line, { 'aria-expanded': open });
      say(terms, state.reading?.analysis.keywords.slice(0, 4).map(({ term }) => term).join(' · ') ?? t(M.reading));
    },
    async grown() {
      if (!limited) return;
      await drawn();
      whole.hidden = body.scrollHeight <= body.clientHeight + 1;
    },
  };
};

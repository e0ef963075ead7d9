/** The small stepper outside the card: at the window's bottom, or beside the word that was tapped. */
import { h, iconButton, say, set } from './dom';
import { M, type Translate } from './i18n';
import { countOf, createStepper, CROSS } from './stepper';
import type { Actions, Explain, Part, State } from './state';

/** Puts `node` beside `target`, below it where there is room, inside the window; by the distance it is off, whatever its containing block. */
function putBeside(node: HTMLElement, target: DOMRect): void {
  const at = (left: number, top: number): void => {
    node.style.left = `${left}px`;
    node.style.top = `${top}px`;
  };
  at(0, 0);
  const own = node.getBoundingClientRect();
  const below = target.bottom + 8;
  const top = below + own.height <= innerHeight || target.top < own.height + 8 ? below : target.top - own.height - 8;
  const left = Math.max(8, Math.min(target.left + target.width / 2 - own.width / 2, document.documentElement.clientWidth - own.width - 8));
  at(left - own.left, top - own.top);
}

export function createStrip(t: Translate, actions: Actions, explain: Explain | undefined, signal: AbortSignal): Part {
  const name = h('strong', {});
  const stepper = createStepper(t, actions);
  const node = h('div', { class: 'strip', role: 'group', hidden: true },
    h('div', { class: 'bar' }, name, h('span', { class: 'group' }, stepper.node, iconButton(t(M.open), 'M5 7h14M5 12h14M5 17h9', () => actions.open(true)), iconButton(t(M.close), CROSS, actions.dismiss))), explain?.node);
  const onTop = 'popover' in node;
  if (onTop) node.popover = 'manual';
  let near: State['stepper'] = null;
  let asked = 0;
  const follow = (): void => {
    asked = 0;
    if (typeof near !== 'function') return;
    const target = near();
    // Scrolled away with its word.
    if (!target || target.bottom < 0 || target.top > innerHeight) actions.dismiss();
    else putBeside(node, target);
  };
  const ask = (): void => {
    if (typeof near === 'function') asked ||= requestAnimationFrame(follow);
  };
  // Capturing: boxes that scroll by themselves move the word too.
  for (const event of ['scroll', 'resize']) window.addEventListener(event, ask, { signal, capture: true, passive: true });
  signal.addEventListener('abort', () => cancelAnimationFrame(asked));
  return {
    node,
    update(state) {
      const { reading, keyword, stepper: where } = state;
      const moved = where !== near;
      near = where;
      if (!reading || !where) {
        if (onTop && !node.hidden) node.hidePopover();
        node.hidden = true;
        return;
      }
      const term = keyword >= 0 ? reading.analysis.keywords[keyword]!.term : t(M.summary);
      say(name, term);
      set(name, { lang: keyword >= 0 ? reading.lang : null });
      set(node, { 'aria-label': term, class: where === 'bar' ? 'strip low' : 'strip' });
      stepper.node.hidden = countOf(state)[1] === 0;
      stepper.update(state);
      explain?.update(keyword >= 0 ? term : '');
      if (node.hidden) {
        node.hidden = false;
        if (onTop) node.showPopover();
      }
      if (where === 'bar') {
        node.style.left = '';
        node.style.top = '';
      } else if (moved) follow();
    },
  };
}

/**
 * The panel's style sheets. All lengths are in em of the article's own size (see `theme.ts`), so a page's root size and a
 * reader's larger text carry over. Custom properties without the prefix `--tiyao-` are what `theme.ts`
 * read from the page, or the public one of that name.
 */

/** Only where the host is ours to place: nothing the page says about `*` or `body > *` may reach it. */
export const FLOATING = `:host{all:initial!important;position:fixed!important;inset:auto 0 0 auto!important;width:0!important;height:0!important;z-index:var(--tiyao-z-index,2147483000)!important}
@media print{:host{display:none!important}}`;

/** What stands there from the start, and the stepper. */
export const BASE = `:host{display:block}
.root{all:initial;display:block;direction:ltr;font:var(--font-size)/1.7 var(--font);color:var(--color);--r:var(--tiyao-radius,.25em);-webkit-text-size-adjust:100%;-webkit-tap-highlight-color:transparent;overflow-wrap:anywhere}
*,*::before{box-sizing:border-box}
[hidden]{display:none!important}
h2,h3,p,ol,ul,fieldset,legend{margin:0;padding:0;border:0;list-style:none;font:inherit}
button{all:unset;box-sizing:border-box;cursor:pointer;min-height:44px;min-width:44px;touch-action:manipulation}
button:focus-visible,a:focus-visible,input:focus-visible+span,.card:focus-visible{outline:2px solid var(--accent);outline-offset:-2px;border-radius:var(--r)}
[aria-disabled=true]{opacity:.38;cursor:default}
svg{width:1.25em;height:1.25em;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round;display:block}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.icon{display:inline-grid;place-items:center;color:var(--muted);flex:none}
.icon:hover,.tool:hover,.icon[aria-pressed=true]{color:var(--accent)}
.pill,.floating{position:fixed;right:calc(var(--tiyao-inset,1.25em) + env(safe-area-inset-right));bottom:calc(var(--tiyao-inset,1.25em) + env(safe-area-inset-bottom));border:1px solid var(--line)}
.pill{display:flex;align-items:center;gap:.5em;padding:0 1.05em 0 .9em;min-height:max(44px,2.75em);background:var(--background);border-radius:99em;box-shadow:0 .1em .7em rgb(0 0 0/.1);font-weight:600;letter-spacing:.08em}
.pill svg{color:var(--accent)}
.pill:hover{border-color:var(--accent)}
.pill[aria-busy=true] svg{animation:pulse 1.2s ease-in-out infinite}
@keyframes pulse{50%{opacity:.25}}
.bar{display:flex;flex-wrap:wrap;align-items:center}
.bar strong{flex:1 0 auto;max-width:100%;font-weight:700;padding-right:.4em}
.stepper,.group{display:inline-flex;align-items:center;gap:inherit}
.count{min-width:2.9em;margin:0 -.3em;text-align:center;color:var(--muted);font-size:.875em;font-variant-numeric:tabular-nums}
.strip{position:fixed;z-index:1;background:var(--background);border:1px solid var(--line);box-shadow:0 .3em 1.6em rgb(0 0 0/.16);padding:.2em .3em .2em 1em;margin:0;color:inherit;border-radius:var(--r);width:max-content;max-width:min(24em,100vw - 1.5em);inset:auto}
.strip.low{right:calc(.75em + env(safe-area-inset-right));bottom:calc(.75em + env(safe-area-inset-bottom))}
@media (max-width:40em){
.strip.low{left:0;right:0;bottom:0;width:auto;max-width:none;border-width:1px 0 0;border-radius:0;padding-bottom:calc(.2em + env(safe-area-inset-bottom))}
}
@media (prefers-reduced-motion:no-preference){
.strip{animation:fade .15s}
@keyframes fade{from{opacity:0}}
}
@media (forced-colors:active){
[aria-disabled=true]{opacity:1;color:GrayText}
}
@media print{
.pill,.strip,.tools,.toast,.settings,.detail,.icon,.whole{display:none!important}
.root{color:#000}
}`;

/** Read when the card is first opened. */
export const CARD = `.away,[data-absent]{visibility:hidden}
.root[data-waiting] :is(.label,.tools,.part+.part){display:none}
.card{display:flex;flex-direction:column;background:var(--background)}
.floating{width:min(var(--tiyao-width,var(--room,24em)),100vw - 2.5em);max-height:min(46em,100vh - 2.5em);border-top:2px solid var(--accent);border-radius:var(--r);box-shadow:0 .5em 2.5em rgb(0 0 0/.14)}
.head{display:flex;align-items:center;padding:.35em .35em .35em 1.25em;border-bottom:1px solid var(--line);flex:none}
.head slot{display:block;flex:1;min-width:0}
.head h2{font-weight:700;font-size:1.125em;letter-spacing:.08em}
.label{display:flex;flex-wrap:wrap;gap:0 1em}
.scroll{padding:0 1.25em;overflow:auto;overscroll-behavior:contain;flex:1 1 auto;min-height:0}
.part{padding:.9em 0 .35em}
.part+.part{border-top:1px solid var(--line)}
h3,legend,.label{color:var(--muted);font-size:.8125em;letter-spacing:.06em;line-height:1.7}
.label{padding-top:.9em}
.label+.part{padding-top:.15em}
.sentence,.line,.line1,.whole{display:flex;align-items:center;width:100%;flex:none}
.sentence,.said .line{display:block}
.sentence{padding:.5em 0 .5em 1em;position:relative}
.sentence::before{content:'';position:absolute;left:0;top:1.16em;width:.375em;height:.375em;border-radius:50%;background:var(--line)}
.sentence:hover::before,.sentence[aria-current]::before{background:var(--accent)}
.sentence[aria-current]>:first-child{box-shadow:inset 0 -.5em var(--tint)}
.sentence>:first-child{-webkit-box-decoration-break:clone;box-decoration-break:clone}
.why{display:block;color:var(--muted);font-size:.78em;line-height:1.7}
.quiet{color:var(--muted)}
.tools{display:flex;flex-wrap:wrap;gap:0 .35em;color:var(--muted);font-size:.875em;padding-top:.2em}
.tool{display:inline-flex;align-items:center;padding-right:.6em}
.line:hover{color:var(--accent)}
.chips{display:flex;flex-wrap:wrap;gap:0 .5em;padding:.15em 0 .35em}
.chip{display:flex;align-items:center;padding:.25em 0}
.chip>span{border:1px solid var(--edge);border-radius:99em;padding:.12em .75em;line-height:1.6;display:inline-flex;gap:.4em;align-items:baseline}
.chip small{color:var(--muted);font-size:.75em;font-variant-numeric:tabular-nums}
.chip:hover>span{border-color:var(--accent)}
.chip[aria-pressed=true]>span{border-color:var(--accent);background:var(--tint);box-shadow:inset 0 0 0 1px var(--accent)}
.detail{border-left:2px solid var(--accent);padding-left:.9em;margin:.15em 0 .6em}
.said .line{padding:.55em 0;font-size:.9375em;line-height:1.65}
.said li+li{border-top:1px solid var(--line)}
.said b{font-weight:600;color:var(--accent)}
.line[aria-current]{padding-left:.6em;box-shadow:inset .15em 0 var(--accent)}
fieldset{display:flex;flex-wrap:wrap;align-items:center;gap:0 1.2em;font-size:.9375em}
legend{float:left;margin-right:.4em}
label{display:inline-flex;align-items:center;min-height:44px;min-width:44px;position:relative;cursor:pointer}
label input{position:absolute;inset:0;width:100%;height:100%;opacity:0;margin:0;cursor:pointer}
label span{border-bottom:2px solid transparent;line-height:1.6}
label input:hover+span{color:var(--accent)}
label input:checked+span{border-color:var(--accent);font-weight:600}
[role=switch]+span::before{content:'';display:inline-block;width:.75em;height:.75em;margin-right:.45em;border:1px solid currentColor;border-radius:2px}
[role=switch]:checked+span::before{background:var(--accent);border-color:var(--accent);box-shadow:inset 0 0 0 2px var(--background)}
.foot{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;gap:0 1em;color:var(--muted);font-size:.8125em}
.gone{padding:1.25em 0;display:flex;flex-wrap:wrap;align-items:center;gap:0 1em}
.gone button{color:var(--accent);font-weight:600}
.toast{position:absolute;left:1.25em;right:1.25em;bottom:1em;padding:.55em .9em;background:var(--color);color:var(--background);border-radius:var(--r);font-size:.875em;text-align:center;pointer-events:none;opacity:0;visibility:hidden;transition:.18s}
.toast.on{opacity:1;visibility:inherit}
@media (max-width:40em){
.floating{left:0;right:0;bottom:0;width:auto;max-height:min(34em,72vh);max-height:min(34em,72dvh);border-width:2px 0 0;border-radius:0;padding-bottom:env(safe-area-inset-bottom);box-shadow:0 -.3em 2em rgb(0 0 0/.16)}
}
@media (prefers-reduced-motion:no-preference){
.floating:not(.away){animation:rise .2s ease-out}
@keyframes rise{from{transform:translateY(.75em);opacity:0}}
}
@media (forced-colors:active){
.chip[aria-pressed=true]>span{forced-color-adjust:none;background:Highlight;color:HighlightText;border-color:Highlight}
.chip[aria-pressed=true] small{color:inherit}
.sentence::before{background:CanvasText}
.sentence[aria-current]::before,[role=switch]:checked+span::before{background:Highlight;forced-color-adjust:none}
.sentence[aria-current]>:first-child{text-decoration:underline}
label input:checked+span{border-color:Highlight}
label input:not(:checked)+span{border-color:Canvas}
.line[aria-current]{border-left:3px solid Highlight}
.toast{border:1px solid}
}
@media print{
.card,.sentence{background:none;break-inside:avoid}
}`;

/** Constructed sheets: a policy that governs `<style>` does not refuse them, and all panels of a page share them. */
const made = new Map<string, CSSStyleSheet>();

export function sheetOf(rules: string): CSSStyleSheet {
  let sheet = made.get(rules);
  if (!sheet) {
    made.set(rules, sheet = new CSSStyleSheet());
    sheet.replaceSync(rules);
  }
  return sheet;
}

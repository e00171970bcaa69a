import { SITE } from "./site.js";
import { BASE } from "./base.js";
import { lines } from "./link.js";
import { make } from "./make.js";

/** The bar that stays in view: 999, and whatever buttons belong there. It needs no server. */
export function bar(...buttons) {
  return make("header", { class: "bar" }, danger(), ...buttons);
}

export function danger() {
  return make("a", { class: "danger", href: `tel:${SITE.emergency}` }, SITE.words.danger);
}

/** What comes into view in `scroller` stays clear of the bar, however high its words make it. */
export function keepClear(whole, scroller) {
  new ResizeObserver(() => (scroller.style.scrollPaddingTop = `${whole.offsetHeight + 12}px`)).observe(whole);
}

/** The first thing that Tab reaches, unseen until then. */
export function firstLink(leave) {
  const click = (event) => {
    event.preventDefault();
    leave();
  };
  return make("a", { class: "first", href: new URL(SITE.exit, BASE).href, rel: "noreferrer", click }, SITE.words.leave);
}

/** Below the chat: clearing it, what is kept, and the numbers for when nothing else works. */
export function foot(clear) {
  return make(
    "div",
    { class: "foot" },
    make("button", { type: "button", class: "clear", click: clear }, SITE.words.clear),
    make("p", {}, SITE.words.keeps),
    make("p", {}, beside("privacy", SITE.words.privacy)),
    make("p", {}, beside("accessibility", SITE.words.accessibility)),
    make("h2", {}, SITE.words.numbers),
    make("p", {}, ...lines(SITE.numbers, { links: true })),
  );
}

/** A page of ours in a tab of its own: the chat would be gone if it took its place. */
function beside(page, words) {
  const link = { class: "beside", href: new URL(page, BASE).href, target: "_blank", rel: "noopener noreferrer" };
  return make("a", link, words);
}

import { SITE } from "./site.js";
import { BASE } from "./asking.js";
import { find, make, part } from "./make.js";

/** @import { Log } from "./log.js" */
/** @import { Custom } from "./site.js" */

// In milliseconds: by then what is shown anew is no news any more.
const SHOWN = 500;

/**
 * Puts a reply in easy read beside its words, where there is one; the style shows one of the two.
 * @param {Log} log @param {HTMLElement} reply @param {Custom} custom
 */
export function easily(log, reply, { easy = [], layout = {} }) {
  if (!easy.length) return;
  const { card, steps, access = [] } = layout.easy ?? {};
  const said = [easy, access].flat();
  const rows = said.map(({ text, pictures }, at) => log.rows(text, at, { card }).map((row, line) => pictured(pictures[line], row)));
  const bubbles = log.bubbles(rows, steps, said.map(({ language }) => language));
  reply.classList.add("both");
  reply.append(make("div", { class: "easy" }, ...bubbles));
}

/** Of all that is there; a screen reader does not read it out again. @param {boolean} on */
export function turnEasy(on) {
  const log = document.querySelector(".log");
  document.documentElement.classList.toggle("easy-read", on);
  if (!log) return;
  const live = log.ariaLive;
  log.ariaLive = "off";
  setTimeout(() => (log.ariaLive = live), SHOWN);
}

/** @param {string | undefined} name @param {...HTMLElement} rows */
function pictured(name, ...rows) {
  const row = part("pictured");
  const picture = find(row, "img");
  const address = SITE.pictures[name ?? ""];
  // Its words stay where they are, in a row with the others.
  if (address) picture.src = new URL(address, BASE).href;
  else picture.replaceWith(make("span"));
  find(row, "div").append(...rows);
  return row;
}

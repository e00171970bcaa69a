import { SITE } from "./site.js";
import { find, part } from "./make.js";

// Short enough that the button can be pressed again.
const TOLD = 3000;

/**
 * Buttons below a card, to take it along: its number copied, and the card alone on paper. Printing is left out in a page of
 * another site, which would be printed whole. @param {HTMLElement} card @param {string} number @param {boolean} ours
 */
export function keeping(card, number, ours) {
  const row = part("keeping");
  const [copy, print] = [find(row, ".copy"), find(row, ".print")];
  // Browsers have it on pages with TLS, and on this machine.
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", () => navigator.clipboard.writeText(number).then(() => told(row, SITE.words.copied)));
  print.hidden = !ours;
  print.addEventListener("click", () => printed(card));
  return row;
}

/** @param {HTMLElement} row @param {string} words */
function told(row, words) {
  const status = find(row, "[role=status]");
  status.textContent = words;
  setTimeout(() => (status.textContent = ""), TOLD);
}

/** @param {HTMLElement} card */
function printed(card) {
  const marks = /** @type {const} */ ([[document.documentElement, "printing"], [card, "printed"]]);
  for (const [element, mark] of marks) element.classList.add(mark);
  window.addEventListener("afterprint", () => marks.forEach(([element, mark]) => element.classList.remove(mark)), { once: true });
  window.print();
}

import { SITE } from "../site.js";
import { ask, BASE } from "../asking.js";
import { lines } from "../link.js";
import { find, make, part, parts } from "../make.js";
import { besides, code } from "./codes.js";

// What a page says of itself alone: of buttons and tabs that are not here.
const ELSEWHERE = "[data-on=page], h1, script";
const OUTSIDE = "https:";
const LONGEST_READ = 5000;

/** A sheet over the chat with something to read. */
export class Sheet {
  element = /** @type {HTMLDialogElement} */ (part("sheet"));
  #body = find(this.element, ".sheet-body");
  #control = new AbortController();

  constructor() {
    find(this.element, ".send").addEventListener("click", () => this.close());
  }

  /** @param {"in-danger" | "no-phone"} name */
  open(name) {
    this.#anew();
    this.#show(parts(name));
    besides(this.#body, []);
  }

  /**
   * One of our pages without its links, since nothing here leads away; what is about the kiosk comes first.
   * @param {"people" | "privacy" | "accessibility"} name
   */
  async page(name) {
    const control = this.#anew();
    const timer = setTimeout(() => control.abort("late"), LONGEST_READ);
    const rows = await rowsOf(name, control.signal).catch(withoutServer);
    clearTimeout(timer);
    // Somebody else may stand here now, or something else be read.
    if (this.#control !== control) return;
    const heading = make("h2", { id: "sheet", tabindex: "-1" }, SITE.kiosk[name]);
    // The bar with 999 lies below the sheet.
    this.#show([heading, make("p", { class: "large" }, SITE.kiosk.danger), ...rows]);
  }

  close() {
    this.#anew();
    this.element.close();
    this.#body.replaceChildren();
  }

  /** What was asked for before is not shown any more. */
  #anew() {
    this.#control.abort();
    return (this.#control = new AbortController());
  }

  /** @param {Element[]} rows */
  #show(rows) {
    this.#body.replaceChildren(...rows);
    if (!this.element.open) this.element.showModal();
    this.element.scrollTop = 0;
    find(this.#body, "h2").focus();
  }
}

/** @param {string} name @param {AbortSignal} signal */
async function rowsOf(name, signal) {
  const answer = await ask(new URL(name, BASE), { signal });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const row of page.querySelectorAll(ELSEWHERE)) row.remove();
  const main = find(page, "main");
  main.prepend(...main.querySelectorAll("[data-on=kiosk]"));
  const rows = [...main.children].map((row) => document.importNode(row, true));
  for (const link of rows.flatMap((row) => [...row.querySelectorAll("a")])) unlinked(link);
  const [first, ...others] = rows;
  const codes = others.some((row) => row.querySelector(".code"));
  return codes ? [first, make("p", {}, SITE.kiosk.squares), ...others] : rows;
}

/** A way to reach somebody looks as it does in a reply, and a page can be taken along. @param {HTMLAnchorElement} link */
function unlinked(link) {
  const [address, way] = [link.getAttribute("href") ?? "", link.closest("li")];
  link.replaceWith(way ? make("b", { class: link.className, dir: "ltr" }, link.textContent) : link.textContent);
  if (address.startsWith(OUTSIDE)) way?.append(code(address));
}

function withoutServer() {
  return [SITE.kiosk.unread, SITE.numbers].map((words) => make("p", {}, ...lines(words, { links: false })));
}

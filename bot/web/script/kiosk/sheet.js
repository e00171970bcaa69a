import { SITE } from "../site.js";
import { ask, BASE } from "../asking.js";
import { lines } from "../link.js";
import { find, make, part, parts } from "../make.js";

// What a page says of itself alone: of buttons and tabs that are not here.
const ELSEWHERE = "[data-on=page], h1, script";
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
    this.#show([make("h2", { id: "sheet", tabindex: "-1" }, SITE.kiosk[name]), ...rows]);
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
  for (const link of page.querySelectorAll("main a")) link.replaceWith(link.textContent);
  const main = find(page, "main");
  main.prepend(...main.querySelectorAll("[data-on=kiosk]"));
  return [...main.children].map((row) => document.importNode(row, true));
}

function withoutServer() {
  const rest = [SITE.kiosk.unread, SITE.numbers].map((words) => make("p", {}, ...lines(words, { links: false })));
  return [make("p", { class: "large" }, SITE.kiosk.danger), ...rest];
}

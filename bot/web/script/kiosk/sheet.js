import { SITE } from "../site.js";
import { BASE } from "../base.js";
import { make } from "../make.js";
import { places } from "./places.js";

// What a page says of itself alone: of buttons and tabs that are not here.
const ELSEWHERE = "[data-on=page], h1, script";
const LONGEST_READ = 5000;

/** A sheet over the chat with something to read. */
export class Sheet {
  #body = make("div", { class: "sheet-body" });
  #control = new AbortController();

  constructor() {
    const close = make("button", { type: "button", class: "send", click: () => this.close() }, SITE.kiosk.close);
    this.element = make("dialog", { class: "sheet", "aria-labelledby": "sheet" }, this.#body, close);
  }

  noPhone() {
    const first = make("p", { class: "large" }, SITE.kiosk.no_phone_first);
    this.#show(SITE.kiosk.no_phone, first, places(), make("p", {}, SITE.kiosk.no_phone_else));
  }

  /** One of our pages without its links, since nothing here leads away; what is about the kiosk comes first. */
  async page(name) {
    const control = (this.#control = new AbortController());
    const timer = setTimeout(() => control.abort("late"), LONGEST_READ);
    const rows = await rowsOf(name, control.signal).catch(() => [make("p", {}, SITE.words.down)]);
    clearTimeout(timer);
    // Somebody else may stand here now.
    if (control.signal.reason !== "closed") this.#show(SITE.kiosk[name], ...rows);
  }

  close() {
    this.#control.abort("closed");
    this.element.close();
    this.#body.replaceChildren();
  }

  #show(heading, ...rows) {
    this.#body.replaceChildren(make("h2", { id: "sheet", tabindex: "-1" }, heading), ...rows);
    if (!this.element.open) this.element.showModal();
    this.element.scrollTop = 0;
    this.#body.firstChild.focus();
  }
}

async function rowsOf(name, signal) {
  const answer = await fetch(new URL(name, BASE), { cache: "no-store", credentials: "omit", signal });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const row of page.querySelectorAll(ELSEWHERE)) row.remove();
  for (const link of page.querySelectorAll("main a")) link.replaceWith(link.textContent);
  const main = page.querySelector("main");
  main.prepend(...main.querySelectorAll("[data-on=kiosk]"));
  return [...main.children].map((row) => document.importNode(row, true));
}

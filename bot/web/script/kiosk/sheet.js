import { SITE } from "../site.js";
import { BASE } from "../base.js";
import { lines } from "../link.js";
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
    this.#anew();
    const first = make("p", { class: "large" }, SITE.kiosk.no_phone_first);
    this.#show(SITE.kiosk.no_phone, first, places(), make("p", {}, SITE.kiosk.no_phone_else));
  }

  /** One of our pages without its links, since nothing here leads away; what is about the kiosk comes first. */
  async page(name) {
    const control = this.#anew();
    const timer = setTimeout(() => control.abort("late"), LONGEST_READ);
    const rows = await rowsOf(name, control.signal).catch(withoutServer);
    clearTimeout(timer);
    // Somebody else may stand here now, or something else be read.
    if (this.#control === control) this.#show(SITE.kiosk[name], ...rows);
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

  #show(heading, ...rows) {
    this.#body.replaceChildren(make("h2", { id: "sheet", tabindex: "-1" }, heading), ...rows);
    if (!this.element.open) this.element.showModal();
    this.element.scrollTop = 0;
    this.#body.firstChild.focus();
  }
}

async function rowsOf(name, signal) {
  const answer = await fetch(new URL(name, BASE), { cache: "no-store", credentials: "omit", signal });
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const row of page.querySelectorAll(ELSEWHERE)) row.remove();
  for (const link of page.querySelectorAll("main a")) link.replaceWith(link.textContent);
  const main = page.querySelector("main");
  main.prepend(...main.querySelectorAll("[data-on=kiosk]"));
  return [...main.children].map((row) => document.importNode(row, true));
}

function withoutServer() {
  const rest = [SITE.kiosk.unread, SITE.numbers].map((words) => make("p", {}, ...lines(words, { links: false })));
  return [make("p", { class: "large" }, SITE.kiosk.danger), ...rest];
}

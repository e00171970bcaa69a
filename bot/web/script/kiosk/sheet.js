import { SITE } from "../site.js";
import { BASE } from "../base.js";
import { make } from "../make.js";
import { places } from "./places.js";

/** A sheet over the chat with something to read. */
export class Sheet {
  #body = make("div", { class: "sheet-body" });

  constructor() {
    const close = make("button", { type: "button", class: "send", click: () => this.element.close() }, SITE.kiosk.close);
    this.element = make("dialog", { class: "sheet", "aria-labelledby": "sheet" }, this.#body, close);
  }

  noPhone() {
    this.#show(SITE.kiosk.no_phone, make("p", { class: "large" }, SITE.kiosk.no_phone_first), places());
  }

  /** One of our pages, without its links: nothing here leads away. */
  async page(name) {
    let rows = [make("p", {}, SITE.words.down)];
    try {
      const answer = await fetch(new URL(name, BASE), { cache: "no-store", credentials: "omit" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const link of page.querySelectorAll("main a")) link.replaceWith(link.textContent);
      page.querySelector("main h1").remove();
      rows = [...page.querySelector("main").children].map((row) => document.importNode(row, true));
    } catch {
      // The server is down: the sheet says so.
    }
    this.#show(SITE.kiosk[name], ...rows);
  }

  close() {
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

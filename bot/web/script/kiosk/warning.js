import { SITE } from "../site.js";
import { make } from "../make.js";

/**
 * Asks whether somebody is still there. The seconds are seen; a screen reader reads the question once.
 * Whatever is touched or pressed takes it away, and goes no further: what lies below is not pressed.
 */
export class Warning {
  #seconds = make("p", { class: "large", "aria-hidden": "true" });

  constructor() {
    this.element = make(
      "dialog",
      { class: "sheet", role: "alertdialog", "aria-labelledby": "still", "aria-describedby": "soon" },
      make("h2", { id: "still" }, SITE.kiosk.still),
      make("p", { id: "soon" }, SITE.kiosk.soon),
      this.#seconds,
      make("button", { type: "button", class: "send", autofocus: true }, SITE.kiosk.stay),
    );
    // A touch that swipes brings no click.
    for (const sign of ["click", "touchend"]) this.element.addEventListener(sign, (event) => this.#here(event));
    // A key goes to what has the focus, which may be the page.
    document.addEventListener("keydown", (event) => this.element.open && this.#here(event), true);
  }

  show(seconds) {
    this.#seconds.textContent = SITE.kiosk.seconds.replace("{seconds}", seconds);
    if (!this.element.open) this.element.showModal();
  }

  close() {
    this.element.close();
  }

  #here(event) {
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }
}

import { SITE } from "../site.js";
import { find, part } from "../make.js";

/**
 * Asks whether somebody is still there. The seconds are seen; a screen reader reads the question once.
 * Whatever is touched or pressed takes it away, and goes no further: what lies below is not pressed.
 */
export class Warning {
  element = /** @type {HTMLDialogElement} */ (part("warning"));

  constructor() {
    // A touch that swipes brings no click.
    for (const sign of ["click", "touchend"]) this.element.addEventListener(sign, (event) => this.#here(event));
    // A key goes to what has the focus, which may be the page.
    document.addEventListener("keydown", (event) => this.element.open && this.#here(event), true);
  }

  /** @param {number} seconds */
  show(seconds) {
    find(this.element, ".large").textContent = SITE.kiosk.seconds.replace("{seconds}", String(seconds));
    if (!this.element.open) this.element.showModal();
  }

  close() {
    this.element.close();
  }

  /** @param {Event} event */
  #here(event) {
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }
}

import { SITE } from "../site.js";
import { make } from "../make.js";
import { places } from "./places.js";

const MINUTES = 15;

/** The bare card that stays when the words of an emergency are gone, for 15 minutes or until it is touched. */
export class Standing {
  #done;
  #timer = 0;
  #again = make("button", { type: "button", class: "send" }, SITE.kiosk.start_again);

  constructor(done) {
    this.#done = done;
    this.element = make(
      "main",
      { class: "standing", "aria-label": SITE.kiosk.standing, hidden: true, click: done, touchmove: done, keydown: done },
      make("h1", { class: "call" }, SITE.kiosk.standing),
      places(),
      make("p", {}, SITE.kiosk.standing_more),
      this.#again,
    );
  }

  show() {
    this.element.hidden = false;
    this.#again.focus();
    this.#timer = setTimeout(this.#done, MINUTES * 60 * 1000);
  }

  hide() {
    clearTimeout(this.#timer);
    this.element.hidden = true;
  }
}

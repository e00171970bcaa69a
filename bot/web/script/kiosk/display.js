import { SITE } from "../site.js";
import { make } from "../make.js";

const SIZES = ["", "large", "largest"];

/** Text size and contrast. The next person begins with the usual ones. */
export class Display {
  #size = 0;
  #contrast = make("button", { type: "button", "aria-pressed": "false", click: () => this.#strong() }, SITE.kiosk.contrast);
  #smaller = make("button", { type: "button", click: () => this.#resize(this.#size - 1) }, SITE.kiosk.smaller);
  #bigger = make("button", { type: "button", click: () => this.#resize(this.#size + 1) }, SITE.kiosk.bigger);

  constructor() {
    this.buttons = [this.#smaller, this.#bigger, this.#contrast];
    this.reset();
  }

  reset() {
    this.#resize(0);
    this.#strong(false);
  }

  #resize(size) {
    this.#size = Math.min(Math.max(size, 0), SIZES.length - 1);
    document.documentElement.dataset.size = SIZES[this.#size];
    this.#smaller.setAttribute("aria-disabled", String(this.#size === 0));
    this.#bigger.setAttribute("aria-disabled", String(this.#size === SIZES.length - 1));
  }

  #strong(on = this.#contrast.getAttribute("aria-pressed") === "false") {
    document.documentElement.classList.toggle("strong", on);
    this.#contrast.setAttribute("aria-pressed", String(on));
  }
}

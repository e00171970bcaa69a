import { turnEasy } from "../easy.js";
import { find } from "../make.js";

const SIZES = ["", "large", "largest"];

/** Text size, contrast and easy read, by the buttons of the bar. The next person begins with the usual ones. */
export class Display {
  #size = 0;
  #contrast;
  #easy;
  #smaller;
  #bigger;

  /** @param {HTMLElement} bar */
  constructor(bar) {
    this.#smaller = find(bar, ".smaller");
    this.#bigger = find(bar, ".bigger");
    this.#contrast = find(bar, ".contrast");
    this.#easy = find(bar, ".easily");
    this.#smaller.addEventListener("click", () => this.#resize(this.#size - 1));
    this.#bigger.addEventListener("click", () => this.#resize(this.#size + 1));
    this.#contrast.addEventListener("click", () => this.#strong(this.#contrast.ariaPressed === "false"));
    this.#easy.addEventListener("click", () => this.#easily(this.#easy.ariaPressed === "false"));
    this.reset();
  }

  reset() {
    this.#resize(0);
    this.#strong(false);
    this.#easily(false);
  }

  /** @param {boolean} on */
  #easily(on) {
    turnEasy(on);
    this.#easy.ariaPressed = String(on);
    stay();
  }

  /** @param {number} size */
  #resize(size) {
    this.#size = Math.min(Math.max(size, 0), SIZES.length - 1);
    document.documentElement.dataset.size = SIZES[this.#size];
    this.#smaller.ariaDisabled = String(this.#size === 0);
    this.#bigger.ariaDisabled = String(this.#size === SIZES.length - 1);
    stay();
  }

  /** @param {boolean} on */
  #strong(on) {
    document.documentElement.classList.toggle("strong", on);
    this.#contrast.ariaPressed = String(on);
  }
}

/** What is read stays in view: what stands above it has another height now, and so has the bar, a picture later. */
function stay() {
  const seen = () => document.querySelector(".log > div:last-of-type")?.scrollIntoView({ block: "start" });
  seen();
  requestAnimationFrame(() => requestAnimationFrame(seen));
}

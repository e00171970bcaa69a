const STILL = 60;
const WARNED = 20;
// A click that a program makes for somebody, such as a switch or a screen reader, comes without a touch.
const SIGNS = ["pointerdown", "pointerup", "pointercancel", "keydown", "click", "input", "wheel", "touchmove"];
// A finger that was down before is still going, and nobody comes with it.
const GOING = ["pointerup", "pointercancel", "touchmove"];

/**
 * Notices that nobody is there. After 60 seconds without a touch or key `warn` is called with the seconds that remain,
 * 20 and then each one less, and at last `forget`. Any sign of a person begins anew, as often as one likes (WCAG 2.2,
 * 2.2.1), and calls `here`, but for the beginning of a press: what it is on has to stay until it ends.
 * Nothing runs until somebody has touched the screen.
 */
export class Idle {
  #told;
  #timer = 0;
  #resting = true;

  /** @param {{ warn: (seconds: number) => void, here: () => void, forget: () => void }} told */
  constructor({ warn, here, forget }) {
    this.#told = { warn, here, forget };
    for (const sign of SIGNS) {
      document.addEventListener(sign, ({ type }) => this.#here(type), { capture: true, passive: true });
    }
  }

  /** Until somebody comes. */
  rest() {
    clearTimeout(this.#timer);
    this.#resting = true;
  }

  /** @param {string} sign */
  #here(sign) {
    if (this.#resting && GOING.includes(sign)) return;
    this.#resting = false;
    clearTimeout(this.#timer);
    if (sign !== "pointerdown") this.#told.here();
    this.#timer = setTimeout(() => this.#count(WARNED), STILL * 1000);
  }

  /** @param {number} seconds */
  #count(seconds) {
    if (seconds === 0) return this.#told.forget();
    this.#told.warn(seconds);
    this.#timer = setTimeout(() => this.#count(seconds - 1), 1000);
  }
}

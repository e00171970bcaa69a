const STILL = 60;
const WARNED = 20;
const SIGNS = ["pointerdown", "keydown", "wheel", "touchmove"];

/**
 * Notices that nobody is there. After 60 seconds without a touch or key `warn` is called with the seconds that remain,
 * 20 and then each one less, and at last `forget`. Any sign of a person begins anew, as often as one likes, and is
 * told to `back` where it was warned (WCAG 2.2, 2.2.1). Nothing runs until somebody has touched the screen.
 */
export class Idle {
  #told;
  #timer = 0;
  #warned = false;

  constructor({ warn, back, forget }) {
    this.#told = { warn, back, forget };
    for (const sign of SIGNS) document.addEventListener(sign, () => this.#here(), { capture: true, passive: true });
  }

  /** Until somebody comes. */
  rest() {
    clearTimeout(this.#timer);
    this.#warned = false;
  }

  #here() {
    clearTimeout(this.#timer);
    if (this.#warned) this.#told.back();
    this.#warned = false;
    this.#timer = setTimeout(() => this.#count(WARNED), STILL * 1000);
  }

  #count(seconds) {
    this.#warned = seconds > 0;
    if (!this.#warned) return this.#told.forget();
    this.#told.warn(seconds);
    this.#timer = setTimeout(() => this.#count(seconds - 1), 1000);
  }
}

import { find, part } from "../make.js";

const MINUTES = 15;

/** The bare card that stays when the words of an emergency are gone, for 15 minutes or until it is touched. */
export class Standing {
  element = part("standing");
  #done;
  #timer = 0;

  /** @param {() => void} done */
  constructor(done) {
    this.#done = done;
    for (const sign of ["click", "touchmove", "keydown"]) this.element.addEventListener(sign, done);
  }

  show() {
    this.element.hidden = false;
    find(this.element, "button").focus();
    this.#timer = setTimeout(this.#done, MINUTES * 60 * 1000);
  }

  hide() {
    clearTimeout(this.#timer);
    this.element.hidden = true;
  }
}

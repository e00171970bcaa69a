const FIRST = 2000;
const LONGEST = 30000;

/** Tries again: soon at first, then ever less often, and at once when the browser says that it is online. */
export class Retry {
  #attempt;
  #timer = 0;
  #wait = FIRST;
  #now = () => this.now();

  /** @param {() => unknown} attempt */
  constructor(attempt) {
    this.#attempt = attempt;
  }

  /** Until `stop`, or until the attempt does not ask again. */
  again() {
    clearTimeout(this.#timer);
    window.addEventListener("online", this.#now);
    this.#timer = setTimeout(this.#now, this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST);
  }

  now() {
    clearTimeout(this.#timer);
    this.#attempt();
  }

  stop() {
    clearTimeout(this.#timer);
    window.removeEventListener("online", this.#now);
    this.#wait = FIRST;
  }
}

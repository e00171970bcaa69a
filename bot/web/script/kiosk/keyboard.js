import { find, part } from "../make.js";

// In milliseconds, and in pixels: where a finger has touched the box there is a key the moment after. Whoever touches the
// same place again, and again, means the box; whoever has looked for a key, or touched another, means that.
const SETTLED = 2500;
const BESIDE = 60;
// A browser makes no click while a palm lies on the glass: the keys come all the same, a little later.
const WITHOUT_CLICK = 300;

/**
 * Keys on the screen, each a button with a name, so that a screen reader can use them too.
 * They go while a real keyboard is used: nobody has to tab through them.
 */
export class Keyboard {
  element = part("keyboard");
  #box;
  #capital = false;
  /** @type {PointerEvent | null} */
  #touched = null;
  #again = false;
  /** @type {Record<string, () => void>} */
  #keys;

  /** @param {HTMLTextAreaElement} box @param {() => void} send */
  constructor(box, send) {
    this.#box = box;
    this.#keys = {
      back: () => this.#delete(),
      space: () => this.#type(" "),
      left: () => this.#move(-1),
      right: () => this.#move(1),
      shift: () => this.#capitals(!this.#capital),
      send,
    };
    this.element.addEventListener("click", (event) => this.#press(/** @type {Element} */ (event.target)));
    // Pressing a key leaves the focus, and the place in the text, where it is.
    this.element.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      this.#again = this.#isAgain(event);
      this.#touched = this.#again ? event : null;
    });
    box.addEventListener("keydown", (event) => event.isTrusted && this.show(false));
    // Not before the finger is lifted: what it touched would move away.
    box.addEventListener("click", () => this.show(true));
    // The button beside the box moves away too.
    box.form?.addEventListener("pointerup", (event) => (this.#touched = event));
    box.addEventListener("pointerup", () => {
      setTimeout(() => {
        this.show(true);
        box.focus({ preventScroll: true });
      }, WITHOUT_CLICK);
    });
    new ResizeObserver(() => this.#makeRoom()).observe(this.element);
  }

  get shown() {
    return !this.element.hidden;
  }

  /** @param {boolean} on */
  show(on) {
    this.element.hidden = !on;
    this.element.dispatchEvent(new Event("shown", { bubbles: true }));
  }

  /** Another touch of the place where the box was is meant for the box. @param {PointerEvent} event */
  #isAgain({ clientX, clientY, timeStamp }) {
    const first = this.#touched;
    const near = first && Math.hypot(clientX - first.clientX, clientY - first.clientY) < BESIDE;
    return Boolean(near && timeStamp - first.timeStamp < SETTLED);
  }

  /** @param {Element} target */
  #press(target) {
    const key = this.#again ? null : target.closest("button");
    if (key?.name) this.#keys[key.name]();
    else if (key) this.#type(this.#capital ? key.textContent.toUpperCase() : key.textContent);
  }

  /** @param {boolean} on */
  #capitals(on) {
    this.#capital = on;
    find(this.element, "[name=shift]").ariaPressed = String(on);
    this.element.classList.toggle("capitals", on);
  }

  /** @param {string} sign */
  #type(sign) {
    this.#put(sign, this.#box.selectionStart);
    this.#capitals(false);
  }

  #delete() {
    const { selectionStart: start, selectionEnd: end } = this.#box;
    this.#put("", start === end ? Math.max(start - 1, 0) : start);
  }

  /** @param {string} sign @param {number} from */
  #put(sign, from) {
    this.#box.setRangeText(sign, from, this.#box.selectionEnd, "end");
    if (this.#box.selectionEnd === this.#box.value.length) this.#box.scrollTop = this.#box.scrollHeight;
  }

  /** @param {number} by */
  #move(by) {
    const place = Math.max(this.#box.selectionStart + by, 0);
    this.#box.setSelectionRange(place, place);
  }

  /** The box stays in view above the keys, whatever the size of the text. */
  #makeRoom() {
    const height = this.element.offsetHeight;
    document.documentElement.style.setProperty("--keys", `${height}px`);
    document.documentElement.classList.toggle("typing", height > 0);
  }
}

const PRESSED = "button, summary, .standing";
const KEYS = ".keys";
// In pixels: a finger rolls a little as it presses.
const STRAYED = 30;
// In milliseconds: a page that rolls says so at every picture. What is rolling past is not meant by who stops it.
const ROLLING = 150;
const FIXED = ".keys, .bar, dialog";

/**
 * Gives each finger, or pen, a press of its own: what it lets go where it went down is clicked. Browsers make no click
 * while another finger, or a palm, lies on the glass. Theirs are not taken, so that nothing is pressed twice, nor what
 * comes to lie below the finger meanwhile. Mouse, keyboard and screen readers click as ever.
 */
export class Touches {
  /** @type {Map<number, { target: HTMLElement, event: PointerEvent }>} */
  #held = new Map();
  #rolled = -ROLLING;

  constructor() {
    /** @type {Record<string, (event: PointerEvent) => unknown>} */
    const signs = {
      pointerdown: (event) => this.#begin(event),
      pointermove: (event) => this.#move(event),
      pointerup: (event) => this.#end(event),
      pointercancel: (event) => this.#held.delete(event.pointerId),
      click: refuse,
    };
    for (const [sign, does] of Object.entries(signs)) {
      const byFinger = (/** @type {any} */ event) => ["touch", "pen"].includes(event.pointerType) && does(event);
      document.addEventListener(sign, byFinger, true);
    }
    const rolls = (/** @type {Event} */ { target, timeStamp }) => {
      if (target === document) this.#rolled = timeStamp;
    };
    document.addEventListener("scroll", rolls, { capture: true, passive: true });
    document.addEventListener("touchend", refuse, { capture: true, passive: false });
  }

  /** @param {PointerEvent} event */
  #begin(event) {
    const target = pressed(event);
    if (!target || (event.timeStamp - this.#rolled < ROLLING && !target.closest(FIXED))) return;
    // Who types fast puts the next finger down first: letters come in the order in which the fingers do.
    if (target.closest(KEYS)) this.#pressKeys();
    this.#held.set(event.pointerId, { target, event });
  }

  /** @param {PointerEvent} event */
  #move({ pointerId, clientX, clientY }) {
    const began = this.#held.get(pointerId)?.event;
    if (began && Math.hypot(clientX - began.clientX, clientY - began.clientY) > STRAYED) this.#held.delete(pointerId);
  }

  /** @param {PointerEvent} event */
  #end({ pointerId, clientX, clientY }) {
    const over = document.elementFromPoint(clientX, clientY);
    if (this.#held.get(pointerId)?.target.contains(over)) this.#press(pointerId);
    this.#held.delete(pointerId);
  }

  #pressKeys() {
    for (const [pointer, { target }] of [...this.#held]) if (target.closest(KEYS)) this.#press(pointer);
  }

  /** @param {number} pointer */
  #press(pointer) {
    const held = this.#held.get(pointer);
    if (!held) return;
    const { target, event } = held;
    this.#held.delete(pointer);
    // As a browser's own click does; the keys on the screen leave the focus where it is.
    if (!event.defaultPrevented) target.focus({ preventScroll: true, focusVisible: false });
    target.click();
  }
}

/** What is below the finger and can be pressed. @param {Event} event */
function pressed(event) {
  return /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest(PRESSED));
}

/**
 * The browser's own press by touch. One made by a program is no touch of its own, and is not trusted.
 * @param {Event} event
 */
function refuse(event) {
  if (!event.isTrusted || !event.cancelable || !pressed(event)) return;
  event.preventDefault();
  if (event.type === "click") event.stopImmediatePropagation();
}

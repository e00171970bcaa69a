const PRESSED = "button, .standing";
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
  #held = new Map();
  #rolled = -ROLLING;

  constructor() {
    const signs = {
      pointerdown: (event) => this.#begin(event),
      pointermove: (event) => this.#move(event),
      pointerup: (event) => this.#end(event),
      pointercancel: (event) => this.#held.delete(event.pointerId),
      click: refuse,
    };
    for (const [sign, does] of Object.entries(signs)) {
      document.addEventListener(sign, (event) => ["touch", "pen"].includes(event.pointerType) && does(event), true);
    }
    const rolls = ({ target, timeStamp }) => (this.#rolled = target === document ? timeStamp : this.#rolled);
    document.addEventListener("scroll", rolls, { capture: true, passive: true });
    document.addEventListener("touchend", refuse, { capture: true, passive: false });
  }

  #begin(event) {
    const target = event.target.closest(PRESSED);
    if (!target || (event.timeStamp - this.#rolled < ROLLING && !target.closest(FIXED))) return;
    // Who types fast puts the next finger down first: letters come in the order in which the fingers do.
    if (target.closest(KEYS)) this.#pressKeys();
    this.#held.set(event.pointerId, { target, event });
  }

  #move({ pointerId, clientX, clientY }) {
    const began = this.#held.get(pointerId)?.event;
    if (began && Math.hypot(clientX - began.clientX, clientY - began.clientY) > STRAYED) this.#held.delete(pointerId);
  }

  #end({ pointerId, clientX, clientY }) {
    const over = document.elementFromPoint(clientX, clientY);
    if (this.#held.get(pointerId)?.target.contains(over)) this.#press(pointerId);
    this.#held.delete(pointerId);
  }

  #pressKeys() {
    for (const [pointer, { target }] of [...this.#held]) if (target.closest(KEYS)) this.#press(pointer);
  }

  #press(pointer) {
    const { target, event } = this.#held.get(pointer);
    this.#held.delete(pointer);
    // As a browser's own click does; the keys on the screen leave the focus where it is.
    if (!event.defaultPrevented) target.focus({ preventScroll: true, focusVisible: false });
    target.click();
  }
}

/** The browser's own press by touch. One made by a program is no touch of its own, and is not trusted. */
function refuse(event) {
  if (!event.isTrusted || !event.cancelable || !event.target.closest(PRESSED)) return;
  event.preventDefault();
  if (event.type === "click") event.stopImmediatePropagation();
}

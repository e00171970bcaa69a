import { SITE } from "../site.js";
import { make } from "../make.js";

const DIGITS = "1234567890";
const LETTERS = ["qwertyuiop", "asdfghjkl'", "zxcvbnm,.?"];
const MARKS = "-!";

/**
 * Keys on the screen, each a button with a name, so that a screen reader can use them too.
 * They go while a real keyboard is used: nobody has to tab through them.
 */
export class Keyboard {
  #box;
  #capital = false;
  #shift;

  constructor(box, send) {
    this.#box = box;
    this.#shift = this.#key(SITE.kiosk.shift, () => this.#capitals(!this.#capital), { "aria-pressed": "false" }, "Aa");
    const rows = this.#rows(send).map((keys) => make("div", { class: "keys" }, ...keys));
    this.element = make("section", { class: "keyboard", "aria-label": SITE.kiosk.keys, hidden: true }, ...rows);
    // Pressing a key leaves the focus, and the place in the text, where it is.
    this.element.addEventListener("pointerdown", (event) => event.preventDefault());
    box.addEventListener("keydown", (event) => event.isTrusted && this.show(false));
    box.addEventListener("pointerdown", () => this.show(true));
    new ResizeObserver(() => this.#makeRoom()).observe(this.element);
  }

  get shown() {
    return !this.element.hidden;
  }

  show(on) {
    this.element.hidden = !on;
    this.element.dispatchEvent(new Event("shown", { bubbles: true }));
  }

  #rows(send) {
    const [top, middle, low] = LETTERS.map((row) => this.#signs(row));
    const back = this.#key(SITE.kiosk.back, () => this.#delete(), { class: "word" });
    const space = this.#key(SITE.kiosk.space, () => this.#type(" "), { class: "wide" });
    const arrows = [
      this.#key(SITE.kiosk.left, () => this.#move(-1), {}, "←"),
      this.#key(SITE.kiosk.right, () => this.#move(1), {}, "→"),
    ];
    const go = this.#key(SITE.words.send, send, { class: "send word" });
    return [this.#signs(DIGITS), top, middle, [...low, back], [this.#shift, ...this.#signs(MARKS), space, ...arrows, go]];
  }

  #signs(row) {
    return [...row].map((sign) => {
      const press = () => this.#type(this.#capital ? sign.toUpperCase() : sign);
      return this.#key(sign, press, { class: "sign" });
    });
  }

  #key(name, press, attributes = {}, face = name) {
    const label = face === name ? null : name;
    return make("button", { type: "button", "aria-label": label, click: press, ...attributes }, face);
  }

  #capitals(on) {
    this.#capital = on;
    this.#shift.setAttribute("aria-pressed", String(on));
    this.element.classList.toggle("capitals", on);
  }

  #type(sign) {
    this.#put(sign, this.#box.selectionStart);
    this.#capitals(false);
  }

  #delete() {
    const { selectionStart: start, selectionEnd: end } = this.#box;
    this.#put("", start === end ? Math.max(start - 1, 0) : start);
  }

  #put(sign, from) {
    if (this.#box.readOnly) return;
    this.#box.setRangeText(sign, from, this.#box.selectionEnd, "end");
    if (this.#box.selectionEnd === this.#box.value.length) this.#box.scrollTop = this.#box.scrollHeight;
  }

  #move(by) {
    const place = Math.max(this.#box.selectionStart + by, 0);
    this.#box.setSelectionRange(place, place);
  }

  /** The box stays in view above the keys, whatever the size of the text. */
  #makeRoom() {
    const height = this.element.offsetHeight;
    document.documentElement.style.scrollPaddingBottom = `${height}px`;
    document.documentElement.classList.toggle("typing", height > 0);
    if (height) this.#box.scrollIntoView({ block: "nearest" });
  }
}

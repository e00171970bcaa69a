import { SITE } from "../site.js";
import { make } from "../make.js";

const ROWS = ["1234567890", "qwertyuiop", "asdfghjkl'", "zxcvbnm,.?", "-!"];

/**
 * Keys on the screen, each a button with a name, so that a screen reader can use them too.
 * They go while a real keyboard is used: nobody has to tab through them.
 */
export class Keyboard {
  #box;
  #send;
  #capital = false;
  #shift;

  constructor(box, send) {
    this.#box = box;
    this.#send = send;
    const [digits, ...letters] = ROWS.map((row) => [...row].map((sign) => this.#sign(sign)));
    this.#shift = this.#key(SITE.kiosk.shift, () => this.#capitals(!this.#capital), { "aria-pressed": "false" }, "Aa");
    const last = letters.pop();
    const lowest = [
      this.#shift,
      ...last,
      this.#key(SITE.kiosk.space, () => this.#type(" "), { class: "wide" }),
      this.#key(SITE.kiosk.left, () => this.#move(-1), {}, "←"),
      this.#key(SITE.kiosk.right, () => this.#move(1), {}, "→"),
    ];
    letters[2].push(this.#key(SITE.kiosk.back, () => this.#delete(), { class: "word" }));
    lowest.push(this.#key(SITE.words.send, () => this.#send(), { class: "send word" }));
    const rows = [digits, ...letters, lowest].map((keys) => make("div", { class: "keys" }, ...keys));
    this.element = make("section", { class: "keyboard", "aria-label": SITE.kiosk.keys, hidden: true }, ...rows);
    // Pressing a key leaves the focus, and the place in the text, where it is.
    this.element.addEventListener("pointerdown", (event) => event.preventDefault());
    box.addEventListener("keydown", (event) => event.isTrusted && this.show(false));
    box.addEventListener("pointerdown", () => this.show(true));
  }

  get shown() {
    return !this.element.hidden;
  }

  show(on) {
    this.element.hidden = !on;
    this.element.dispatchEvent(new Event("shown", { bubbles: true }));
  }

  #sign(sign) {
    const key = this.#key(sign, () => this.#type(this.#capital ? sign.toUpperCase() : sign));
    key.classList.add("sign");
    return key;
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
    if (this.#box.readOnly) return;
    this.#box.setRangeText(sign, this.#box.selectionStart, this.#box.selectionEnd, "end");
    this.#capitals(false);
    this.#scroll();
  }

  #delete() {
    if (this.#box.readOnly) return;
    const { selectionStart: start, selectionEnd: end } = this.#box;
    this.#box.setRangeText("", start === end ? Math.max(start - 1, 0) : start, end, "end");
    this.#scroll();
  }

  #move(by) {
    const place = Math.max(this.#box.selectionStart + by, 0);
    this.#box.setSelectionRange(place, place);
  }

  #scroll() {
    this.#box.scrollTop = this.#box.scrollHeight;
  }
}

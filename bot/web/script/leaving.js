import { SITE } from "./site.js";
import { find, make, part } from "./make.js";
import { AWAY, goTo, neutral } from "./neutral.js";
import { otherTabs } from "./tabs.js";

const PRESSES = 3;
const WINDOW = 5000;
const STILL_HERE = 3000;

/**
 * Leaves the page at once: covers it, has `empty` forget all, and goes to the neutral page in its place.
 * `armed` says whether Shift three times means it; `status` is told how many presses are missing.
 */
export class Leaving {
  #host;
  #root;
  #empty;
  #armed;
  #status;
  #gone = false;
  #presses = 0;
  #bare = false;
  #timer = 0;
  #tell;

  /**
   * @param {HTMLElement} host stands in the page, and `root` has all of the chat: itself, or its shadow.
   * @param {HTMLElement | ShadowRoot} root
   * @param {{ empty: () => unknown, armed: () => boolean, status: HTMLElement, signal: AbortSignal }} told
   */
  constructor(host, root, { empty, armed, status, signal }) {
    this.#host = host;
    this.#root = root;
    this.#empty = empty;
    this.#armed = armed;
    this.#status = status;
    find(root, ".shifts").hidden = false;
    document.addEventListener("keydown", (event) => this.#down(event), { signal, capture: true });
    document.addEventListener("keyup", (event) => this.#up(event), { signal, capture: true });
    document.addEventListener("pointerdown", () => this.#pointed(), { signal, capture: true });
    for (const sign of ["click", "wheel"]) {
      document.addEventListener(sign, () => this.#used(), { signal, capture: true, passive: true });
    }
    // What the browser keeps of the page for "Back" is empty; it may hold nothing, and it may hold all.
    this.#tell = otherTabs(() => this.#armed() && this.leave(), signal);
    window.addEventListener("pagehide", () => this.#empty(), { signal });
    window.addEventListener("pageshow", (event) => event.persisted && this.#empty(), { signal });
  }

  leave() {
    if (this.#gone) return;
    this.#gone = true;
    this.#cover();
    this.#empty();
    this.#tell();
    setTimeout(() => goTo(AWAY), STILL_HERE);
    neutral().then(goTo);
  }

  /** Nothing takes the cover away again: where no page can be reached it is the page. */
  #cover() {
    const cover = part("cover");
    // In place of all: a dialog that stays open below would still take clicks, and be read out.
    this.#root.replaceChildren(cover);
    // Older browsers have the fixed box of the style alone.
    cover.showPopover?.();
    for (let held = this.#host; held.parentElement; held = held.parentElement) {
      for (const other of held.parentElement.children) /** @type {HTMLElement} */ (other).inert = other !== held;
    }
    // The page that is gone to is not told which page this was.
    document.head.append(make("meta", { name: "referrer", content: "no-referrer" }));
    document.title = SITE.words.covered;
  }

  /** @param {KeyboardEvent} event */
  #down(event) {
    // A key that is held comes again and again.
    if (event.repeat && event.key === "Shift") return;
    this.#bare = event.key === "Shift";
    if (!this.#bare) this.#count(0);
  }

  /** Held down to select or to scroll, Shift does not mean it. */
  #used() {
    this.#pointed();
    this.#count(0);
  }

  /** The words stay until the click: without them the page moves up, and a finger would miss what it is on. */
  #pointed() {
    this.#bare = false;
    this.#presses = 0;
  }

  /** @param {KeyboardEvent} event */
  #up(event) {
    if (event.key !== "Shift" || !this.#bare || !this.#armed()) return;
    this.#bare = false;
    this.#count(this.#presses + 1);
  }

  /** @param {number} presses */
  #count(presses) {
    clearTimeout(this.#timer);
    this.#presses = presses;
    if (presses === PRESSES) return this.leave();
    this.#status.textContent = presses ? SITE.words.shift[presses - 1] : "";
    if (presses) this.#timer = setTimeout(() => this.#count(0), WINDOW);
  }
}

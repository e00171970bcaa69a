import { SITE } from "./site.js";
import { Chat } from "./chat.js";
import { textColour } from "./colour.js";
import { standAbove } from "./launcher.js";
import { Leaving } from "./leaving.js";
import { find, keepClear, parts } from "./make.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(SITE.style);

/**
 * `<signpost-chat>`: a button that opens the chat or, with the attribute `page`, the chat itself. Its attributes stand
 * in docs/embed.md. What is between its tags is our own page, which is taken up as it is, or for browsers that cannot
 * run this.
 */
export class SignpostChat extends HTMLElement {
  /** What the chat in it is and can do. @type {import("./chat.js").How} */
  static how = { channel: "web", links: true };
  /** @type {HTMLElement | ShadowRoot} */
  #root = this;
  /** @type {HTMLDialogElement | null} */
  #dialog = null;
  /** @type {Chat | null} */
  #chat = null;
  /** @type {Leaving | null} */
  #leaving = null;
  #until = new AbortController();

  connectedCallback() {
    const chat = (this.#chat ??= this.#build());
    // Above the page around, where nothing that holds this element can move, cut or cover it.
    this.#until = new AbortController();
    if (this.#dialog) {
      const launcher = find(this.#root, ".launcher");
      launcher.showPopover?.();
      standAbove(launcher, this.#until.signal);
    }
    this.#leaving = new Leaving(this, this.#root, {
      empty: () => chat.empty(),
      armed: () => !this.#dialog || this.#dialog.open || chat.began,
      status: find(this.#root, ".shift"),
      signal: this.#until.signal,
    });
  }

  disconnectedCallback() {
    this.#until.abort();
    this.#chat?.empty();
    // Where the page around moves this element an open dialog would come back as a box that nothing holds in.
    this.#dialog?.close();
  }

  #build() {
    if (!this.querySelector(".chat > .log")) this.#furnish(this.hasAttribute("page") ? "page" : "popup");
    const root = this.#root;
    const chat = new Chat(find(root, ".chat"), SignpostChat.how);
    on(find(root, "#leave"), "submit", () => this.#leaving?.leave());
    on(find(root, "#clear"), "submit", () => this.#clear(chat));
    keepClear(this.#dialog ?? document.documentElement, find(root, ".bar"), chat.form);
    this.#paint();
    if (this.#dialog) this.#opens(this.#dialog, chat);
    else chat.open();
    return chat;
  }

  /** On other sites, out of reach of their style. @param {string} name */
  #furnish(name) {
    const root = (this.#root = this.attachShadow({ mode: "open" }));
    root.adoptedStyleSheets = [sheet];
    root.append(...parts(name));
    this.#dress();
    // A letter that somebody writes is no shortcut of the page.
    for (const sign of ["keydown", "keypress", "keyup"]) root.addEventListener(sign, (event) => event.stopPropagation());
    this.#dialog = root.querySelector("dialog");
    const title = this.getAttribute("chat-title");
    if (title) find(root, "#heading").textContent = title;
  }

  /** Language and direction are ours, whatever the page's are; light or dark is as the page is just now. */
  #dress() {
    for (const piece of /** @type {HTMLElement[]} */ ([...this.#root.children])) {
      [piece.lang, piece.dir, piece.dataset.scheme] = ["en-GB", "ltr", this.#scheme()];
    }
  }

  /** Light, dark or, where the page has both, `auto`: as the person's system is. */
  #scheme() {
    const given = this.getAttribute("scheme") ?? "";
    if (["light", "dark", "auto"].includes(given)) return given;
    const page = getComputedStyle(document.documentElement).colorScheme;
    if (page.includes("dark")) return page.includes("light") ? "auto" : "dark";
    return "light";
  }

  /** @param {HTMLDialogElement} dialog @param {Chat} chat */
  #opens(dialog, chat) {
    const [open, heading] = [find(this.#root, ".open"), find(dialog, "#heading")];
    open.textContent = heading.textContent;
    find(this.#root, ".launcher").ariaLabel = heading.textContent;
    on(find(dialog, ".close"), "click", () => dialog.close());
    on(open, "click", () => {
      this.#dress();
      dialog.showModal();
      heading.focus();
      chat.open();
    });
  }

  /** @param {Chat} chat */
  #clear(chat) {
    find(find(this.#root, "#clear"), "details").open = false;
    const erased = chat.empty();
    const tell = chat.log.note(SITE.words.clearing);
    erased.then(() => tell(SITE.words.cleared));
    find(this.#root, "#heading").focus();
  }

  #paint() {
    const colour = this.getAttribute("colour");
    const text = colour && textColour(colour);
    if (!text) return;
    for (const element of this.#root.querySelectorAll(".launcher, .panel, main")) {
      const { style } = /** @type {HTMLElement} */ (element);
      style.setProperty("--accent", colour);
      style.setProperty("--on-accent", text);
    }
  }
}

/**
 * @param {HTMLElement} element @param {string} sign @param {() => void} does what the browser would have done itself.
 */
function on(element, sign, does) {
  element.addEventListener(sign, (event) => {
    event.preventDefault();
    does();
  });
}

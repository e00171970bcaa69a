import { SITE } from "./site.js";
import { BASE } from "./base.js";
import { Chat } from "./chat.js";
import { textColour } from "./colour.js";
import { bar, danger, firstLink, foot, keepClear } from "./frame.js";
import { Leaving } from "./leaving.js";
import { make } from "./make.js";
import { Server } from "./server.js";

const sheet = new CSSStyleSheet();
sheet.replaceSync(SITE.style);

/**
 * `<signpost-chat>`: a button that opens the chat or, with the attribute `page`, the chat itself.
 * `chat-title` is its heading and `colour` the colour of its buttons. What stands between its tags is for browsers
 * that cannot run this.
 */
class SignpostChat extends HTMLElement {
  #chat = new Chat(new Server(BASE), { channel: "web", links: true });
  #until = null;
  #leaving = null;
  #dialog = null;

  connectedCallback() {
    if (!this.shadowRoot) this.#build(this.attachShadow({ mode: "open" }));
    // Above the page around, where nothing that holds this element can move, cut or cover it.
    this.shadowRoot.querySelector(".launcher")?.showPopover?.();
    this.#until = new AbortController();
    this.#leaving = new Leaving(this.shadowRoot, {
      empty: () => this.#chat.empty(),
      armed: () => !this.#dialog || this.#dialog.open || this.#chat.began,
      status: this.shadowRoot.querySelector(".shift"),
      signal: this.#until.signal,
    });
  }

  disconnectedCallback() {
    this.#until.abort();
    this.#chat.empty();
    // Where the page around moves this element an open dialog would come back as a box that nothing holds in.
    this.#dialog?.close();
  }

  #build(root) {
    root.adoptedStyleSheets = [sheet];
    const page = this.hasAttribute("page");
    root.append(...(page ? this.#page() : this.#popup()));
    keepClear(root.querySelector(".bar"), page ? document.documentElement : this.#dialog);
    this.#paint(root);
    if (page) {
      this.#carryOver();
      this.#chat.open();
    }
  }

  #page() {
    const leave = make("button", { type: "button", class: "leave", click: () => this.#leave() }, SITE.words.leave);
    return [this.#bar(leave), shift(), make("main", {}, ...this.#inside("h1"))];
  }

  #popup() {
    const leave = make("button", { type: "button", class: "leave", click: () => this.#leave() }, SITE.words.leave);
    const close = make("button", { type: "button", class: "close", click: () => this.#dialog.close() }, SITE.words.close);
    this.#dialog = make(
      "dialog",
      { class: "panel", "aria-labelledby": "heading" },
      ...[this.#bar(leave, close), shift()],
      make("div", { class: "inside" }, ...this.#inside("h2")),
    );
    const open = make("button", { type: "button", class: "open", "aria-haspopup": "dialog", click: () => this.#open() });
    open.append(this.#title);
    const launcher = { class: "launcher", popover: "manual", "aria-label": this.#title };
    return [make("section", launcher, open, danger()), this.#dialog];
  }

  #bar(...buttons) {
    const whole = bar(...buttons);
    whole.prepend(firstLink(() => this.#leave()));
    return whole;
  }

  #inside(level) {
    const heading = make(level, { id: "heading", tabindex: "-1" }, this.#title);
    return [heading, make("p", {}, SITE.words.about), this.#chat.element, foot(() => this.#clear(heading))];
  }

  get #title() {
    return this.getAttribute("chat-title") || SITE.words.heading;
  }

  #open() {
    this.#dialog.showModal();
    this.shadowRoot.getElementById("heading").focus();
    this.#chat.open();
  }

  #clear(heading) {
    const erased = this.#chat.empty();
    const tell = this.#chat.log.note(SITE.words.clearing);
    erased.then(() => tell(SITE.words.cleared));
    heading.focus();
  }

  #leave() {
    this.#leaving.leave();
  }

  #paint(root) {
    const colour = this.getAttribute("colour");
    const text = colour && textColour(colour);
    if (!text) return;
    for (const element of root.querySelectorAll(".launcher, .panel, main")) {
      element.style.setProperty("--accent", colour);
      element.style.setProperty("--on-accent", text);
    }
  }

  /** What was typed before this script had come; the forms that did without it go. */
  #carryOver() {
    const before = this.querySelector("textarea");
    const focused = before === document.activeElement;
    this.#chat.box.value = before?.value ?? "";
    this.replaceChildren();
    if (focused) this.#chat.box.focus();
  }
}

function shift() {
  return make("p", { class: "shift", role: "status" });
}

customElements.define("signpost-chat", SignpostChat);

import { SITE } from "../site.js";
import { Chat } from "../chat.js";
import { easily } from "../easy.js";
import { find, keepClear, make, part, parts } from "../make.js";
import { besides } from "./codes.js";
import { Display } from "./display.js";
import { Idle } from "./idle.js";
import { Keyboard } from "./keyboard.js";
import { Sheet } from "./sheet.js";
import { Standing } from "./standing.js";
import { TakeAway } from "./takeaway.js";
import { Touches } from "./touches.js";
import { Warning } from "./warning.js";

/** @import { Message } from "../site.js" */

const REPLY = /** @type {"div"} */ (".log > div:last-of-type");

/** The screen in the hub: one person after the other, none of whom sees anything of the one before. */
class Kiosk {
  // Hears of a finger before the others do, who may change what lies below it.
  #touches = new Touches();
  #person = part("person");
  #display = new Display(this.#person);
  #sheet = new Sheet();
  #warning = new Warning();
  #standing = new Standing(() => this.#front(true));
  #idle = new Idle({
    warn: (seconds) => this.#warning.show(seconds),
    here: () => this.#warning.close(),
    forget: () => this.#forget({ card: this.#emergency }),
  });
  #emergency = false;
  #now = this.#begun();

  /** @param {HTMLElement} root */
  constructor(root) {
    const bar = find(this.#person, ".bar");
    find(bar, ".danger").addEventListener("click", () => this.#sheet.open("in-danger"));
    find(bar, ".no-phone").addEventListener("click", () => this.#sheet.open("no-phone"));
    find(bar, ".leave").addEventListener("click", () => this.#forget({ card: false }));
    root.replaceChildren(this.#person, this.#standing.element, this.#sheet.element, this.#warning.element);
    for (const event of ["copy", "cut", "contextmenu", "dragstart"]) {
      document.addEventListener(event, (happened) => happened.preventDefault());
    }
    window.addEventListener("pagehide", () => this.#now.chat.empty());
    window.addEventListener("pageshow", (event) => event.persisted && this.#forget({ card: false }));
  }

  /** A new chat from new elements: nothing typed can be brought back, by undoing either. */
  #begun() {
    this.#emergency = false;
    const main = find(this.#person, "main");
    main.replaceChildren(...parts("main"));
    for (const name of /** @type {const} */ (["people", "privacy", "accessibility"])) {
      find(main, `.${name}`).addEventListener("click", () => this.#sheet.page(name));
    }
    const heard = (/** @type {Message[]} */ messages) => this.#heard(messages);
    const chat = new Chat(find(main, ".chat"), { channel: "kiosk", links: false, easy: true, also: easily, heard });
    const keyboard = new Keyboard(chat.box, () => chat.form.requestSubmit());
    const takeAway = new TakeAway();
    keepClear(document.documentElement, find(this.#person, ".bar"), chat.form);
    chat.form.append(keysButton(chat, keyboard));
    chat.notice.before(takeAway.element);
    // Whether or not the server can answer.
    chat.element.addEventListener("click", ({ target }) => {
      this.#emergency ||= /** @type {Element} */ (target).closest(".urgent") !== null;
    });
    new MutationObserver(() => placesWhileGone(chat.notice)).observe(chat.notice, { childList: true });
    find(this.#person, ".dock").replaceChildren(keyboard.element);
    this.#person.append(takeAway.slip);
    chat.open();
    return { chat, keyboard, takeAway };
  }

  /** @param {Message[]} messages */
  #heard(messages) {
    const { route = "", services = [] } = messages.at(-1)?.custom?.signpost ?? {};
    const { chat, keyboard, takeAway } = this.#now;
    // Room for the reply, unless somebody writes on already.
    if (!chat.box.value) keyboard.show(false);
    const reply = find(chat.log.element, REPLY);
    if (route === "emergency") {
      this.#emergency = true;
      tellPlaces(reply);
    }
    takeAway.show(route === "emergency" ? [] : services).then((known) => besides(reply, known));
  }

  /**
   * Everything goes, here and on the server; after an emergency the bare card may stay. @param {{ card: boolean }} may
   */
  #forget({ card }) {
    this.#idle.rest();
    this.#warning.close();
    this.#sheet.close();
    this.#now.chat.empty();
    this.#now.takeAway.slip.remove();
    this.#display.reset();
    this.#now = this.#begun();
    window.scrollTo(0, 0);
    this.#front(!card);
  }

  /** @param {boolean} person or the bare card. */
  #front(person) {
    this.#idle.rest();
    this.#person.hidden = !person;
    this.#standing.hide();
    if (person) find(this.#person, "h1").focus();
    else this.#standing.show();
  }
}

/** @param {Chat} chat @param {Keyboard} keyboard */
function keysButton(chat, keyboard) {
  const button = part("show-keys");
  button.addEventListener("click", () => {
    keyboard.show(!keyboard.shown);
    chat.box.focus();
  });
  keyboard.element.addEventListener("shown", () => {
    button.textContent = keyboard.shown ? SITE.kiosk.hide_keys : SITE.kiosk.show_keys;
  });
  return button;
}

/**
 * Where to call from stands right below 999, other places below what to do; nothing that the reply itself says.
 * @param {HTMLElement} reply
 */
function tellPlaces(reply) {
  const places = part("places");
  const first = find(places, "p");
  for (const place of [...places.children]) if (reply.textContent.includes(place.textContent)) place.remove();
  if (first.parentElement) find(reply, ".call").after(make("div", { class: "places" }, first));
  reply.append(places);
}

/** The notice that the server is gone is the one with a button to try again. @param {HTMLElement} notice */
function placesWhileGone(notice) {
  const again = notice.querySelector(".again");
  if (!again || notice.querySelector(".places")) return;
  again.before(part("places"));
  notice.scrollIntoView({ block: "nearest" });
}

new Kiosk(find(document, "#kiosk"));

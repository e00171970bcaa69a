import { SITE } from "../site.js";
import { BASE } from "../base.js";
import { Chat } from "../chat.js";
import { keepClear } from "../frame.js";
import { make } from "../make.js";
import { Server } from "../server.js";
import { Display } from "./display.js";
import { Idle } from "./idle.js";
import { Keyboard } from "./keyboard.js";
import { places } from "./places.js";
import { Sheet } from "./sheet.js";
import { Standing } from "./standing.js";
import { TakeAway } from "./takeaway.js";
import { Touches } from "./touches.js";
import { Warning } from "./warning.js";

/** The screen in the hub: one person after the other, none of whom sees anything of the one before. */
class Kiosk {
  // Hears of a finger before the others do, who may change what lies below it.
  #touches = new Touches();
  #display = new Display();
  #sheet = new Sheet();
  #warning = new Warning();
  #standing = new Standing(() => this.#front(true));
  #idle = new Idle({
    warn: (seconds) => this.#warning.show(seconds),
    here: () => this.#warning.close(),
    forget: () => this.#forget({ card: this.#emergency }),
  });
  #person = make("div", { class: "person" });
  #chat = null;
  #takeAway = null;
  #keyboard = null;
  #emergency = false;

  constructor(root) {
    this.#person.append(this.#bar(), make("main", {}), make("div", { class: "dock" }));
    root.replaceChildren(this.#person, this.#standing.element, this.#sheet.element, this.#warning.element);
    for (const event of ["copy", "cut", "contextmenu", "dragstart"]) {
      document.addEventListener(event, (happened) => happened.preventDefault());
    }
    window.addEventListener("pagehide", () => this.#chat.empty());
    window.addEventListener("pageshow", (event) => event.persisted && this.#forget({ card: false }));
    this.#begin();
  }

  /** A new chat from new elements: nothing typed can be brought back, by undoing either. */
  #begin() {
    this.#emergency = false;
    this.#takeAway = new TakeAway();
    const heard = (messages) => this.#heard(messages.at(-1).custom.signpost);
    const chat = (this.#chat = new Chat(new Server(BASE), { channel: "kiosk", links: false, heard }));
    const keyboard = new Keyboard(chat.box, () => chat.form.requestSubmit());
    chat.form.append(this.#keysButton(keyboard));
    chat.choices.after(this.#takeAway.element);
    // Whether or not the server can answer.
    chat.choices.addEventListener("click", ({ target }) => (this.#emergency ||= target.closest(".urgent") !== null));
    new MutationObserver(() => placesWhileGone(chat.notice)).observe(chat.notice, { childList: true });
    this.#person.querySelector("main").replaceChildren(...this.#inside(chat));
    this.#person.querySelector(".dock").replaceChildren(keyboard.element);
    this.#person.append(this.#takeAway.slip);
    this.#keyboard = keyboard;
    chat.open();
  }

  #inside(chat) {
    const about = SITE.kiosk.about.split("\n").map((words) => make("p", {}, words));
    return [make("h1", { tabindex: "-1" }, SITE.words.heading), ...about, chat.element, this.#foot()];
  }

  #bar() {
    const press = (words, click, name) => make("button", { type: "button", class: name, click }, words);
    const whole = make(
      "header",
      { class: "bar" },
      press(SITE.kiosk.danger, () => this.#sheet.noPhone(), "danger"),
      press(SITE.kiosk.no_phone, () => this.#sheet.noPhone(), "no-phone"),
      press(SITE.kiosk.finished, () => this.#forget({ card: false }), "leave"),
      make("div", { class: "tools" }, ...this.#display.buttons),
    );
    keepClear(whole, document.documentElement);
    return whole;
  }

  #foot() {
    const open = (name) => make("button", { type: "button", click: () => this.#sheet.page(name) }, SITE.kiosk[name]);
    const numbers = SITE.numbers.split("\n").map((words) => make("p", {}, words));
    const reading = make("div", { class: "choices" }, open("privacy"), open("accessibility"));
    return make("div", { class: "foot" }, make("p", {}, SITE.kiosk.keeps), reading, make("h2", {}, SITE.words.numbers), ...numbers);
  }

  #keysButton(keyboard) {
    const words = () => (keyboard.shown ? SITE.kiosk.hide_keys : SITE.kiosk.show_keys);
    const click = () => {
      keyboard.show(!keyboard.shown);
      this.#chat.box.focus();
    };
    const button = make("button", { type: "button", class: "show-keys", click }, words());
    keyboard.element.addEventListener("shown", () => (button.textContent = words()));
    return button;
  }

  #heard({ route, services }) {
    // Room for the reply.
    this.#keyboard.show(false);
    if (route === "emergency") {
      this.#emergency = true;
      this.#chat.log.element.lastChild.append(places());
    }
    this.#takeAway.show(route === "emergency" ? [] : services);
  }

  /** Everything goes, here and on the server; after an emergency the bare card may stay. */
  #forget({ card }) {
    this.#idle.rest();
    this.#warning.close();
    this.#sheet.close();
    this.#chat.empty();
    this.#takeAway.slip.remove();
    this.#display.reset();
    this.#begin();
    window.scrollTo(0, 0);
    this.#front(!card);
  }

  #front(person) {
    this.#idle.rest();
    this.#person.hidden = !person;
    this.#standing.hide();
    if (person) this.#person.querySelector("h1").focus();
    else this.#standing.show();
  }
}

/** The notice that the server is gone is the one with a button to try again. */
function placesWhileGone(notice) {
  const again = notice.querySelector(".again");
  if (!again || notice.querySelector(".places")) return;
  again.before(places());
  notice.scrollIntoView({ block: "nearest" });
}

new Kiosk(document.getElementById("kiosk"));

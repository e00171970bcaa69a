import { SITE } from "./site.js";
import { lines } from "./link.js";
import { make } from "./make.js";

// About what a phone shows in three lines.
const SHORT = 90;

/** What was said so far, as a live region: each reply is read out as it comes, the rest is not read again. */
export class Log {
  #links;

  constructor({ links }) {
    this.#links = links;
    this.element = make("div", { class: "log", role: "log", "aria-label": SITE.words.log, tabindex: "-1" });
  }

  /** One turn: the person's words and the reply, whose beginning comes into view. */
  add(said, messages) {
    const reply = this.#reply(messages);
    // On their own: the direction is that of the first letter, and the hidden words are English.
    const words = make("span", { class: "line", dir: "auto" }, said);
    const mine = make("p", { class: "you" }, hidden(SITE.words.you), words);
    this.element.append(mine, reply);
    (said.length < SHORT ? mine : reply).scrollIntoView({ block: "start" });
  }

  /** A line of ours between two turns; other words take its place where the function that comes back is called. */
  note(words) {
    const note = make("p", { class: "note" });
    const tell = (said) => note.replaceChildren(...lines(said, { links: false }));
    tell(words);
    this.element.append(note);
    return tell;
  }

  empty() {
    this.element.replaceChildren();
  }

  #reply(messages) {
    const signpost = messages.at(-1).custom.signpost;
    const said = messages.filter((message) => message.text);
    const bubbles = said.map(({ text }, index) => this.#bubble(text, signpost.languages?.[index]));
    if (signpost.route !== "emergency") {
      return make("div", { class: "answer" }, hidden(SITE.words.answer), ...bubbles);
    }
    return make("div", { class: "card", role: "alert" }, this.#call(), ...bubbles);
  }

  #call() {
    const words = SITE.words.call;
    return this.#links
      ? make("a", { class: "call", href: `tel:${SITE.emergency}` }, words)
      : make("p", { class: "call" }, words);
  }

  #bubble(text, language) {
    const lang = language && language !== "en" ? language : null;
    return make("p", { class: "bubble", lang, dir: lang && "auto" }, ...lines(text, { links: this.#links }));
  }
}

function hidden(words) {
  return make("span", { class: "hidden" }, `${words} `);
}

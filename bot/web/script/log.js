import { SITE } from "./site.js";
import { lines } from "./link.js";
import { find, part } from "./make.js";

/** @import { Message } from "./site.js" */

// About what a phone shows in three lines.
const SHORT = 90;

/** What was said so far, as a live region: each reply is read out as it comes, the rest is not read again. */
export class Log {
  #links;

  /** @param {HTMLElement} element @param {{ links: boolean }} how */
  constructor(element, { links }) {
    this.element = element;
    this.#links = links;
  }

  /**
   * One turn: the person's words and the reply, whose beginning comes into view.
   * @param {string} said @param {Message[]} messages
   */
  add(said, messages) {
    const [mine, reply] = [part("you"), this.#reply(messages)];
    find(mine, ".line").textContent = said;
    this.element.append(mine, reply);
    (said.length < SHORT ? mine : reply).scrollIntoView({ block: "start" });
  }

  /**
   * A line of ours between two turns; other words take its place where the function that comes back is called.
   * @param {string} words
   */
  note(words) {
    const note = part("note");
    const tell = (/** @type {string} */ said) => note.replaceChildren(...lines(said, { links: false }));
    tell(words);
    this.element.append(note);
    return tell;
  }

  empty() {
    this.element.replaceChildren();
  }

  /** @param {Message[]} messages */
  #reply(messages) {
    const signpost = messages.at(-1)?.custom?.signpost;
    const reply = part(signpost?.route === "emergency" ? "card" : "answer");
    const said = messages.flatMap(({ text }) => text || []);
    reply.append(...said.map((text, index) => this.#bubble(text, signpost?.languages?.[index] ?? "en")));
    return reply;
  }

  /** @param {string} text @param {string} language */
  #bubble(text, language) {
    const bubble = part("bubble");
    if (language !== "en") [bubble.lang, bubble.dir] = [language, SITE.rtl.includes(language) ? "rtl" : "ltr"];
    bubble.replaceChildren(...lines(text, { links: this.#links }));
    return bubble;
  }
}

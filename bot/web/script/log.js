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

  get answered() {
    return this.element.querySelector(".answer, .card") !== null;
  }

  /** The person's words. @param {string} said */
  mine(said) {
    const mine = part("you");
    find(mine, ".line").textContent = said;
    this.element.append(mine);
    mine.scrollIntoView({ block: "nearest" });
    return mine;
  }

  /**
   * The reply to the words that are shown in `mine`; its beginning comes into view. An emergency does not wait until
   * something else was read out: by the region's own rule, since an alert inside of it would be read twice.
   * @param {HTMLElement} mine @param {Message[]} messages
   */
  reply(mine, messages) {
    const reply = this.#reply(messages);
    this.element.ariaLive = reply.matches(".card") ? "assertive" : "polite";
    this.element.append(reply);
    (mine.innerText.length < SHORT ? mine : reply).scrollIntoView({ block: "start" });
    return reply;
  }

  /**
   * A line of ours between two turns; other words take its place where the function that comes back is called.
   * @param {string} words @param {HTMLElement | null} before what it comes before, where it is not the last
   */
  note(words, before = null) {
    const note = part("note");
    const tell = (/** @type {string} */ said) => note.replaceChildren(...lines(said, { links: false }));
    tell(words);
    this.element.insertBefore(note, before);
    return tell;
  }

  empty() {
    this.element.replaceChildren();
    this.element.ariaLive = "polite";
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

import { SITE } from "./site.js";
import { keeping } from "./keeping.js";
import { ANEW, lines } from "./link.js";
import { find, make, part } from "./make.js";

/** @import { Card, Custom, Layout, Message, Steps, Way } from "./site.js" */

/**
 * What a page of ours adds to a reply before it is shown.
 * @typedef {(log: Log, reply: HTMLElement, custom: Custom) => void} Also
 */

// About what a phone shows in three lines.
const SHORT = 90;

/** What was said so far, as a live region: each reply is read out as it comes, the rest is not read again. */
export class Log {
  #links;
  #also;

  /** @param {HTMLElement} element @param {{ links: boolean, also?: Also }} how */
  constructor(element, { links, also }) {
    this.element = element;
    this.#links = links;
    this.#also = also;
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
    this.element.append(reply, ...this.#unreviewed(messages));
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
    const custom = messages.at(-1)?.custom ?? {};
    const { signpost, layout = {} } = custom;
    const reply = part(signpost?.route === "emergency" ? "card" : "answer");
    const said = messages.flatMap(({ text }) => text || []);
    const rows = said.map((text, at) => this.rows(text, at, layout));
    reply.append(...this.bubbles(rows, layout.steps, signpost?.languages));
    if (layout.access) reply.append(this.bubble(this.#lines(layout.access), "en"));
    this.#also?.(this, reply, custom);
    return reply;
  }

  /** Below the first reply in a language: nobody who speaks it has checked its lines. @param {Message[]} messages */
  #unreviewed(messages) {
    const { text, language } = messages.at(-1)?.custom?.layout?.unreviewed ?? {};
    if (!text || !language || this.element.querySelector(`.unreviewed[lang=${language}]`)) return [];
    return [inLanguage(make("p", { class: "unreviewed" }, text), language)];
  }

  /** @param {string} words */
  #lines(words) {
    return lines(words, { links: this.#links });
  }

  /** The lines of a message, a card in the place of one. @param {string} text @param {number} at @param {Layout} layout */
  rows(text, at, { card }) {
    /** @type {HTMLElement[]} */
    const rows = this.#lines(text);
    if (card?.message === at) rows[card.line] = this.#card(card);
    return rows;
  }

  /**
   * Each message with its language, where it is not empty once the steps are in their list.
   * @param {HTMLElement[][]} said @param {Steps} [steps] @param {string[]} [languages]
   */
  bubbles(said, steps, languages = []) {
    if (steps) number(said, steps);
    return said.flatMap((rows, at) => (rows.length ? this.bubble(rows, languages[at] ?? "en") : []));
  }

  /** @param {Card} card */
  #card({ name, ways, facts }) {
    const card = part("service");
    find(card, ".name").textContent = name;
    find(card, ".ways").append(...ways.map(way));
    find(card, ".facts").append(...facts.flatMap((fact) => this.#lines(fact)));
    // The kiosk has a slip, and codes.
    if (this.#links) card.append(keeping(card, ways[0].copy, this.element.getRootNode() === document));
    return card;
  }

  /** @param {HTMLElement[]} rows @param {string} language */
  bubble(rows, language) {
    const bubble = part("bubble");
    bubble.replaceChildren(...rows);
    return language === "en" ? bubble : inLanguage(bubble, language);
  }
}

/** @param {HTMLElement} element @param {string} language */
function inLanguage(element, language) {
  [element.lang, element.dir] = [language, SITE.rtl.includes(language) ? "rtl" : "ltr"];
  return element;
}

/** Puts the steps into a list. @param {HTMLElement[][]} said @param {Steps} steps */
function number(said, { message, from, to, then }) {
  const more = then ? said[message + 1].splice(0, then) : [];
  const rows = [...said[message].splice(from, to - from), ...more];
  said[message].splice(from, 0, make("ol", { class: "steps" }, ...rows.map((row) => make("li", {}, row))));
}

/** @param {Way} each */
function way({ kind, label, link, note }) {
  const element = part("way");
  const [press, more] = /** @type {HTMLElement[]} */ ([...element.children]);
  press.classList.add(kind);
  press.textContent = label;
  more.textContent = note;
  // Where there is no phone it is no link.
  if (press.matches("a")) set(press, { href: link, ...(kind === "web" && ANEW) });
  return element;
}

/** @param {HTMLElement} element @param {Record<string, string>} attributes */
function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}

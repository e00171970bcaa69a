import { SITE } from "./site.js";
import { ask, BASE, LONGEST_WAIT } from "./asking.js";
import { erased } from "./erasing.js";

/** @import { Message } from "./site.js" */
/** @typedef {({ message: string } | { press: string }) & { channel: string, easy?: boolean }} What */

const OVER = ["ended", "unknown"];

/** The server said no; `say` is for the person. */
export class Refused extends Error {
  /** @param {{ code: string, say: string }} refusal */
  constructor({ code, say }) {
    super(code);
    this.code = code;
    this.say = say;
  }
}

/** Nobody answered, or what came was no answer of ours. */
export class Unreachable extends Error {}

/** The conversation was left, or other words were sent, while something was under way: it is not shown any more. */
export class Left extends Error {}

/** The web channel. It holds the conversation's token, in memory alone. */
export class Server {
  /** @type {string | null} */
  #conversation = null;
  /** The conversation that answered last. @type {string | null} */
  #answered = null;
  /** @type {Promise<{ conversation: string }> | null} */
  #starting = null;
  #turn = 0;
  /** @type {AbortController | null} */
  #saying = null;
  /** @type {Promise<unknown>} */
  #erasing = Promise.resolve();

  /** Throws Unreachable where the server cannot be reached now, or Left. */
  async reach() {
    const turn = this.#turn;
    try {
      await this.#begin(turn);
    } catch (error) {
      this.#stay(turn);
      throw error;
    }
  }

  /**
   * The reply to `{message}` or to a button, `{press}`, and whether what was said before is lost. A reply that is not
   * `wanted` is as good as none. What was still being said is given up. Throws Refused, Unreachable or Left.
   * @param {What} what
   */
  async say(what, wanted = isReply) {
    const turn = this.#next();
    try {
      return await this.#said(what, turn, wanted);
    } catch (error) {
      this.#stay(turn);
      if (!(error instanceof Refused && OVER.includes(error.code))) throw error;
      this.#conversation = null;
      return this.#said(what, turn, wanted);
    }
  }

  /** Has the conversation erased, also while the page goes away. Resolves when the server has erased all of them. */
  leave() {
    this.#next();
    this.#starting = this.#answered = null;
    if (this.#conversation) {
      const address = new URL("webhooks/web/leave", BASE);
      this.#erasing = Promise.all([this.#erasing, erased(address, this.#conversation)]);
      this.#conversation = null;
    }
    return this.#erasing;
  }

  #next() {
    this.#saying?.abort();
    return (this.#turn += 1);
  }

  /** @param {number} turn */
  #stay(turn) {
    if (turn !== this.#turn) throw new Left();
  }

  /** @param {What} what @param {number} turn @param {typeof isReply} wanted */
  async #said(what, turn, wanted) {
    if (!this.#conversation) await this.#begin(turn);
    this.#saying = new AbortController();
    const body = { ...what, conversation: this.#conversation };
    const messages = await this.#post("message", body, wanted, this.#saying);
    this.#stay(turn);
    const anew = this.#conversation !== this.#answered;
    this.#answered = this.#conversation;
    return { anew, messages };
  }

  /** One start for all that wait for one; of two conversations one would never be erased. @param {number} turn */
  async #begin(turn) {
    const starting = (this.#starting ??= this.#post("start", {}, isStart));
    try {
      const { conversation } = await starting;
      this.#stay(turn);
      this.#conversation ??= conversation;
    } finally {
      if (this.#starting === starting) this.#starting = null;
    }
  }

  /** @template T @param {string} what @param {object} fields @param {(read: unknown) => read is T} isOurs */
  async #post(what, fields, isOurs, control = new AbortController()) {
    const body = JSON.stringify(fields);
    if (new Blob([body]).size > SITE.largest) throw new Refused({ code: "body_too_large", say: SITE.too_large });
    const timer = setTimeout(() => control.abort(), LONGEST_WAIT);
    const headers = { "Content-Type": "application/json" };
    let answer, read;
    try {
      answer = await ask(new URL(`webhooks/web/${what}`, BASE), { method: "POST", body, headers, signal: control.signal });
      read = await answer.json();
    } catch (error) {
      throw new Unreachable(String(error));
    } finally {
      clearTimeout(timer);
    }
    if (answer.ok && isOurs(read)) return read;
    throw !answer.ok && typeof read?.say === "string" ? new Refused(read) : new Unreachable(String(answer.status));
  }
}

/** @param {any} read @returns {read is { conversation: string }} */
function isStart(read) {
  return typeof read?.conversation === "string";
}

/**
 * A reply of the bot itself, or an emergency: not the card that stands in for it until it has begun.
 * @param {any} read @returns {read is Message[]}
 */
export function isWhole(read) {
  return isReply(read) && !read.some(({ text }) => text === SITE.numbers);
}

/** @param {any} read @returns {read is Message[]} */
function isReply(read) {
  return Array.isArray(read) && read.every(Boolean) && Boolean(read.at(-1)?.custom?.signpost);
}

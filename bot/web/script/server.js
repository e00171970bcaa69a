import { SITE } from "./site.js";
import { LONGEST_WAIT, UNSEEN } from "./asking.js";
import { erased } from "./erasing.js";

const OVER = ["ended", "unknown"];

/** The server said no; `say` is for the person. */
export class Refused extends Error {
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
  #base;
  #conversation = null;
  // The conversation that answered last.
  #answered = null;
  #starting = null;
  #turn = 0;
  #saying = null;
  #erasing = Promise.resolve();

  /** `base` is the address of the server, with a slash at its end. */
  constructor(base) {
    this.#base = base;
  }

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
   */
  async say(what, wanted = isReply) {
    const turn = this.#next();
    try {
      return await this.#said(what, turn, wanted);
    } catch (error) {
      this.#stay(turn);
      if (!OVER.includes(error.code)) throw error;
      this.#conversation = null;
      return this.#said(what, turn, wanted);
    }
  }

  /** Has the conversation erased, also while the page goes away. Resolves when the server has erased all of them. */
  leave() {
    this.#next();
    this.#starting = this.#answered = null;
    if (this.#conversation) {
      const address = new URL("webhooks/web/leave", this.#base);
      this.#erasing = Promise.all([this.#erasing, erased(address, this.#conversation)]);
      this.#conversation = null;
    }
    return this.#erasing;
  }

  #next() {
    this.#saying?.abort();
    return (this.#turn += 1);
  }

  #stay(turn) {
    if (turn !== this.#turn) throw new Left();
  }

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

  /** One start for all that wait for one; of two conversations one would never be erased. */
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

  async #post(what, fields, isOurs, control = new AbortController()) {
    const body = JSON.stringify(fields);
    if (new Blob([body]).size > SITE.largest) throw new Refused({ code: "body_too_large", say: SITE.too_large });
    const timer = setTimeout(() => control.abort(), LONGEST_WAIT);
    const options = { method: "POST", body, signal: control.signal, ...UNSEEN };
    let answer, read;
    try {
      const headers = { "Content-Type": "application/json" };
      answer = await fetch(new URL(`webhooks/web/${what}`, this.#base), { ...options, headers });
      read = await answer.json();
    } catch (error) {
      throw new Unreachable(error.name);
    } finally {
      clearTimeout(timer);
    }
    if (answer.ok && isOurs(read)) return read;
    throw !answer.ok && typeof read?.say === "string" ? new Refused(read) : new Unreachable(String(answer.status));
  }
}

function isStart(read) {
  return typeof read?.conversation === "string";
}

/** A reply of the bot itself, or an emergency: not the card that stands in for it until it has begun. */
export function isWhole(read) {
  return isReply(read) && !read.some(({ text }) => text === SITE.numbers);
}

function isReply(read) {
  return Array.isArray(read) && read.every(Boolean) && Boolean(read.at(-1)?.custom?.signpost);
}

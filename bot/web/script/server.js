const LONGEST_WAIT = 10000;
const OVER = ["ended", "unknown"];
const UNSEEN = { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" };

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

/** The conversation was left while something was under way: its words go nowhere any more. */
export class Left extends Error {}

/** The web channel. It holds the conversation's token, in memory alone. */
export class Server {
  #base;
  #conversation = null;
  #left = 0;

  /** `base` is the address of the server, with a slash at its end. */
  constructor(base) {
    this.#base = base;
  }

  /** Throws Unreachable where the server cannot be reached now, or Left. */
  async reach() {
    const left = this.#left;
    try {
      const conversation = await this.#begun(left);
      this.#conversation ??= conversation;
    } catch (error) {
      this.#stay(left);
      throw error;
    }
  }

  /**
   * The reply to `{message}` or to a button of the start, `{start}`, and whether what was said before is lost.
   * Throws Refused, Unreachable or Left.
   */
  async say(what) {
    const left = this.#left;
    try {
      return { anew: false, messages: await this.#said(what, left) };
    } catch (error) {
      this.#stay(left);
      if (!OVER.includes(error.code)) throw error;
      this.#conversation = null;
      return { anew: true, messages: await this.#said(what, left) };
    }
  }

  /** Has the conversation erased, also while the page goes away. */
  leave() {
    this.#left += 1;
    if (!this.#conversation) return;
    const body = JSON.stringify({ conversation: this.#conversation });
    this.#conversation = null;
    // Plain text needs no leave asked beforehand on other sites' pages, for which there is no time now.
    const options = { method: "POST", body, keepalive: true, headers: { "Content-Type": "text/plain" } };
    fetch(new URL("webhooks/web/leave", this.#base), { ...options, ...UNSEEN }).catch(() => {});
  }

  async #said(what, left) {
    this.#conversation ??= await this.#begun(left);
    this.#stay(left);
    const messages = await this.#post("message", { ...what, conversation: this.#conversation });
    this.#stay(left);
    return messages;
  }

  async #begun(left) {
    const { conversation } = await this.#post("start", {});
    this.#stay(left);
    return conversation;
  }

  #stay(left) {
    if (left !== this.#left) throw new Left();
  }

  async #post(what, body) {
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(), LONGEST_WAIT);
    const options = { method: "POST", body: JSON.stringify(body), signal: control.signal, ...UNSEEN };
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
    if (answer.ok) return read;
    throw read.say ? new Refused(read) : new Unreachable(String(answer.status));
  }
}

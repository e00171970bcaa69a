import { SITE } from "./site.js";
import { lines } from "./link.js";
import { Log } from "./log.js";
import { make } from "./make.js";
import { Retry } from "./retry.js";
import { isWhole, Left, Refused, Unreachable } from "./server.js";

/**
 * The conversation: the log, buttons, notices and the box to write in.
 * What is typed stays in the box until it is answered. `heard` is called with each reply.
 */
export class Chat {
  #server;
  #channel;
  #links;
  #heard;
  #waiting = null;
  #unsent = null;
  #trying = null;
  #outage = null;
  #retry = new Retry(() => this.#tryAgain());

  constructor(server, { channel, links, heard = () => {} }) {
    this.#server = server;
    this.#channel = channel;
    this.#links = links;
    this.#heard = heard;
    this.log = new Log({ links });
    this.choices = make("div", { class: "choices", role: "group", "aria-label": SITE.words.choices });
    this.status = make("p", { class: "waiting", role: "status" });
    this.notice = make("div", { class: "notice", role: "alert" });
    this.box = make("textarea", { id: "message", rows: "3", dir: "auto", ...PRIVATE, keydown: (event) => this.#key(event) });
    this.form = make(
      "form",
      { submit: (event) => this.#submit(event) },
      make("label", { for: "message" }, SITE.words.label),
      this.box,
      make("button", { type: "submit", class: "send" }, SITE.words.send),
    );
    this.element = make("div", { class: "chat" }, this.log.element, this.choices, this.status, this.notice, this.form);
    this.#offer(SITE.menu);
  }

  /** True from the first message on. */
  get began() {
    return this.log.element.querySelector(".you") !== null;
  }

  /** Says whether the server can be reached, before anybody has typed a long story. */
  async open() {
    await this.#tried(() => this.#server.reach());
  }

  /**
   * Sends what was `said`: words or, where it has a `press`, a button. One that is still being answered goes first.
   * What is tried again in the background is joined if it is the same, else given up.
   */
  async send(sent) {
    if (this.#waiting) return;
    this.#retry.stop();
    const mine = this.#wait({});
    try {
      await (this.#joined(sent) ?? this.#instead(sent));
    } finally {
      if (this.#waiting === mine) this.#wait(null);
    }
  }

  /**
   * Forgets everything, here and on the server; whatever is still under way is not shown. Resolves when the server
   * has said that it has.
   */
  empty() {
    this.#retry.stop();
    this.#wait(null);
    this.#unsent = null;
    this.#trying = null;
    const erased = this.#server.leave();
    this.log.empty();
    this.#say();
    this.box.value = "";
    this.#offer(SITE.menu);
    return erased;
  }

  #joined(sent) {
    const trying = this.#trying?.sent;
    return trying && trying.said === sent.said && trying.press === sent.press ? this.#trying.done : null;
  }

  #instead(sent) {
    this.#unsent = sent;
    this.#trying = null;
    return this.#deliver(sent);
  }

  async #deliver(sent, wanted) {
    await this.#tried(async () => this.#answered(sent, await this.#reply(sent, wanted)));
  }

  /** A button that is no longer on offer is said in its own words: the server never takes what it sends for any. */
  async #reply({ press, said }, wanted) {
    const [words, channel] = [{ message: said }, { channel: this.#channel }];
    try {
      return await this.#server.say({ ...(press ? { press } : words), ...channel }, wanted);
    } catch (error) {
      if (error.code !== "stale") throw error;
      return this.#server.say({ ...words, ...channel }, wanted);
    }
  }

  /** Does it, and shows what went wrong; nothing where the conversation was left meanwhile. */
  async #tried(deed) {
    try {
      await deed();
      return true;
    } catch (error) {
      if (error instanceof Left) return false;
      if (!(error instanceof Refused || error instanceof Unreachable)) throw error;
      if (error instanceof Refused) this.#refused(error);
      else this.#unreachable();
      this.notice.scrollIntoView({ block: "nearest" });
      return false;
    }
  }

  #answered(sent, { anew, messages }) {
    const { said, press } = sent;
    if (anew && this.began) this.log.note(SITE.words.anew);
    if (!press && this.box.value.trim() === said) this.box.value = "";
    if (this.#unsent === sent) this.#unsent = null;
    this.#retry.stop();
    this.#say();
    const focused = this.choices.contains(this.choices.getRootNode().activeElement);
    this.#offer(messages.flatMap((message) => message.buttons ?? []));
    this.log.add(said, messages);
    // The button that was pressed is gone, and its focus with it.
    if (focused) this.log.element.focus({ preventScroll: true });
    this.#heard(messages);
  }

  #refused({ say }) {
    this.#retry.stop();
    // What was typed is in the box; nothing is sent again by itself.
    this.#unsent = null;
    this.#say(say);
  }

  #unreachable() {
    const words = this.#unsent && !this.#unsent.press ? SITE.words.unsent : SITE.words.down;
    // Said once: a live region would read it out at every attempt.
    if (this.#outage !== words) {
      this.#say(SITE.words.danger, words, SITE.numbers);
      this.#outage = words;
      const click = () => this.#retry.now();
      this.notice.append(make("button", { type: "button", class: "again", click }, SITE.words.again));
    }
    this.#retry.again();
  }

  /** In the background: nobody is kept from writing meanwhile, and a server that has just begun is waited for. */
  async #tryAgain() {
    if (this.#waiting || this.#trying) return;
    const unchanged = this.#unsent && (this.#unsent.press || this.#unsent.said === this.box.value.trim());
    const sent = unchanged ? this.#unsent : null;
    const mine = { sent, done: sent ? this.#deliver(sent, isWhole) : this.#look() };
    this.#trying = mine;
    try {
      await mine.done;
    } finally {
      if (this.#trying === mine) this.#trying = null;
    }
  }

  async #look() {
    if (!(await this.#tried(() => this.#server.reach()))) return;
    this.#retry.stop();
    this.#say(this.box.value.trim() ? SITE.words.back : SITE.words.here);
  }

  /** In place of the notice that stood there; nothing is said without words. */
  #say(...words) {
    this.#outage = null;
    this.notice.replaceChildren(...words.map((part) => make("p", {}, ...lines(part, { links: this.#links }))));
  }

  #offer(buttons) {
    const rows = buttons.map(({ title, payload }) => {
      const click = () => this.send({ said: title, press: payload });
      return make("button", { type: "button", class: payload === SITE.urgent && "urgent", click }, title);
    });
    this.choices.replaceChildren(...rows);
  }

  /** `mark` is one wait's own, null where none is left. */
  #wait(mark) {
    const on = mark !== null;
    this.#waiting = mark;
    this.box.readOnly = on;
    this.status.textContent = on ? SITE.words.waiting : "";
    this.element.classList.toggle("busy", on);
    return mark;
  }

  #submit(event) {
    event.preventDefault();
    const message = this.box.value.trim();
    if (message) {
      this.send({ said: message });
    } else {
      this.#say(SITE.words.nothing);
      this.box.focus();
    }
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.form.requestSubmit();
    }
  }
}

// Some browsers send what is typed to their maker to check its spelling, or offer it to the next person.
const PRIVATE = { spellcheck: "false", autocomplete: "off", autocorrect: "off" };

import { SITE } from "./site.js";
import { lines } from "./link.js";
import { Log } from "./log.js";
import { find, make, part } from "./make.js";
import { Retry } from "./retry.js";
import { isWhole, Left, Refused, Server, Unreachable } from "./server.js";
import { Voice } from "./voice.js";

/** @import { Also } from "./log.js" */
/** @import { Button, Message } from "./site.js" */

// In milliseconds: by then the server has most often answered, and somebody in danger should not have to wait for more.
const SLOW = 4000;

/**
 * What a person said: words, or the words on a button and what it sends.
 * @typedef {{ said: string, press?: string }} Sent
 */

/**
 * `easy` asks for replies in easy read too, which `also` shows.
 * @typedef {{ channel: string, links: boolean, easy?: boolean, also?: Also, heard?: (messages: Message[]) => void }} How
 */

/**
 * The conversation, in the element that has its log, buttons, notices and the box to write in.
 * What is sent is shown at once; where it is not answered it is in the box again. `heard` is called with each reply.
 */
export class Chat {
  #server = new Server();
  #about;
  #links;
  #heard;
  #start;
  #voice;
  /** One wait's own mark. @type {object | null} */
  #waiting = null;
  #slow = 0;
  /** "Send" was pressed while an answer was waited for. */
  #queued = false;
  /** What is shown and not yet answered. @type {{ sent: Sent, shown: HTMLElement } | null} */
  #mine = null;
  /** @type {Sent | null} */
  #unsent = null;
  /** @type {{ sent: Sent | null, done: Promise<void> } | null} */
  #trying = null;
  /** @type {string | null} */
  #outage = null;
  #retry = new Retry(() => this.#tryAgain());

  /** @param {HTMLElement} element @param {How} how */
  constructor(element, { channel, easy, links, also, heard = () => {} }) {
    this.#about = { channel, easy };
    this.#links = links;
    this.#heard = heard;
    this.element = element;
    this.log = new Log(find(element, ".log"), { links, also });
    this.choices = find(element, ".choices");
    this.status = find(element, ".waiting");
    this.notice = find(element, ".notice");
    this.topics = part("topics");
    this.notice.after(this.topics);
    this.box = find(element, "textarea");
    this.form = /** @type {HTMLFormElement} */ (this.box.form);
    this.#voice = new Voice(find(element, ".aloud"), find(element, ".voice [role=status]"));
    this.#offerTopics(false);
    this.#start = [...this.choices.children];
    // What is empty is told in our own words.
    this.form.noValidate = true;
    this.form.addEventListener("submit", (event) => this.#submit(event));
    this.box.addEventListener("keydown", (event) => this.#key(event));
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
   * Sends what was said and shows it. One that is still being answered goes first, and words that were typed meanwhile
   * after it. What is tried again in the background is joined if it is the same, else given up. @param {Sent} sent
   */
  async send(sent) {
    if (this.#waiting) {
      this.#queued = !sent.press;
      return;
    }
    this.#retry.stop();
    const mark = this.#wait({});
    this.#show(sent);
    try {
      await (this.#joined(sent) ?? this.#instead(sent));
    } finally {
      if (this.#waiting === mark) this.#wait(null);
    }
    if (this.#queued) this.form.requestSubmit();
  }

  /**
   * Forgets everything, here and on the server; whatever is still under way is not shown. Resolves when the server
   * has said that it has.
   */
  empty() {
    this.#retry.stop();
    this.#wait(null);
    this.#unsent = this.#mine = null;
    this.#trying = null;
    const erased = this.#server.leave();
    this.log.empty();
    this.#say();
    this.box.value = "";
    this.choices.replaceChildren(...this.#start);
    this.#offerTopics(false);
    this.#voice.stop();
    return erased;
  }

  /** @param {Sent} sent */
  #show(sent) {
    this.#mine = { sent, shown: this.log.mine(sent.said) };
    if (!sent.press && this.box.value.trim() === sent.said) this.box.value = "";
  }

  /** What was not answered stands in the box again, before what was typed since. */
  #giveBack() {
    this.#queued = false;
    if (!this.#mine) return;
    const { sent, shown } = this.#mine;
    this.#mine = null;
    shown.remove();
    if (!sent.press) this.box.value = [sent.said, this.box.value].filter(Boolean).join("\n");
  }

  /** @param {Sent} sent */
  #joined(sent) {
    const trying = this.#trying;
    return trying?.sent?.said === sent.said && trying.sent.press === sent.press ? trying.done : null;
  }

  /** @param {Sent} sent */
  #instead(sent) {
    this.#unsent = sent;
    this.#trying = null;
    return this.#deliver(sent);
  }

  /** @param {Sent} sent @param {typeof isWhole} [wanted] */
  async #deliver(sent, wanted) {
    await this.#tried(async () => this.#answered(sent, await this.#reply(sent, wanted)));
  }

  /**
   * A button that is no longer on offer is said in its own words: the server never takes what it sends for any.
   * @param {Sent} sent @param {typeof isWhole} [wanted]
   */
  async #reply({ said, press }, wanted) {
    const words = { message: said, ...this.#about };
    try {
      return await this.#server.say(press ? { press, ...this.#about } : words, wanted);
    } catch (error) {
      if (!(error instanceof Refused && error.code === "stale")) throw error;
      return this.#server.say(words, wanted);
    }
  }

  /**
   * Does it, and shows what went wrong; nothing where the conversation was left meanwhile.
   * @param {() => Promise<void>} deed
   */
  async #tried(deed) {
    try {
      await deed();
      return true;
    } catch (error) {
      if (error instanceof Left) return false;
      if (error instanceof Refused) this.#refused(error);
      else if (error instanceof Unreachable) this.#unreachable();
      else throw error;
      return false;
    }
  }

  /** @param {Sent} sent @param {{ anew: boolean, messages: Message[] }} answer */
  #answered(sent, { anew, messages }) {
    const anewAfter = anew && this.log.answered;
    if (!this.#mine) this.#show(sent);
    const { shown } = /** @type {{ shown: HTMLElement }} */ (this.#mine);
    this.#mine = null;
    if (anewAfter) this.log.note(SITE.words.anew, shown);
    if (this.#unsent === sent) this.#unsent = null;
    this.#retry.stop();
    this.#say();
    const { activeElement } = /** @type {Document | ShadowRoot} */ (this.choices.getRootNode());
    const focused = this.choices.contains(activeElement) || this.topics.contains(activeElement);
    this.#offerTopics(true);
    this.choices.replaceChildren(...messages.flatMap(({ buttons }) => (buttons ?? []).map(choice)));
    const reply = this.log.reply(shown, messages);
    // The button that was pressed is gone, and its focus with it.
    if (focused) reply.focus({ preventScroll: true });
    this.#voice.read(reply);
    this.#heard(messages);
  }

  /** @param {Refused} refused */
  #refused({ say }) {
    this.#retry.stop();
    this.#giveBack();
    // Nothing is sent again by itself.
    this.#unsent = null;
    this.#say(say);
    this.notice.scrollIntoView({ block: "nearest" });
  }

  #unreachable() {
    this.#giveBack();
    const words = this.#unsent && !this.#unsent.press ? SITE.words.unsent : SITE.words.down;
    // Said once: a live region would read it out at every attempt.
    if (this.#outage !== words) {
      this.#say(SITE.words.danger, words, SITE.numbers);
      this.#outage = words;
      const again = part("again");
      again.addEventListener("click", () => this.#retry.now());
      this.notice.append(again);
      // Once, too: whoever has gone on to read is not brought back.
      this.notice.scrollIntoView({ block: "nearest" });
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

  /** In place of the notice that stood there; nothing is said without words. @param {...string} words */
  #say(...words) {
    this.#outage = null;
    this.notice.replaceChildren(...words.map((each) => make("p", {}, ...lines(each, { links: this.#links }))));
  }

  /** @param {object | null} mark one wait's own, null where none is left. */
  #wait(mark) {
    const on = mark !== null;
    this.#waiting = mark;
    this.#queued &&= !on;
    clearTimeout(this.#slow);
    if (on) this.#slow = setTimeout(() => this.#say(SITE.words.danger, SITE.words.slow, SITE.numbers), SLOW);
    this.status.textContent = on ? SITE.words.waiting : "";
    this.element.classList.toggle("busy", on);
    return mark;
  }

  /** @param {boolean} on */
  #offerTopics(on) {
    this.topics.hidden = !on;
    find(this.topics, "details").open = false;
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    const said = this.box.value.trim();
    if (button?.value) {
      this.send({ said: button.textContent, press: button.value });
    } else if (said) {
      this.send({ said });
    } else {
      this.#say(SITE.words.nothing);
      this.box.focus();
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.form.requestSubmit();
    }
  }
}

/** @param {Button} button */
function choice({ title, payload }) {
  const button = /** @type {HTMLButtonElement} */ (part("choice"));
  button.value = payload;
  button.textContent = title;
  button.classList.toggle("urgent", payload === SITE.urgent);
  return button;
}

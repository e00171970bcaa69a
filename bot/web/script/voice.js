import { SITE } from "./site.js";

const ENGLISH = "en";

/**
 * Reads answers aloud, where the browser has a voice on this device: with one that is elsewhere, what is read would go there.
 * Off until somebody presses the button, which is not seen where there is no such voice.
 */
export class Voice {
  #button;
  #status;

  /** @param {HTMLElement} button @param {HTMLElement} status is told that others may hear it. */
  constructor(button, status) {
    this.#button = button;
    this.#status = status;
    const voices = window.speechSynthesis;
    if (!voices) return;
    voices.addEventListener?.("voiceschanged", () => this.#offer());
    this.#offer();
    button.addEventListener("click", () => this.#turn(!this.#on));
  }

  /** Each part in its own language; one that no voice here speaks is left out. @param {HTMLElement} reply */
  read(reply) {
    if (!this.#on) return;
    this.#hush();
    for (const part of /** @type {NodeListOf<HTMLElement>} */ (reply.querySelectorAll(".bubble"))) {
      const voice = voiceFor(part.lang || ENGLISH);
      // Of the two ways to say it one is shown.
      if (!voice || !part.offsetHeight) continue;
      const spoken = new SpeechSynthesisUtterance(part.innerText);
      [spoken.voice, spoken.lang] = [voice, voice.lang];
      window.speechSynthesis.speak(spoken);
    }
  }

  /** Silent, and for the next person off. */
  stop() {
    if (this.#on) this.#turn(false);
  }

  get #on() {
    return this.#button.ariaPressed === "true";
  }

  /** @param {boolean} on */
  #turn(on) {
    this.#button.ariaPressed = String(on);
    this.#status.textContent = on ? SITE.words.aloud_on : "";
    if (!on) this.#hush();
  }

  #hush() {
    window.speechSynthesis.cancel();
  }

  #offer() {
    this.#button.hidden = !voiceFor(ENGLISH);
  }
}

/** British, where there is a choice. @param {string} language */
function voiceFor(language) {
  const all = window.speechSynthesis.getVoices();
  const here = all.filter(({ lang, localService }) => localService && lang.startsWith(language));
  return here.find(({ lang }) => lang.endsWith("GB")) ?? here[0];
}

import { SITE } from "../site.js";
import { ask, BASE } from "../asking.js";
import { find, part } from "../make.js";
import { drawn } from "./codes.js";

/** @typedef {{ kind: "call" | "text", number: string, keyword: string, link: string, hours: string, note: string, doubt: string }} Contact */
/** @typedef {{ address: string, link: string, note: string }} Page */
/** @typedef {{ name: string, contacts: Contact[], pages: Page[] }} Service */

// About as long as a printer takes to begin.
const PRINTING = 10000;
const EMERGENCY = "emergency-999";

/** The numbers of a reply to take along: large, as codes for a phone's camera, and on a slip that does not say why. */
export class TakeAway {
  element = part("take");
  slip = part("slip");
  #asked = 0;

  constructor() {
    if (this.element.querySelector(".print")) printing(this.element);
  }

  /**
   * Nothing shows where the numbers cannot be had: they stand in the reply as well. Resolves with the pages that have a
   * code here. @param {string[]} services
   */
  async show(services) {
    const asked = (this.#asked += 1);
    const named = services.filter((service) => service !== EMERGENCY);
    const found = named.length ? await contacts(named) : [];
    if (asked !== this.#asked) return [];
    this.element.hidden = !found.length;
    find(this.element, ".cards").replaceChildren(...found.flatMap(cards));
    this.slip.replaceChildren(...found.flatMap((service) => service.contacts.map(line)));
    // A page alone would make an empty one.
    const slips = this.element.querySelector(".slips");
    slips?.toggleAttribute("hidden", !this.slip.childElementCount);
    return found.flatMap(({ pages }) => pages.map(({ link }) => link));
  }
}

/** Each press is a slip, so for some seconds another one does nothing. @param {HTMLElement} panel */
function printing(panel) {
  const [button, status] = [find(panel, ".print"), find(panel, "[role=status]")];
  const busy = (/** @type {boolean} */ on) => {
    button.ariaDisabled = String(on);
    status.textContent = on ? SITE.kiosk.printing : "";
  };
  button.addEventListener("click", () => {
    if (status.textContent) return;
    busy(true);
    setTimeout(() => busy(false), PRINTING);
    window.print();
  });
}

/** Neither the service nor the word that it asks for in a text: both would say why. @param {Contact} contact */
function line({ kind, number, hours, doubt }) {
  return filled("line", SITE.kiosk[kind], number, [hours, doubt].filter(Boolean).join(". "));
}

/** A page stands on the screen alone: its address on the slip would say why. @param {Service} service */
function cards({ name, contacts: each, pages }) {
  const numbers = each.map(({ kind, number, keyword, link, hours, note }) => {
    const how = keyword ? SITE.kiosk.text_word.replace("{keyword}", keyword) : SITE.kiosk[kind];
    return withCode(link, number, filled("take-one", name, how, number, hours, note));
  });
  return [
    ...numbers,
    ...pages.map(({ address, link, note }) => withCode(link, address, filled("take-page", name, address, "", note))),
  ];
}

/** @param {string} link @param {string} shown @param {HTMLElement} card */
function withCode(link, shown, card) {
  drawn(link, shown, find(card, "img"));
  return card;
}

/** A part with words in its empty elements, one after the other. @param {string} name @param {...string} words */
function filled(name, ...words) {
  const element = part(name);
  const empty = element.querySelectorAll(":empty:not(img)");
  words.forEach((each, index) => (empty[index].textContent = each));
  return element;
}

/** @param {string[]} services @returns {Promise<Service[]>} */
async function contacts(services) {
  const address = new URL("kiosk/contacts", BASE);
  address.searchParams.set("services", services.join(","));
  try {
    const answer = await ask(address, {});
    return answer.ok ? await answer.json() : [];
  } catch {
    return [];
  }
}

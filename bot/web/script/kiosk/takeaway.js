import { SITE } from "../site.js";
import { BASE } from "../base.js";
import { make } from "../make.js";

// About as long as a printer takes to begin.
const PRINTING = 10000;
const EMERGENCY = "emergency-999";

/** The numbers of a reply to take along: large, as codes for a phone's camera, and on a slip that does not say why. */
export class TakeAway {
  #asked = 0;

  constructor() {
    this.element = make("section", { class: "take", "aria-labelledby": "take", hidden: true });
    this.slip = make("div", { class: "slip", "aria-hidden": "true" });
  }

  /** Nothing shows where the numbers cannot be had: they stand in the reply as well. */
  async show(services) {
    const asked = (this.#asked += 1);
    const named = services.filter((service) => service !== EMERGENCY);
    const found = named.length ? await contacts(named) : [];
    if (asked !== this.#asked) return;
    const reachable = found.filter((service) => service.contacts.length);
    this.element.hidden = !reachable.length;
    this.element.replaceChildren(...(reachable.length ? this.#panel(reachable) : []));
    const numbers = reachable.flatMap((service) => service.contacts);
    this.slip.replaceChildren(...numbers.map(line));
  }

  #panel(services) {
    return [
      make("h2", { id: "take" }, SITE.kiosk.take),
      make("p", {}, SITE.kiosk.take_how),
      make("div", { class: "cards" }, ...services.flatMap(cards)),
      ...(SITE.prints ? printing() : []),
    ];
  }
}

/** Each press is a slip, so for some seconds another one does nothing. */
function printing() {
  const status = make("p", { role: "status" });
  const busy = (on) => {
    button.setAttribute("aria-disabled", String(on));
    status.textContent = on ? SITE.kiosk.printing : "";
  };
  const click = () => {
    if (status.textContent) return;
    busy(true);
    setTimeout(() => busy(false), PRINTING);
    window.print();
  };
  const button = make("button", { type: "button", class: "print", click }, SITE.kiosk.print);
  return [make("p", {}, SITE.kiosk.print_what), button, status];
}

/** Neither the service nor the word that it asks for in a text: both would say why. */
function line({ kind, number, hours }) {
  return make("p", {}, `${SITE.kiosk[kind]} `, make("b", {}, number), hours);
}

function cards({ name, contacts: each }) {
  return each.map(({ kind, number, keyword, code, hours, note }) => {
    const how = kind === "text" && keyword ? SITE.kiosk.text_word.replace("{keyword}", keyword) : SITE.kiosk[kind];
    const scan = SITE.kiosk.scan.replace("{number}", number);
    return make(
      "div",
      { class: "take-one" },
      make("h3", {}, name),
      make("p", {}, `${how} `, make("b", { class: "large" }, number)),
      make("p", {}, hours),
      make("p", {}, note),
      make("img", { src: new URL(code, BASE).href, alt: scan, width: "200", height: "200" }),
    );
  });
}

async function contacts(services) {
  const address = new URL("kiosk/contacts", BASE);
  address.searchParams.set("services", services.join(","));
  try {
    const answer = await fetch(address, { cache: "no-store", credentials: "omit" });
    return answer.ok ? await answer.json() : [];
  } catch {
    return [];
  }
}

import { SITE } from "./site.js";
import { BASE } from "./base.js";

export const EXIT = new URL(SITE.exit, BASE).href;
export const AWAY = new URL(SITE.away, BASE).href;
const LONGEST_LOOK = 1500;

/** The page to leave to: the neutral one, or the plain one here where that cannot be reached. */
export async function neutral() {
  return (await reachable(EXIT)) ? EXIT : AWAY;
}

/** Whether something answers there. The browser goes to the address right after; nobody else is asked. */
export async function reachable(address) {
  const control = new AbortController();
  setTimeout(() => control.abort(), LONGEST_LOOK);
  const unseen = { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" };
  const options = { mode: "no-cors", signal: control.signal, ...unseen };
  return fetch(address, options).then(
    () => true,
    () => false,
  );
}

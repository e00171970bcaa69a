import { SITE } from "./site.js";
import { ask, BASE } from "./asking.js";

const EXIT = new URL(SITE.exit, BASE).href;
export const AWAY = new URL(SITE.away, BASE).href;
const LONGEST_LOOK = 1500;

/** The page to leave to: the neutral one, or the plain one here where that cannot be reached. */
export async function neutral() {
  return (await reachable(EXIT)) ? EXIT : AWAY;
}

/**
 * In the place of this page. Where not even ours can be reached, the page stays, and has to be covered.
 * @param {string} address
 */
export async function goTo(address) {
  if (address === AWAY && !(await reachable(address))) return;
  try {
    /** @type {Window} */ (window.top).location.replace(address);
  } catch {
    window.location.replace(address);
  }
}

/**
 * Whether something answers there. The browser goes to the address right after; nobody else is asked.
 * @param {string} address
 */
function reachable(address) {
  return ask(address, { mode: "no-cors", signal: AbortSignal.timeout(LONGEST_LOOK) }).then(
    () => true,
    () => false,
  );
}

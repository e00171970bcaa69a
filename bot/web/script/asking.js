/** The address of the server that this script came from, with a slash at its end. */
export const BASE = new URL("./", import.meta.url).href;
/** How long an answer is waited for, in milliseconds. */
export const LONGEST_WAIT = 10000;

/**
 * Asks so that the answer stays out of the browser's store, and out of other people's logs who asked.
 * @param {string | URL} address @param {RequestInit} options
 */
export function ask(address, options) {
  return fetch(address, { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer", ...options });
}

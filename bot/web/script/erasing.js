import { ask, LONGEST_WAIT } from "./asking.js";
import { Retry } from "./retry.js";

/**
 * Resolves when the server at this address says that it has erased the conversation. It is asked until it does.
 * @param {URL} address @param {string} conversation @returns {Promise<void>}
 */
export function erased(address, conversation) {
  return new Promise((resolve) => {
    const retry = new Retry(async () => {
      if (await taken(address, conversation)) {
        retry.stop();
        resolve();
      } else {
        retry.again();
      }
    });
    retry.now();
  });
}

/**
 * Sent before anything is waited for, since the page may be going away.
 * @param {URL} address @param {string} conversation
 */
function taken(address, conversation) {
  const signal = AbortSignal.timeout(LONGEST_WAIT);
  // Plain text needs no leave asked beforehand on other sites' pages, for which there is no time now.
  const headers = { "Content-Type": "text/plain" };
  return ask(address, { method: "POST", body: JSON.stringify({ conversation }), keepalive: true, headers, signal }).then(
    (answer) => answer.ok,
    () => false,
  );
}

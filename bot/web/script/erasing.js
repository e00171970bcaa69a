import { LONGEST_WAIT, UNSEEN } from "./asking.js";
import { Retry } from "./retry.js";

/** Resolves when the server at this address says that it has erased the conversation. It is asked until it does. */
export function erased(address, conversation) {
  return new Promise((resolve) => {
    const retry = new Retry(async () => {
      if (!(await taken(address, conversation))) return retry.again();
      retry.stop();
      resolve();
    });
    retry.now();
  });
}

/** Sent before anything is waited for, since the page may be going away. */
function taken(address, conversation) {
  const signal = AbortSignal.timeout(LONGEST_WAIT);
  // Plain text needs no leave asked beforehand on other sites' pages, for which there is no time now.
  const headers = { "Content-Type": "text/plain" };
  const body = JSON.stringify({ conversation });
  return fetch(address, { method: "POST", body, keepalive: true, headers, signal, ...UNSEEN }).then(
    (answer) => answer.ok,
    () => false,
  );
}

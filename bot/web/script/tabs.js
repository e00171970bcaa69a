const LEAVE = "leave";

/**
 * What tells the other tabs of this browser that somebody leaves this site; `left` is called where one of them tells
 * us. Pages of another site are told nothing. @param {() => unknown} left @param {AbortSignal} [signal]
 */
export function otherTabs(left, signal) {
  const tabs = opened();
  tabs?.addEventListener("message", (event) => event.data === LEAVE && left(), { signal });
  signal?.addEventListener("abort", () => tabs?.close());
  return () => tabs?.postMessage(LEAVE);
}

/** Nothing in older browsers, and in frames of another site that the person's browser lets keep nothing. */
function opened() {
  try {
    return new BroadcastChannel("signpost");
  } catch {
    return null;
  }
}

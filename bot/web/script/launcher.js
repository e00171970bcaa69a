// What a bar of the page around comes, goes or grows by, where no element there changes as well.
const SIGNS = ["resize", "scroll", "click", "transitionend", "animationend"];
// In pixels: no bar is much smaller.
const APART = 24;
// In milliseconds: a page that changes all the time is not looked at all the time.
const SOON = 200;

/**
 * Keeps the closed chat above whatever stands fast where it would stand itself at the foot of the page around, such as a
 * notice of cookies. What takes half of the window is no bar.
 * @param {HTMLElement} launcher @param {AbortSignal} signal
 */
export function standAbove(launcher, signal) {
  let [high, timer] = [0, 0];
  const soon = () => (timer ||= setTimeout(look, SOON));
  const changes = new MutationObserver(soon);
  changes.observe(document, { subtree: true, childList: true, attributes: true });
  // Below an open chat nothing is found, so it is looked again once that is closed.
  changes.observe(/** @type {Node} */ (launcher.parentNode), { subtree: true, attributeFilter: ["open"] });
  for (const sign of SIGNS) window.addEventListener(sign, soon, { signal, capture: true });
  signal.onabort = () => changes.disconnect();
  soon();

  function look() {
    const { left, top, right, bottom } = launcher.getBoundingClientRect();
    const bars = [0];
    for (let x = right - 1; x > left; x -= APART) {
      for (let y = bottom - 1; y > top; y -= APART) {
        for (const element of document.elementsFromPoint(x, y + high)) {
          const bar = window.innerHeight - element.getBoundingClientRect().top;
          if (bar < window.innerHeight / 2 && /fixed|sticky/.test(getComputedStyle(element).position)) bars.push(bar);
        }
      }
    }
    high = Math.max(...bars);
    launcher.style.marginBottom = `${high}px`;
    timer = 0;
  }
}

/**
 * Keeps the closed chat above whatever stands fast at the foot of the page around, below where it stands itself, such as a
 * notice of cookies. What takes half of the window is no bar. No sign tells that one has come or gone.
 * @param {HTMLElement} launcher @param {AbortSignal} signal
 */
export function standAbove(launcher, signal) {
  const timer = setInterval(() => {
    const high = document
      .elementsFromPoint(innerWidth - 99, innerHeight - 20)
      .filter((element) => /fixed|sticky/.test(getComputedStyle(element).position))
      .map((element) => innerHeight - element.getBoundingClientRect().top)
      .filter((high) => high < innerHeight / 2);
    launcher.style.marginBottom = `${Math.max(0, ...high)}px`;
  }, 200);
  signal.onabort = () => clearInterval(timer);
}

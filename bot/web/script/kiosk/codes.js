import { SITE } from "../site.js";
import { BASE } from "../asking.js";
import { make } from "../make.js";

// In the usual words, and in easy read.
const PARAGRAPH = ":not(.easy) > .bubble, .pictured > div";

/** The square that a phone's camera opens this link from. Where the server has none it takes no room. @param {string} link */
export function code(link) {
  const image = drawn(link, link.replace("https://", ""), make("img", { class: "code", width: "200", height: "200" }));
  image.addEventListener("error", () => image.remove());
  return image;
}

/** The image as the square of this link. @param {string} link @param {string} shown @param {HTMLImageElement} image */
export function drawn(link, shown, image) {
  const address = new URL("kiosk/qr", BASE);
  address.searchParams.set("link", link);
  image.src = address.href;
  image.alt = SITE.kiosk.scan.replace("{number}", shown);
  return image;
}

/**
 * Beside each paragraph within `said` the squares of the addresses in it that are not `known` from elsewhere on the screen.
 * @param {Element} said @param {string[]} known
 */
export function besides(said, known) {
  for (const paragraph of said.querySelectorAll(PARAGRAPH)) {
    const links = Array.from(paragraph.querySelectorAll(".line > .web"), ({ textContent }) => textContent);
    const codes = links.filter((link) => !known.includes(link)).map(code);
    if (!codes.length) continue;
    paragraph.classList.add("coded");
    paragraph.replaceChildren(make("div", {}, ...paragraph.childNodes), make("div", {}, ...codes));
  }
}

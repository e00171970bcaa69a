import { SITE } from "../site.js";
import { BASE } from "../asking.js";
import { make } from "../make.js";

// In the usual words, and in easy read.
const PARAGRAPH = ":not(.easy) > .bubble, .pictured > div";

/** The square that a phone's camera opens this link from. Where the server has none it takes no room. @param {string} link */
export function code(link) {
  const address = new URL("kiosk/qr", BASE);
  address.searchParams.set("link", link);
  const alt = SITE.kiosk.scan.replace("{number}", link.replace("https://", ""));
  const image = make("img", { class: "code", src: address.href, alt, width: "200", height: "200" });
  image.addEventListener("error", () => image.remove());
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

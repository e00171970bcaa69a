import { SITE } from "./site.js";
import { make } from "./make.js";

// The pattern is the server's own, so that both link the same numbers.
const NUMBER = new RegExp(SITE.number, "gu");

/** What leads to another site leaves this page where it is, and tells nobody of it. */
export const ANEW = { target: "_blank", rel: "noopener noreferrer" };

/** Each line of the words as a block of its own. @param {string} words @param {{ links: boolean }} how */
export function lines(words, { links }) {
  return words.split("\n").map((line) => make("span", { class: "line" }, ...linked(line, links)));
}

/**
 * The words as nodes: each number or address a link or, where nothing can be opened, just clear to see.
 * @param {string} words @param {boolean} links
 */
function linked(words, links) {
  const nodes = [];
  let end = 0;
  for (const found of words.matchAll(NUMBER)) {
    const { text, phone, code, web, mail, keyword } = found.groups ?? {};
    const number = text ?? phone ?? code ?? web ?? mail ?? "";
    const next = found.index + found[0].length;
    const digits = number.replaceAll(" ", "");
    const body = keyword ? `?body=${encodeURIComponent(keyword)}` : "";
    const other = mail ? `mailto:${mail}` : phone ? `tel:${digits}` : `sms:${digits}${body}`;
    const link = web ? { href: web, ...ANEW } : { href: other };
    const kind = web ? "web" : mail ? "mail" : "number";
    const clear = links ? make("a", { dir: "ltr", ...link }, number) : make("strong", { dir: "ltr", class: kind }, number);
    nodes.push(words.slice(end, next - number.length), clear);
    end = next;
  }
  return [...nodes, words.slice(end)];
}

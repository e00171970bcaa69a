import { SITE } from "./site.js";
import { make } from "./make.js";

// The pattern is the server's own, so that both link the same numbers.
const NUMBER = new RegExp(SITE.number, "gu");

/** Each line of the words as a block of its own. @param {string} words @param {{ links: boolean }} how */
export function lines(words, { links }) {
  return words.split("\n").map((line) => make("span", { class: "line" }, ...linked(line, links)));
}

/**
 * The words as nodes: each number a link that a phone can use or, where there is no phone, just clear to see.
 * @param {string} words @param {boolean} links
 */
function linked(words, links) {
  const nodes = [];
  let end = 0;
  for (const found of words.matchAll(NUMBER)) {
    const { text, phone, keyword } = found.groups ?? {};
    const number = text ?? phone ?? "";
    const next = found.index + found[0].length;
    const digits = number.replaceAll(" ", "");
    const href = phone ? `tel:${digits}` : `sms:${digits}${keyword ? `?body=${encodeURIComponent(keyword)}` : ""}`;
    const clear = links ? make("a", { dir: "ltr", href }, number) : make("strong", { dir: "ltr", class: "number" }, number);
    nodes.push(words.slice(end, next - number.length), clear);
    end = next;
  }
  return [...nodes, words.slice(end)];
}

import { SITE } from "./site.js";
import { make } from "./make.js";

// The pattern is the server's own, so that both link the same numbers.
const NUMBER = new RegExp(SITE.number, "gu");

/** Each line of the words as a block of its own. */
export function lines(words, { links }) {
  return words.split("\n").map((line) => make("span", { class: "line" }, ...linked(line, { links })));
}

/** The words as nodes: each number a link that a phone can use or, where there is no phone, just clear to see. */
function linked(words, { links }) {
  const nodes = [];
  let end = 0;
  for (const found of words.matchAll(NUMBER)) {
    const number = found.groups.text ?? found.groups.phone;
    const next = found.index + found[0].length;
    nodes.push(words.slice(end, next - number.length), links ? link(found.groups, number) : strong(number));
    end = next;
  }
  return [...nodes, words.slice(end)];
}

function link({ phone, keyword }, number) {
  const digits = number.replaceAll(" ", "");
  const body = keyword ? `?body=${encodeURIComponent(keyword)}` : "";
  return make("a", { href: phone ? `tel:${digits}` : `sms:${digits}${body}` }, number);
}

function strong(number) {
  return make("strong", { class: "number" }, number);
}

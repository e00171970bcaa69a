import { SITE } from "./site.js";
import { BASE } from "./asking.js";

/** @import { Tree } from "./site.js" */

/**
 * An element with attributes and children. Text goes in as text, never as HTML.
 * An attribute that is null or false is left out; true stands for one without a value; a function listens.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | boolean | null | ((event: any) => unknown)>} attributes
 * @param {...(string | Node)} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/**
 * The elements of one of the server's templates, new each time. Its addresses are the server's, wherever we are.
 * @param {string} name
 */
export function parts(name) {
  return /** @type {HTMLElement[]} */ (SITE.parts[name]?.map(grown));
}

/** @param {string} name */
export function part(name) {
  return /** @type {HTMLElement} */ (parts(name)[0]);
}

/** @param {Tree} tree @returns {string | HTMLElement} */
function grown(tree) {
  if (typeof tree === "string") return tree;
  const [tag, { href = null, ...attributes }, ...inside] = tree;
  const address = typeof href === "string" && new URL(href, BASE).href;
  return make(/** @type {"div"} */ (tag), { ...attributes, href: address }, ...inside.map(grown));
}

/**
 * What the selector names below this; there has to be one.
 * @template {string} S @param {ParentNode} root @param {S} selector
 */
export function find(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(selector);
  return /** @type {S extends keyof HTMLElementTagNameMap ? HTMLElementTagNameMap[S] : HTMLElement} */ (found);
}

/**
 * What comes into view in `scroller` stays clear of the bars, however high their words make them; where both would take
 * half of the window, the lower one goes with the rest.
 * @param {HTMLElement} scroller @param {HTMLElement} top @param {HTMLElement} bottom
 */
export function keepClear(scroller, top, bottom) {
  const clear = new ResizeObserver(() => {
    bottom.classList.toggle("tall", top.offsetHeight + bottom.offsetHeight > window.innerHeight / 2);
    scroller.style.scrollPaddingTop = `${top.offsetHeight + 12}px`;
    scroller.style.scrollPaddingBottom = stays(bottom) ? `${bottom.offsetHeight + 12}px` : "";
  });
  for (const bar of [top, bottom]) clear.observe(bar);
}

/** @param {HTMLElement} bar */
function stays(bar) {
  return getComputedStyle(bar).position === "sticky";
}

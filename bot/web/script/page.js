import { easily, turnEasy } from "./easy.js";
import { SignpostChat } from "./element.js";
import { find } from "./make.js";

// Our own page: the chat, and easy read, which is no part of the widget.
Object.assign(SignpostChat.how, { easy: true, also: easily });
customElements.define("signpost-chat", SignpostChat);
const easy = /** @type {HTMLInputElement} */ (find(document, "#easy"));
easy.addEventListener("change", () => turnEasy(easy.checked));

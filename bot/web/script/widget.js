import { SignpostChat } from "./element.js";

customElements.define("signpost-chat", SignpostChat);

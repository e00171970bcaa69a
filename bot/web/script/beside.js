import { SITE } from "./site.js";
import { goTo, neutral } from "./neutral.js";
import { otherTabs } from "./tabs.js";

// A page beside the chat: whoever leaves it leaves the chat in the other tab too, and the other way round.
const tell = otherTabs(leave);

document.querySelector("form[action='/leave']")?.addEventListener("submit", (event) => {
  event.preventDefault();
  tell();
  leave();
});

async function leave() {
  document.body.hidden = true;
  document.title = SITE.words.covered;
  goTo(await neutral());
}

import { SITE } from "../site.js";
import { make } from "../make.js";

const KINDS = ["phone", "desk", "defibrillator"];

/** Where help is in this building, as the hub has set it; where nothing is set, the staff are asked. */
export function places() {
  const known = KINDS.filter((kind) => SITE.places[kind]);
  const rows = known.map((kind) => SITE.kiosk[kind].replace("{place}", SITE.places[kind]));
  return make("div", { class: "places" }, ...[...rows, SITE.kiosk.no_phone_ask].map((words) => make("p", {}, words)));
}

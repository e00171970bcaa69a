/** The address of the server that this script came from, with a slash at its end. */
export const BASE = new URL("./", import.meta.url).href;

/** How long an answer is waited for, and what keeps it out of the browser's store and of other people's logs. */
export const LONGEST_WAIT = 10000;
export const UNSEEN = { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" };

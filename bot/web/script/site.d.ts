/** What the server puts before the modules (bot/web/scripts.py), and the shape of what it answers. */
export declare const SITE: Site;

interface Site {
  words: Record<Word, string> & { shift: string[] };
  parts: Record<string, Tree[]>;
  rtl: string[];
  urgent: string;
  numbers: string;
  number: string;
  exit: string;
  away: string;
  largest: number;
  too_large: string;
  style: string;
  kiosk: Record<KioskWord, string>;
}

/** Words, or an element: its tag, its attributes, and what is inside. */
export type Tree = string | [tag: string, attributes: Record<string, string | true>, ...inside: Tree[]];

export interface Button {
  title: string;
  payload: string;
}

export interface Message {
  text?: string;
  buttons?: Button[];
  custom?: { signpost: Signpost; layout?: Layout };
}

/** How the reply is laid out beside its words (bot/web/layout.py). */
export interface Layout {
  card?: Card;
  steps?: { message: number; from: number; to: number };
  access?: string;
}

export interface Card {
  message: number;
  line: number;
  name: string;
  ways: Way[];
  facts: string[];
}

export interface Way {
  kind: "call" | "text" | "web";
  label: string;
  link: string;
  copy: string;
  note: string;
}

export interface Signpost {
  route: string;
  services: string[];
  languages?: string[];
}

type Word =
  | "aloud_on" | "anew" | "back" | "cleared" | "clearing" | "copied" | "covered" | "danger" | "down" | "here" | "nothing" | "slow" | "unsent" | "waiting";

type KioskWord =
  | "accessibility" | "call" | "danger" | "hide_keys" | "people" | "printing" | "privacy" | "scan" | "seconds" | "show_keys" | "text" | "text_word" | "unread";

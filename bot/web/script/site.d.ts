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
  /** Where each picture of easy read is, by its name. */
  pictures: Record<string, string>;
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
  custom?: Custom;
}

export interface Custom {
  signpost?: Signpost;
  layout?: Layout;
  easy?: EasyMessage[];
}

/** A message in easy read: for each of its lines the name of a picture, or nothing. */
export interface EasyMessage {
  text: string;
  language: string;
  pictures: string[];
}

/** How the reply is laid out beside its words (bot/web/layout.py). */
export interface Layout {
  card?: Card;
  steps?: Steps;
  access?: string;
  unreviewed?: { text: string; language: string };
  easy?: { card?: Card; steps?: Steps; access?: EasyMessage };
}

export interface Steps {
  message: number;
  from: number;
  to: number;
  /** How many lines of the next message go on with them. */
  then: number;
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
  | "accessibility" | "call" | "danger" | "hide_keys" | "people" | "printing" | "privacy" | "scan" | "seconds" | "show_keys" | "squares" | "text" | "text_word" | "unread";

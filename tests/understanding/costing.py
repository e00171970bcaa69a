"""What a text costs in processor time, which a busy machine changes little, and both sides of a comparison alike."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from bot.understanding.normalise import LONGEST
from bot.understanding.red_flags.rules import known_words, load, rules

Read = Callable[[str], object]

ORDINARY = ("my mate said his tablets were cold and the chemist can not get any more till monday. " * 50)[:LONGEST]
# On a machine where an ordinary text of this length takes a tenth of a second, the worst may take three.
WORST = 3.0
TRIES = 4
SIGNS = "=='\"._-*@#$&()/:;,!?01 \n\u2057\u200d\ufe0f\u0301\u0316\u05b0\u0591\ufdfa\u3316😭🙏"

# The worst that were found, each repeated to the full length.
FOUND = [
    "\u2057", "=", "'", "='", "\ufdfa", "\ufdfa a ", "😭", "😭\u200d", "\u0316\u0301", "\u0316\u200b\u0301\u200b", "1=",
    "(1", "a=", "a_", "a.", "a'", "ab'.", "-a", "1 ", "$1", "aé=", "= ", "a" * 50 + " ", "a\n", "/\u1680", "http://a",
    "\u3316 ", "last night not breathing ", "he stops breathing if ", "over dosed ", "cantwake hes notbreathing ",
    "two years ago he died. now hes fine but if he dies tomorrow? ",
    # A sign and a word of the past, each in a clause of its own, in another language.
    "تتشنج.أمس.", "تتشنج و أمس و ", "ma nóż.w maju.", "砍门.上周.", "imdat, dün, ",
    "cannot ",
    "ribewhat are the signs of an overdose.:\u200d\U0001e29aX . mummy wont get up and im 7'",
]  # fmt: skip


def whole(unit: str) -> str:
    """The unit over and over, as long as a message is read."""
    return (unit * (LONGEST // len(unit) + 1))[:LONGEST]


def cost(read: Read, text: str) -> float:
    """Seconds of processor time."""
    begun = time.process_time()
    read(text)
    return time.process_time() - begun


@dataclass
class Budget:
    """What a text may cost: so many times what an ordinary text of the full length does."""

    read: Read
    times: float

    def __post_init__(self) -> None:
        self.read(ORDINARY)
        self._usual = min(cost(self.read, ORDINARY) for _ in range(TRIES))

    def allows(self, text: str) -> bool:
        """Whether it stays within. Where it does not, another thread may have been at work: both are taken again."""
        if cost(self.read, text) <= self.times * self._usual:
            return True
        return any(cost(self.read, text) <= self.times * cost(self.read, ORDINARY) for _ in range(TRIES))


def units() -> st.SearchStrategy[str]:
    """Signs, letters of every script, words and phrases that rules know in any language, in a row to be repeated."""
    words = sorted(known_words()) + [text for rule in rules() for text in rule.examples_for]
    pieces = st.one_of(
        st.sampled_from(SIGNS),
        st.characters(),
        st.sampled_from(words).map(lambda word: f"{word} "),
        st.tuples(st.sampled_from(_foreign()), st.sampled_from((" ", ".", ", "))).map("".join),
        st.sampled_from("aeiouxyz019"),
    )
    return st.lists(pieces, min_size=1, max_size=12).map("".join)


def quietened() -> dict[str, list[str]]:
    """By language: its shortest sign beside the shortest word of each kind that quietens it, to be repeated."""
    file = load("languages")
    signs: defaultdict[str, list[str]] = defaultdict(list)
    for rule in file["rules"]:
        signs[rule["language"]] += rule["patterns"]
    return {
        code: [f"{min(signs[code], key=len)}.{min(each, key=len)}." for each in words.values() if each]
        for code, words in file["languages"].items()
    }


def _foreign() -> list[str]:
    """What the red flags look for in other languages: signs, and the words that quieten or part them."""
    file = load("languages")
    around = [phrase for words in file["languages"].values() for each in words.values() for phrase in each]
    return sorted({phrase for rule in file["rules"] for phrase in rule["patterns"]} | set(around))

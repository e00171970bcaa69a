"""Which of the choices that were offered a text picks: by its number, however that is written, or by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.sms.keywords import bare, politely
from bot.sms.segmentation.fitting import Choice

SPELT = {word: at for at, word in enumerate("one two three four five six seven eight nine".split(), start=1)}
FIRST = {
    word: at for at, word in enumerate("first second third fourth fifth sixth seventh eighth ninth".split(), start=1)
}
# What stands around the number of a choice and says nothing else. "For", "with", "take" and "my" are not among them:
# they stand before an amount, a time or an age.
AROUND = frozenset(
    "answer choice choose chose i id ill il is it its no nr num number ok okay opt option pick picked say the "
    "thats um want yea yeah yep yes mate pls plz please thanks thx".split()
)
# These stand before an amount as well, so that with them nobody knows which is meant.
ROUGHLY = frozenset(("just", "maybe", "think"))
MOST_WORDS = 4
# Three are a number to call, however it is written: 9,9,9, one one one.
MOST_NUMBERS = 2
# "999" and "101" are numbers to call, "14" may be an age: one digit alone is a choice.
DIGIT, PLACE = re.compile(r"0?(\d)", re.ASCII), re.compile(r"([1-9])(?:st|nd|rd|th)", re.ASCII)
BETWEEN, APOSTROPHES = re.compile(r"[\s,&-]+"), str.maketrans("", "", "'’")
JOINS = frozenset({"and", "or", "n"})


def picked(text: str, choices: Sequence[Choice], *, loosely: bool = True) -> Choice | None:
    """The choice meant, or None. Two that could be meant are none. `loosely`: with small words around its number."""
    said = politely(bare(text))
    found = [choice for choice in choices if said in _names(choice)]
    if not found:
        found = [choice for choice in choices if said == bare(choice.title).partition(" ")[0]]
    if not found and loosely and not ROUGHLY & set(said.split()):
        wanted = numbers(text, open_list=True)
        found = [choice for choice in choices if wanted == (choice.number,)]
    return found[0] if len(found) == 1 else None


def numbers(text: str, *, open_list: bool) -> tuple[int, ...]:
    """The small numbers in a text that says nothing else: 1, 2), one, option 3, ok 1, the first one, 1 and 3.

    `open_list` is whether some are to be picked from: then "first" is one too, and so is "just 2".
    """
    words = [word for part in BETWEEN.split(politely(bare(text)).translate(APOSTROPHES)) if (word := bare(part))]
    around = AROUND | JOINS | (ROUGHLY if open_list else frozenset())
    found: list[int] = []
    for before, word in zip(["", *words], words, strict=False):
        value = _value(word, ordinals=open_list)
        is_the_first_one = word == "one" and open_list and _place(before) is not None
        if (before, word) == ("no", "one"):
            return ()
        if value is not None and not is_the_first_one:
            found.append(value)
        elif word not in around and not is_the_first_one:
            return ()
    return tuple(found) if len(words) <= MOST_WORDS and len(found) <= MOST_NUMBERS else ()


def _value(word: str, *, ordinals: bool) -> int | None:
    digit = DIGIT.fullmatch(word)
    if digit:
        return int(digit[1])
    return SPELT.get(word) or (_place(word) if ordinals else None)


def _place(word: str) -> int | None:
    place = PLACE.fullmatch(word)
    return int(place[1]) if place else FIRST.get(word)


def _names(choice: Choice) -> tuple[str, str]:
    title = bare(choice.title)
    return title, f"{choice.number} {title}"

"""Which of the numbered choices a text picks: by its number, its place, or its own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.sms.bare import bare
from bot.sms.segmentation.fitting import Choice
from bot.sms.these_words import APOSTROPHES
from bot.sms.word_list import LIST
from bot.sms.words import Words

CHOICES = LIST["choices"]
SPELT = {word: at for at, word in enumerate(CHOICES["numbers"], start=1)}
FIRST = {word: at for at, word in enumerate(CHOICES["places"], start=1)}
AROUND = frozenset((*CHOICES["around"], *CHOICES["joins"]))
ROUGHLY = frozenset(CHOICES["roughly"])
MOST_WORDS = 4
# Three are a number to call, however it is written: 9,9,9, one one one.
MOST_NUMBERS = 2
# "999" and "101" are numbers to call, "14" may be an age: one digit alone is a choice.
DIGIT, PLACE = re.compile(r"0?(\d)", re.ASCII), re.compile(r"([1-9])(?:st|nd|rd|th)", re.ASCII)
BETWEEN = re.compile(r"[\s,&-]+")


def picked(words: Words, choices: Sequence[Choice], *, loosely: bool = True) -> Choice | None:
    """The choice meant, or None. Two that could be meant are none. `loosely`: with small words around its number."""
    titles = [(bare(choice.title), choice) for choice in choices]
    found = [choice for title, choice in titles if words.said in (title, f"{choice.number} {title}")]
    if not found:
        found = [choice for title, choice in titles if words.said == title.partition(" ")[0]]
    if not found and loosely and not ROUGHLY & set(words.said.split()):
        wanted = numbers(words, open_list=True)
        found = [choice for choice in choices if wanted == (choice.number,)]
    return found[0] if len(found) == 1 else None


def numbers(words: Words, *, open_list: bool) -> tuple[int, ...]:
    """The small numbers in a text that says nothing else: 1, 2), one, option 3, ok 1, the first one, 1 and 3.

    `open_list` is whether some are to be picked from: then "first" is one too, and so is "just 2".
    """
    said = [word for part in BETWEEN.split(words.said.translate(APOSTROPHES)) if (word := bare(part))]
    around = AROUND | (ROUGHLY if open_list else frozenset())
    found: list[int] = []
    for before, word in zip(["", *said], said, strict=False):
        value = _value(word, ordinals=open_list)
        is_the_first_one = word == "one" and open_list and _place(before) is not None
        if (before, word) == ("no", "one"):
            return ()
        if value is not None and not is_the_first_one:
            found.append(value)
        elif word not in around and not is_the_first_one:
            return ()
    return tuple(found) if len(said) <= MOST_WORDS and len(found) <= MOST_NUMBERS else ()


def _value(word: str, *, ordinals: bool) -> int | None:
    digit = DIGIT.fullmatch(word)
    if digit:
        return int(digit[1])
    return SPELT.get(word) or (_place(word) if ordinals else None)


def _place(word: str) -> int | None:
    place = PLACE.fullmatch(word)
    return int(place[1]) if place else FIRST.get(word)

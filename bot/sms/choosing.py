"""Which of the choices that were offered a text picks: by its number, however that is written, or by its words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.sms.fitting import Choice
from bot.sms.keywords import bare

SPELT = {word: at for at, word in enumerate("one two three four five six seven eight nine".split(), start=1)}
# "999" and "101" are numbers to call, and three digits are no choice.
NUMBER = re.compile(r"(?:option |number |choice |no |nr |the )*(\d{1,2}|" + "|".join(SPELT) + ")", re.ASCII)
COURTESY = re.compile(r"(?: (?:pls|plz|please|thanks|thx|mate))+$")


def picked(text: str, choices: Sequence[Choice]) -> Choice | None:
    """The choice meant, or None. Two that could be meant are none."""
    said = COURTESY.sub("", bare(text))
    wanted = number(text)
    found = [choice for choice in choices if choice.number == wanted or said in _names(choice)]
    if not found:
        found = [choice for choice in choices if said == bare(choice.title).partition(" ")[0]]
    return found[0] if len(found) == 1 else None


def number(text: str) -> int | None:
    """The number that is all of the text: 1, 2), one, option 3, 1 pls."""
    found = NUMBER.fullmatch(COURTESY.sub("", bare(text)))
    return None if found is None else SPELT.get(found[1]) or int(found[1])


def _names(choice: Choice) -> tuple[str, str]:
    title = bare(choice.title)
    return title, f"{choice.number} {title}"

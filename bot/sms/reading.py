"""A text, read once: what it asks of the line itself, what it picks, whether it is the same again, and the danger.

What it says by itself (`words.py`) means one thing or another by what was said to the person before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from bot.engine.triage import Triage
from bot.sms.message import Inbound, Urgency
from bot.sms.person import NO_REPLY, SHORT, Person
from bot.sms.picking import numbers, picked
from bot.sms.segmentation.fitting import Choice
from bot.sms.word_list import LIST
from bot.sms.words import Keyword, Words, read_words

# The line's own texts, by their names in the wording.
Fixed = Literal["stop", "help", "cost", "who", "calls", "here", "empty", "no_words", "machine", "unclear", "reaction"]
# These, what follows the last reply, the choices of the start, and that a number means nothing.
Own = Fixed | Literal["more", "menu", "which"]
FIXED: tuple[Fixed, ...] = get_args(Fixed)

MORE_WHERE_IT_WAITS = frozenset(LIST["more_where_it_waits"])

# So many of the same are answered: of our own words, of longer ones, and of "ok" and "yes", which people send again
# and again. Those after them are not until it has been quiet for ten minutes.
ECHOES, SAME, SAME_SHORT = 2, 4, 10
# What a machine says by itself is answered as seldom as our own words.
SAME_OF_MACHINES = 2
# Of the same text that tells of danger or despair: auto-replies name 999 too.
SAME_GRAVE = 10
DIGITS = re.compile(r"\d+")


@dataclass(frozen=True)
class ReadText:
    """Whatever is asked of a text on its way is asked of this. It goes when the text is answered.

    `seen` is what the safety net sees in all of it, `is_grave` whether there is danger or despair beside our own words.
    Texts that are as good as the same have the same `alike`; `most_alike` of them are answered. `is_machines`: nobody
    wrote it, as far as can be told. `choice` is what it picks of what is open to the person, and `own` what it asks of
    the line itself; all that is neither is for the bot.
    """

    seen: Triage = field(repr=False)
    is_grave: bool
    alike: str = field(repr=False)
    most_alike: int
    is_machines: bool
    choice: Choice | None
    own: Own | None


def read(inbound: Inbound, person: Person, beside: str, seen: Triage, *, is_grave: bool) -> ReadText:
    """`beside` is what stands beside our own words, squeezed."""
    words = read_words(inbound.text)
    # A machine's counter or clock does not make it another text; a person's "1" and "2" are two.
    same = DIGITS.sub("0", beside) if len(beside) > SHORT else beside
    is_echo = not same and bool(inbound.text.strip())
    most_alike = ECHOES if is_echo else SAME if len(same) > SHORT else SAME_SHORT
    if words.machine != "no":
        most_alike = SAME if words.machine == "perhaps" and is_grave else SAME_OF_MACHINES
    elif is_grave:
        most_alike = SAME_GRAVE
    return ReadText(
        seen,
        is_grave,
        alike="echo" if is_echo else f"heard {same}",
        most_alike=most_alike,
        is_machines=words.machine == "surely" or (words.machine == "perhaps" and not is_grave),
        choice=_choice(words, person.open.choices, seen),
        own=_own(words, person, seen, is_grave=is_grave, wordless=inbound.wordless),
    )


def _own(words: Words, person: Person, seen: Triage, *, is_grave: bool, wordless: bool) -> Own | None:
    keyword = _keyword(words, person)
    if keyword == "more" or keyword == "menu":
        return keyword
    if words.machine == "surely" and not is_grave:
        return "machine"
    return _fixed(words, person, seen, wordless=wordless) or ("which" if _is_number(words, person, seen) else None)


def _keyword(words: Words, person: Person) -> Keyword | None:
    """Other words than MORE ask for more where something waits; elsewhere they are for the bot.

    In an emergency nothing waits: the bot says again what to do.
    """
    if person.open.more and words.said in MORE_WHERE_IT_WAITS:
        return "more"
    return None if words.keyword == "more" and _urgency(person) == "emergency" else words.keyword


def _choice(words: Words, choices: Sequence[Choice], seen: Triage) -> Choice | None:
    """HELP and STOP are that, also where a choice begins with them. "Help me" may be a choice."""
    if not choices or (words.keyword and not (words.keyword == "help" and " " in words.bare)):
        return None
    return picked(words, choices, loosely=seen.danger is None)


def _fixed(words: Words, person: Person, seen: Triage, *, wordless: bool) -> Fixed | None:
    """One of the texts that say the same whatever is asked.

    Where the last reply was about life and death, and with danger below it, more than the bare word is for the bot; in
    an emergency a bare HELP is too.
    """
    if words.is_empty:
        return "no_words" if wordless else "empty"
    if words.is_reaction or (words.is_marks and _urgency(person) == "rest"):
        return "who" if person.about is None else "unclear" if words.is_marks else "reaction"
    if words.is_of_pictures and not seen.danger and _urgency(person) == "rest":
        return "no_words"
    if words.keyword is None or words.keyword == "more" or words.keyword == "menu" or seen.danger:
        return None
    urgency = _urgency(person)
    if words.keyword == "here" and urgency == "emergency":
        return None
    if (words.is_plea and urgency != "rest") or (words.keyword == "help" and urgency == "emergency"):
        return None
    if words.is_of_a_service and (person.about or NO_REPLY).services:
        return None
    return words.keyword


def _urgency(person: Person) -> Urgency:
    return (person.about or NO_REPLY).urgency


def _is_number(words: Words, person: Person, seen: Triage) -> bool:
    """A small number that is no choice that is open: nobody is asked for a number here.

    Where the last reply was about life and death and offered none, it may be how many were taken.
    """
    choices = person.open.choices
    if seen.danger or (not choices and _urgency(person) != "rest" and len(words.bare) != 1):
        return False
    return bool(numbers(words, open_list=bool(choices)))

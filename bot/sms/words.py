"""What a text says by itself, whoever sent it: which of the line's own words it is, and nothing of what went before.

The words themselves stand in `words.yml`. They count where they stand alone; within a sentence they are about drugs.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Literal

from bot.sms.bare import bare, question, without_courtesy
from bot.sms.cost import CostWords
from bot.sms.machines import How, Machines
from bot.sms.reactions import Reactions
from bot.sms.these_words import TheseWords
from bot.sms.word_list import LIST

Keyword = Literal["stop", "help", "more", "menu", "cost", "who", "calls", "here"]

WORDS: dict[str, Keyword] = {word: keyword for keyword, words in LIST["keywords"].items() for word in words}
CRIES = frozenset(LIST["cries"])
OF_A_SERVICE = frozenset(LIST["of_a_service"])
COST = CostWords(**LIST["cost"])
MACHINES = Machines(**LIST["machines"])
REACTIONS = Reactions(**LIST["reactions"])
PICTURES = TheseWords([LIST["pictures"]["things"]], LIST["pictures"]["around"], least=2)
CALLS = TheseWords([LIST["calls"][kind] for kind in ("asks", "who", "calls", "whom")], LIST["calls"]["around"])


@dataclass(frozen=True)
class Words:
    """What a text says by itself, whoever sent it. It holds their words, so it goes when the text is answered.

    `bare` is as `bare` gives it, `said` without the courtesy around it. `is_empty`: no character that can be seen.
    `is_marks`: nothing but marks, such as "?". `is_reaction`: a sign that was put to a text. `is_of_pictures`: whether
    one can be sent, or was. `is_of_a_service`: where the last reply named one, it is about that.
    """

    bare: str = field(repr=False)
    said: str = field(repr=False)
    keyword: Keyword | None
    is_empty: bool
    is_marks: bool = False
    is_reaction: bool = False
    is_of_pictures: bool = False
    is_of_a_service: bool = False
    machine: How = "no"

    @property
    def is_plea(self) -> bool:
        """A keyword that may be more than that: "end please", "help me", "przestań"."""
        is_bare = self.bare in WORDS and " " not in self.bare and self.bare not in CRIES
        return self.keyword in ("stop", "help") and not is_bare


def read_words(text: str) -> Words:
    """In any case, with courtesy, and with any marks and spaces around it."""
    plain = bare(text)
    said, asked = without_courtesy(plain), question(text)
    is_empty = not any(unicodedata.category(letter)[0] in "LMNPS" for letter in text)
    is_marks = not is_empty and not any(unicodedata.category(letter)[0] in "LMNS" for letter in text)
    costs = COST.asked(asked)
    return Words(
        plain,
        said,
        WORDS.get(said) or ("cost" if costs else "calls" if CALLS.are_all(asked) else None),
        is_empty,
        is_marks,
        is_reaction=REACTIONS.is_one(text),
        is_of_pictures=PICTURES.are_all(plain),
        is_of_a_service=said in OF_A_SERVICE or costs == "this",
        machine=MACHINES.sent(text),
    )

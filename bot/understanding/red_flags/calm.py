"""Words of other languages that tell a calm message, which the classifier cannot read, from danger.

`rules/calm.yml` has what speaks of drugs or drink and of no danger, `rules/alarm.yml` what may tell of one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from bot.understanding.red_flags.languages import fold
from bot.understanding.red_flags.lexicon import Lexicon
from bot.understanding.red_flags.rules import load

Gravity = Literal["grave", "perhaps", "nothing"]


@dataclass(frozen=True)
class Calm:
    """In which language, and the need that it names; empty where the words do not say which."""

    language: str
    means: str = ""


def find_calm(pieces: Sequence[str]) -> Calm | None:
    """What a message asks for calmly in another language, with no grave word of that language beside it.

    `pieces` are what `fold` makes of it.
    """
    lexicon, rules = _calm()
    seen = lexicon.found(pieces)
    if not seen:
        return None
    # Whichever says what is meant; languages that are near each other share words.
    fits = [calm for calm, names in rules if any(each <= seen for each in names)]
    found = next((calm for calm in fits if calm.means), next(iter(fits), None))
    return None if found and "grave" in _alarms()[found.language].found(pieces) else found


def danger_told(text: str, language: str) -> Gravity:
    """Which of the words that may tell of danger in that language stand in it; of one without a list nobody knows."""
    if language not in _alarms():
        return "perhaps"
    seen = _alarms()[language].found(fold(text))
    return "grave" if "grave" in seen else "perhaps" if seen else "nothing"


@cache
def _calm() -> tuple[Lexicon, list[tuple[Calm, list[frozenset[str]]]]]:
    """All words, and for each rule the lists of which one has to be there, or several together."""
    lists: dict[str, Sequence[str]] = {}
    rules = []
    for rule in load("calm"):
        phrases, groups = f"{rule['id']} phrases", [words.split() for words in rule.get("words", ())]
        together = {f"{rule['id']} {place}": words for place, words in enumerate(groups)}
        lists |= {phrases: rule.get("patterns", ()), **together}
        names = [frozenset({phrases}), *([frozenset(together)] if together else [])]
        rules.append((Calm(rule["language"], rule.get("means", "")), names))
    return Lexicon(lists), rules


@cache
def _alarms() -> dict[str, Lexicon]:
    return {
        language: Lexicon({how: words.split() for how, words in lists.items()})
        for language, lists in load("alarm").items()
    }

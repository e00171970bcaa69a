"""The development messages as people of another town would have written them: each place is one of theirs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle

from bot.settings import ROOT
from directory.places import Area
from directory.store import Directory

PHRASES = ROOT / "tests" / "phrases"
# The test messages are not looked at: a figure that is worked towards says nothing.
MESSAGES = ("dev.jsonl", "dev-dialogues.jsonl")
# A shorter name is an everyday word too.
SHORTEST = 4


@dataclass(frozen=True)
class Talk:
    """A message, or the messages of one person in their order."""

    id: str
    turns: tuple[str, ...]


def talks() -> Iterator[Talk]:
    """All development messages."""
    for name in MESSAGES:
        for line in (PHRASES / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            turns = [row["text"]] if "text" in row else [turn["say"] for turn in row["turns"]]
            yield Talk(row["id"], tuple(turns))


class Swap:
    """Puts the places of one town in place of another's: its own for its own, those around it for those around it."""

    def __init__(self, there: Directory, here: Directory) -> None:
        words: dict[str, str] = {}
        for kind in (_names, _districts):
            own, around = _of(here, kind)
            for theirs, ours in zip(_of(there, kind), (own, around or own), strict=True):
                words.update(zip(theirs, cycle(ours), strict=False))
        words[there.town.name.lower()] = here.town.name.lower()
        self._words: Mapping[str, str] = words
        longest_first = sorted(words, key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.I)

    def __call__(self, text: str) -> str:
        return self._pattern.sub(partial(_like, self._words), text)

    def swapped(self, talk: Talk) -> Talk:
        """The same talk with other places in it."""
        return Talk(talk.id, tuple(map(self, talk.turns)))


def _like(words: Mapping[str, str], found: re.Match[str]) -> str:
    """With capitals where the other had them."""
    word = words[found[0].lower()]
    return word if found[0].islower() else word.upper() if found[0].isupper() else word.title()


def _of(directory: Directory, kind: Callable[[Area], Iterator[str]]) -> tuple[Sequence[str], Sequence[str]]:
    """What the town's own area has of that kind, and what all areas around it have."""
    areas = directory.areas()
    home = [name for area in areas if area.id == directory.town.home for name in kind(area)]
    return home, [name for area in areas if area.id != directory.town.home for name in kind(area)]


def _names(area: Area) -> Iterator[str]:
    for name, others in area.towns.items():
        yield from (each.lower() for each in (name, *others) if len(each) >= SHORTEST)


def _districts(area: Area) -> Iterator[str]:
    return (district.lower() for district in area.postcode_districts)

"""Looks for the cues of cues.yml: reviewed words that decide between wordings, and seldom between needs."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from directory.store import Directory

CUES = Path(__file__).parent / "cues.yml"
# The parts of a phrase: what may be missing, a choice of several words, how many words may stand between, a word.
PART = re.compile(r"\[(?P<maybe>[^\]]+)\]|\((?P<choice>[^)]+)\)|~(?P<gap>\d)|(?P<word>\S+)")
# What stands for any word, for a number, and for whatever lies between.
ANY = {"_": r"\w+", "#": r"\d+", "...": ".*"}


@dataclass(frozen=True)
class TownWords:
    """What the file calls <here>, <near> and <hub>.

    They are names of the town, of places around it and its nation, and of its drug service.
    """

    here: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    hub: tuple[str, ...] = ()

    @classmethod
    def of(cls, directory: Directory) -> TownWords:
        """All in small letters."""
        town, hub = directory.town, directory.needs.hub
        areas = tuple(area.id.replace("-", " ") for area in directory.areas())
        names = (name for name in directory.service(hub).alternate_names if " " not in name) if hub else ()
        here = (town.name.lower(), town.county.lower())
        near = dict.fromkeys((*here, *areas, *town.near, town.nation.name.lower()))
        return cls(here, tuple(near), tuple(name.lower() for name in names))

    @functools.cached_property
    def patterns(self) -> Mapping[str, re.Pattern[str]]:
        """Those of all cues. A turn asks for some twenty, and each time all words here would be hashed."""
        return patterns(self)


# A directory that is no longer in use is let go of by the next turn.
@functools.lru_cache(maxsize=1)
def town_words(directory: Directory) -> TownWords:
    """What the cues call <here>, <near> and <hub>, in the directory that is in use."""
    return TownWords.of(directory)


def said(cue: str, text: str, words: TownWords) -> bool:
    """True where the text says something of the cue's, as whole words. KeyError for a cue not in the file."""
    return words.patterns[cue].search(text) is not None


@functools.cache
def rows() -> Mapping[str, Any]:
    """The rows of cues.yml, by the name of the cue."""
    return dict(YAML(typ="safe").load(CUES))


@functools.lru_cache(maxsize=8)
def patterns(words: TownWords) -> Mapping[str, re.Pattern[str]]:
    """One compiled pattern a cue, with the town's own words in it."""
    return {name: re.compile(_pattern(row, words), re.I | re.S) for name, row in rows().items()}


def _pattern(row: Mapping[str, Any], words: TownWords) -> str:
    found = "|".join(map(whole, _expressions(row)))
    for name, own in (("<here>", words.here), ("<near>", words.near), ("<hub>", words.hub)):
        # Where there are none, nothing fits.
        found = found.replace(name, f"(?:{'|'.join(map(re.escape, own))})" if own else "(?!)")
    return found


def phrases(row: Mapping[str, Any]) -> list[str]:
    """The phrases of a row: its `said`, cut at commas and line ends."""
    said = re.sub(r"\|\s*\n\s*", "|", row.get("said", ""))
    return [found for phrase in re.split(r"[,\n]", said) if (found := phrase.strip())]


def expression(phrase: str) -> str:
    """The regular expression that a phrase stands for."""
    parts = list(PART.finditer(phrase))
    last = max(place for place, part in enumerate(parts) if part["word"] or part["choice"])
    found, between = "", ""
    for place, part in enumerate(parts):
        if part["gap"]:
            found, between = rf"{found}{between}(?:\w+ ){{0,{part['gap']}}}", ""
        elif part["maybe"] and place > last:
            found += f"(?: {_one_of(part['maybe'])})?"
        elif part["maybe"]:
            found, between = f"{found}{between}(?:{_one_of(part['maybe'])} )?", ""
        elif part["word"] == "...":
            found += ANY["..."]
        else:
            found, between = found + between + _one_of(part["choice"] or part["word"]), " "
    return found


def _one_of(words: str) -> str:
    found = "|".join(re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", " ") for word in words.split("|"))
    return ANY.get(words) or (f"(?:{found})" if "|" in words else found)


def _expressions(row: Mapping[str, Any]) -> list[str]:
    return [*map(expression, phrases(row)), *row.get("patterns", ())]


def whole(pattern: str) -> str:
    """As whole words; an emoji or a letter of a script without spaces stands anywhere.

    Where a pattern begins or ends with the message, a mark may stand there as well as a word: "hes here!".
    """
    if not (re.match(r"[\w(\[\\]", pattern) and pattern[0].isascii()):
        return pattern
    first = "" if pattern.startswith(r"\A") else r"\b"
    last = "" if pattern.endswith(r"\Z") else r"\b"
    return f"{first}(?:{pattern}){last}"

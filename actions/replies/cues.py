"""Looks for the cues of cues.yml: reviewed words that decide between wordings, never between needs."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

CUES = Path(__file__).parent / "cues.yml"
# The parts of a phrase: what may be missing, a choice of several words, how many words may stand between, a word.
PART = re.compile(r"\[(?P<maybe>[^\]]+)\]|\((?P<choice>[^)]+)\)|~(?P<gap>\d)|(?P<word>\S+)")
# What stands for any word, for a number, and for whatever lies between.
ANY = {"_": r"\w+", "#": r"\d+", "...": ".*"}


def said(cue: str, text: str) -> bool:
    """True where the text says something of the cue's, as whole words. KeyError for a cue not in the file."""
    return patterns()[cue].search(text) is not None


@functools.cache
def rows() -> Mapping[str, Any]:
    """The file as it stands."""
    return dict(YAML(typ="safe").load(CUES))


@functools.cache
def patterns() -> Mapping[str, re.Pattern[str]]:
    """One compiled pattern a cue."""
    return {name: re.compile("|".join(map(whole, _expressions(row))), re.I | re.S) for name, row in rows().items()}


def phrases(row: Mapping[str, Any]) -> list[str]:
    """What is said, phrase by phrase."""
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
    """As whole words; an emoji or a letter of a script without spaces stands anywhere."""
    return rf"\b(?:{pattern})\b" if re.match(r"[\w(\[\\]", pattern) and pattern[0].isascii() else pattern

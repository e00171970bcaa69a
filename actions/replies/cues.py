"""Looks for the cues of cues.yml: reviewed words that decide between wordings, never between needs."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

CUES = Path(__file__).parent / "cues.yml"


def said(cue: str, text: str) -> bool:
    """True where one of the cue's patterns stands in the text as whole words. KeyError for a cue not in the file."""
    return patterns()[cue].search(text) is not None


@functools.cache
def rows() -> Mapping[str, Any]:
    """The file as it stands: patterns, examples for, examples against."""
    return dict(YAML(typ="safe").load(CUES))


@functools.cache
def patterns() -> Mapping[str, re.Pattern[str]]:
    """One compiled pattern a cue."""
    return {name: re.compile("|".join(map(_whole, row["patterns"])), re.I | re.S) for name, row in rows().items()}


def _whole(pattern: str) -> str:
    """As whole words; an emoji or a letter of a script without spaces stands anywhere."""
    return rf"\b(?:{pattern})\b" if re.match(r"[\w(\[\\]", pattern) and pattern[0].isascii() else pattern

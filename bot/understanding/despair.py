"""Whether somebody may be in despair, by the patterns of despair.yml. It decides no reply: whoever may be is answered
in spite of any limit, so it has to be quick enough for everybody to be asked before anybody is refused.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

PATTERNS = Path(__file__).with_name("despair.yml")


def in_despair(plain: str) -> bool:
    """True where one of the patterns stands in the text, which was made plain."""
    said = " ".join(plain.lower().replace("'", "").split())
    return any(pattern.search(said) for pattern in _compiled().values())


@functools.cache
def rows() -> Mapping[str, Any]:
    """The file as it stands: patterns, what each group must and must not find."""
    return dict(yaml.safe_load(PATTERNS.read_text(encoding="utf-8")))


@functools.cache
def _compiled() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile("|".join(map(_whole, row["patterns"]))) for name, row in rows().items()}


def _whole(pattern: str) -> str:
    """As whole words; in a script without spaces it stands anywhere."""
    return rf"\b(?:{pattern})\b" if pattern.isascii() else rf"(?:{pattern})"

"""Services that a message names but does not ask for: refused ones, and those whom another might tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

# So many characters before its name are looked at.
REACH = 80
# "Not the police", "I don't want to phone FRANK", "anyone other than Childline". A bare "no" may begin an answer.
REFUSED = re.compile(
    r"\b(?:not|without|instead of|rather than|other than|apart from|"
    r"(?:don'?t|do not|didn'?t|won'?t|can'?t)(?: (?:want|mean|like|need|trust|wanna))?)\s+"
    r"(?:(?:the|to|a|any|by|my|ring|call|phone|text|see|speak|talk|ringing|calling|phoning|speaking|with)\s+)*$",
    re.I,
)
# "Will they tell social services", "do you inform the police".
TOLD = re.compile(
    r"\b(?:they|them|you|u|ya|it|frank|inclusion)\s+(?:\w+\s+)?(?:tell|inform|involve|contact|report|grass|snitch)\w*\s+"
    r"(?:(?:me|him|her|it|on|us|to|the|my|any)\s+)*$",
    re.I,
)


def passed_over(text: str, entities: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Ids of the services among `entities` that stand in `text` as refused, or as told by somebody else."""
    services = [row for row in entities if row.get("entity") == "service"]
    return frozenset(str(row["value"]) for row in services if _is_passed_over(text, int(row.get("start") or 0)))


def _is_passed_over(text: str, start: int) -> bool:
    before = text[max(0, start - REACH) : start]
    return bool(REFUSED.search(before) or TOLD.search(before))

"""How a message names a service: as one to be asked about, as refused, or as one whom another might tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
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
TOLD = (
    r"\b(?:they|them|you|u|ya|it|{names})\s+(?:\w+\s+)?(?:tell|inform|involve|contact|report|grass|snitch)\w*\s+"
    r"(?:(?:me|him|her|it|on|us|to|the|my|any)\s+)*$"
)


# "I said not them", "anyone but that lot".
ALL = re.compile(r"\b(?:not|but|except|apart from) (?:them|that one|that lot|those|these|any of them)\b", re.I)
# "Is DrugFAM just for mums", "what would FRANK do".
ASKED = re.compile(
    r"\b(?:is|are|does|do|did|would|will|can|could|(?:what|who|how)(?:'?s| is| are| does| do)?)\s+(?:the\s+)?$", re.I
)


def asked_about(text: str, entities: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Ids of the services among `entities` that a question in `text` begins with."""
    return _those(ASKED, text, entities)


def passed_over(text: str, entities: Iterable[Mapping[str, Any]], names: tuple[str, ...]) -> frozenset[str]:
    """Ids of the services among `entities` that stand in `text` as refused, or as told by somebody else.

    `names` are what those are called who might tell.
    """
    return _those(REFUSED, text, entities) | _those(_told(names), text, entities)


@lru_cache(maxsize=8)
def _told(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(TOLD.replace("{names}", "|".join(map(re.escape, names)) or "(?!)"), re.I)


def is_refused(text: str, start: int) -> bool:
    """Whether what stands at `start` is refused there."""
    return REFUSED.search(text[max(0, start - REACH) : start]) is not None


def refuses_them(text: str) -> bool:
    """Whether the first of those that were just named is refused without its name."""
    return ALL.search(text) is not None


def _those(before: re.Pattern[str], text: str, entities: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    services = [(str(row["value"]), int(row.get("start") or 0)) for row in entities if row.get("entity") == "service"]
    return frozenset(name for name, start in services if before.search(text[max(0, start - REACH) : start]))

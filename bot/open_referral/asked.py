"""What a request for services asks for, read out of its query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

USUAL_SIZE = 50
LARGEST_SIZE = 100
LONGEST_NUMBER = 9
# Of the standard, and not of ours. To pass over one would give out more than was asked for and call it the answer.
NOT_OFFERED = (
    "search",
    "taxonomy_id",
    "minimum_age",
    "maximum_age",
    "start_time",
    "end_time",
    "day",
    "postcode",
    "proximity",
    "organization_id",
    "minimal",
    "format",
)
YES_OR_NO = {"true": True, "false": False}


class BadQuery(Exception):
    """The message says what to ask instead."""


@dataclass(frozen=True)
class ServicesAsked:
    """A page, and which services are on it: all, or those changed at or after a moment, or with one term.

    `page` is 0 where no page could have that number.
    """

    page: int = 1
    per_page: int = USUAL_SIZE
    full: bool = False
    modified_after: datetime | None = None
    term: str | None = None


def read(query: Mapping[str, str]) -> ServicesAsked:
    """What the query asks for; raises BadQuery."""
    for name in NOT_OFFERED:
        if query.get(name):
            raise BadQuery(f"{name} is not offered here: take all services and choose among them")
    per_page = _number(query, "per_page", USUAL_SIZE)
    if not 1 <= per_page <= LARGEST_SIZE:
        raise BadQuery(f"per_page is a whole number from 1 to {LARGEST_SIZE}")
    full = query.get("full", "false").lower()
    if full not in YES_OR_NO:
        raise BadQuery("full is true or false")
    term = query.get("taxonomy_term_id") or None
    return ServicesAsked(_number(query, "page", 1), per_page, YES_OR_NO[full], _moment(query), term)


def _number(query: Mapping[str, str], name: str, usual: int) -> int:
    given = query.get(name) or str(usual)
    return int(given) if given.isascii() and given.isdecimal() and len(given) <= LONGEST_NUMBER else 0


def _moment(query: Mapping[str, str]) -> datetime | None:
    given = query.get("modified_after")
    if not given:
        return None
    try:
        # A + in a query that nobody has encoded is a space.
        found = datetime.fromisoformat(given.replace(" ", "+"))
    except ValueError:
        raise BadQuery("modified_after is a moment such as 2026-11-28T09:30:00Z") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)

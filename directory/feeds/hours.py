"""Opening hours as feeds have them, and as the rows of a service here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from directory.feeds.cleaning import clean
from directory.shape import DAYS

Json = dict[str, Any]

TIME = re.compile(r"^(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$")
MIDNIGHT = "24:00"
# The standard's times end a minute before midnight.
LAST_MINUTE = ("23:59", "00:00")


@dataclass(frozen=True, slots=True)
class Hours:
    """Days and times; those past midnight are two."""

    days: tuple[str, ...]
    opens_at: str
    closes_at: str


class NotWeekly(Exception):
    """Hours that cannot be a row here; the message says why."""


def hours_of(schedule: Json, *, today: date) -> Iterator[Hours]:
    """Raises NotWeekly."""
    if (clean(schedule.get("freq")) or "WEEKLY").upper() != "WEEKLY" or schedule.get("bymonthday"):
        raise NotWeekly("hours that are not the same every week")
    until = day_of(schedule.get("valid_to"))
    if until is not None and until < today:
        raise NotWeekly(f"hours that ended on {until}")
    if until is not None:
        raise NotWeekly(f"hours that hold only until {until}")
    days, opens, closes = _days(schedule), _time(schedule.get("opens_at")), _time(schedule.get("closes_at"))
    if not days or opens is None or closes is None:
        raise NotWeekly("hours without days or times that can be read")
    closes = MIDNIGHT if closes in LAST_MINUTE else closes
    if opens < closes:
        yield Hours(days, opens, closes)
    elif opens == closes:
        raise NotWeekly(f"hours that open and close at {opens}")
    else:
        yield Hours(days, opens, MIDNIGHT)
        yield Hours(tuple(_day_after(day) for day in days), "00:00", closes)


def day_of(value: Any) -> date | None:
    """The day of a date or moment; None for what is none."""
    text = clean(value)
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def has_a_zone(schedule: Json) -> bool:
    """Whether a time says how far from Greenwich it is; here all times are those on the clock."""
    times = (clean(schedule.get(name)) or "" for name in ("opens_at", "closes_at"))
    return any(found and found[3] for found in map(TIME.match, times))


def _days(schedule: Json) -> tuple[str, ...]:
    """Of "MO,TU", of "Monday; Tuesday", and of a list."""
    given = schedule.get("byday")
    words = given if isinstance(given, list) else re.split(r"[^A-Za-z]+", clean(given) or "")
    found = {str(word)[:2].upper() for word in words if word}
    return tuple(day for day in DAYS if day in found) if found <= set(DAYS) else ()


def _time(value: Any) -> str | None:
    found = TIME.match(clean(value) or "")
    if found is None or int(found[1]) > 24 or int(found[2]) > 59:
        return None
    time = f"{int(found[1]):02}:{found[2]}"
    return "00:00" if time == MIDNIGHT else time if time < MIDNIGHT else None


def _day_after(day: str) -> str:
    return DAYS[(DAYS.index(day) + 1) % len(DAYS)]

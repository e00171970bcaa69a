"""Opening hours and closed days as feeds have them, and as the rows of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from directory.feeds.cleaning import clean
from directory.feeds.contacts import Contacts
from directory.feeds.known import KnownServices
from directory.feeds.raw import Note, extra, parts
from directory.hsds.export import Json
from directory.shape import DAYS

TIME = re.compile(r"^(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$")
MIDNIGHT = "24:00"
# The standard's times end a minute before midnight.
LAST_MINUTE = ("23:59", "00:00")
HOLIDAYS = ("open", "closed", "unknown")


@dataclass(frozen=True, slots=True)
class Hours:
    """Days and times; those past midnight are two."""

    days: tuple[str, ...]
    opens_at: str
    closes_at: str


class NotWeekly(Exception):
    """Hours that cannot be a row here; the message says why."""


def timetable(raw: Json, contacts: Contacts, known: KnownServices, note: Note) -> Json:
    """As `schedules` and `closures` of a file."""
    rows: list[Json] = []
    closures: list[Json] = []
    for schedule, place in _all(raw, contacts):
        if extra(schedule).get("closed") is True:
            closures.extend(_closure(schedule, contacts))
            continue
        handle = contacts.answering(extra(schedule).get("handle"), place)
        if handle is None:
            note("hours of something that cannot be reached, left out")
            continue
        try:
            rows.extend(_rows(schedule, handle, known))
        except NotWeekly as why:
            note(f"{why}, left out")
        if has_a_zone(schedule):
            note("hours with a time zone were taken as the time on the clock")
    found = {"schedules": [row for place, row in enumerate(rows) if row not in rows[:place]], "closures": closures}
    return {name: group for name, group in found.items() if group}


def hours_of(schedule: Json, *, today: date) -> Iterator[Hours]:
    """The weekly hours of a schedule: two rows where they go past midnight. Raises NotWeekly."""
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


def _all(raw: Json, contacts: Contacts) -> Iterator[tuple[Json, str | None]]:
    """Those of the service, and those of its places, each with the handle of its place."""
    for schedule in parts(raw, "schedules"):
        yield schedule, contacts.place_of(schedule.get("service_at_location_id"))
    for at_location in parts(raw, "service_at_locations"):
        place = contacts.place_of(at_location.get("id"))
        for holder in (at_location, *parts(at_location, "location")):
            for schedule in parts(holder, "schedules"):
                yield schedule, place


def _rows(schedule: Json, handle: str, known: KnownServices) -> Iterator[Json]:
    told: Any = extra(schedule).get("bank_holidays")
    for hours in hours_of(schedule, today=known.today):
        yield {
            "for": handle,
            "freq": "WEEKLY",
            "byday": list(hours.days),
            "opens_at": hours.opens_at,
            "closes_at": hours.closes_at,
            "bank_holidays": told if told in HOLIDAYS else "unknown",
            **known.unsure(),
        }


def _closure(schedule: Json, contacts: Contacts) -> Iterator[Json]:
    begins, ends = day_of(schedule.get("valid_from")), day_of(schedule.get("valid_to"))
    handle = extra(schedule).get("handle")
    # Without its contact it would say that the whole service is closed.
    if begins is None or handle not in (None, *contacts.handles):
        return
    closure: Json = {"valid_from": begins}
    if ends and ends > begins:
        closure["valid_to"] = ends
    yield closure | ({"for": handle} if handle else {})

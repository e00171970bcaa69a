"""Hours and closed days of a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from directory.feeds.contacts import Contacts
from directory.feeds.hours import NotWeekly, day_of, has_a_zone, hours_of
from directory.feeds.known import KnownServices
from directory.feeds.raw import Json, extra, parts

HOLIDAYS = ("open", "closed", "unknown")


def timetable(raw: Json, contacts: Contacts, known: KnownServices, note: Callable[[str], None]) -> Json:
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

"""A closed day stands above the weekly hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from directory import hours
from directory.build import build
from directory.hours import LONDON, Opening, closure_near
from directory.hsds.export import export
from directory.hsds.exporting import validated
from directory.models import Closure, Service
from directory.store import Directory
from tests.directory.town import AT, swap
from tests.rows import each_row

WEEK = Closure(date(2025, 4, 7), date(2025, 4, 11))


def opening(service: Service, *, at: datetime) -> Opening:
    return hours.opening(service, at=at, calendar="ENG")


def test_on_a_closed_day_it_is_closed_and_opens_after_the_last(town: Directory) -> None:
    hub = replace(town.service("hub"), closures=(WEEK,))
    found = opening(hub, at=datetime(2025, 4, 8, 12, 0, tzinfo=LONDON))
    assert (found.state, found.closure) == ("closed", WEEK)
    assert found.opens_at == datetime(2025, 4, 14, 9, 0, tzinfo=LONDON)


def test_what_is_open_round_the_clock_is_not_on_a_closed_day(town: Directory) -> None:
    frank = replace(town.service("frank"), closures=(Closure(date(2025, 4, 8), date(2025, 4, 8)),))
    assert opening(frank, at=datetime(2025, 4, 7, 23, 59, tzinfo=LONDON)).always
    assert opening(frank, at=datetime(2025, 4, 8, 0, 0, tzinfo=LONDON)).state == "closed"
    assert opening(frank, at=datetime(2025, 4, 9, 0, 0, tzinfo=LONDON)).always


def test_without_hours_it_is_known_to_be_closed(town: Directory) -> None:
    hub = replace(town.service("hub"), closures=(WEEK,), schedules=())
    assert opening(hub, at=datetime(2025, 4, 8, 12, 0, tzinfo=LONDON)).state == "closed"


def test_a_closure_of_one_contact_leaves_the_others_open(town: Directory) -> None:
    hub = replace(town.service("hub"), closures=(replace(WEEK, handle="address"),))
    assert opening(hub, at=datetime(2025, 4, 8, 12, 0, tzinfo=LONDON)).state == "open"


DAYS = [
    ("eight days before", date(2025, 3, 30), None),
    ("a week before", date(2025, 3, 31), WEEK),
    ("the last day", date(2025, 4, 11), WEEK),
    ("the day after", date(2025, 4, 12), None),
]


@each_row(("when", "day", "expected"), DAYS)
def test_it_is_spoken_of_from_a_week_before(town: Directory, when: str, day: date, expected: Closure | None) -> None:
    assert closure_near(replace(town.service("hub"), closures=(WEEK,)), "phone", day) == expected


def test_the_yaml_gives_one_day_or_several_and_the_export_has_them_as_schedules(source: Path, target: Path) -> None:
    rows = (
        "closures: [{valid_from: 2025-12-25}, {valid_from: 2025-04-07, valid_to: 2025-04-11, for: phone}]\nschedules:"
    )
    swap(source, "services/hub.yaml", "schedules:", rows)
    directory = build(source, target, at=AT)
    christmas = Closure(date(2025, 12, 25), date(2025, 12, 25))
    assert directory.service("hub").closures == (christmas, replace(WEEK, handle="phone"))
    hub = next(row for row in validated(export(directory, at=AT)) if row["name"] == "Inclusion Recovery")
    assert [row["valid_from"] for row in hub["schedules"] if "valid_from" in row] == ["2025-12-25", "2025-04-07"]

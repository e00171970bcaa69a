"""Who has people to talk to: from the directory alone, with who is there now first."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from actions.replies.cards import Cards
from bot.web import wording
from bot.web.contacts import card_wording
from bot.web.people import people
from directory.store import Directory
from tests.rows import each_row
from tests.standing import Standing

LONDON = ZoneInfo("Europe/London")
# A Wednesday.
NOON, NIGHT = (datetime(2026, 11, 25, hour, tzinfo=LONDON) for hour in (12, 3))


def found(directory: Directory, at: datetime) -> dict[str, Any]:
    cards = Cards(directory, card_wording().__getitem__, at)
    return dict(people(directory, cards, wording.load(longest=1).ways, at))


def names(rows: list[Any]) -> set[str]:
    return {person.name for person in rows}


@each_row("at", [NOON, NIGHT])
def test_those_who_never_close_come_first_and_are_there_at_night(town_directory: Directory, at: datetime) -> None:
    there = found(town_directory, at)["open"]
    assert {"FRANK", "Samaritans"} <= names(there)
    always = [person.always for person in there]
    assert always == sorted(always, reverse=True)


def test_who_is_there_at_noon_alone_is_not_open_at_night(town_directory: Directory) -> None:
    day, night = found(town_directory, NOON), found(town_directory, NIGHT)
    gone = names(day["open"]) - names(night["open"])
    assert gone
    assert gone <= names(night["closed"]) | names(night["unknown"])


def test_nobody_stands_twice_nor_without_a_way(town_directory: Directory) -> None:
    everybody = [person for rows in found(town_directory, NOON).values() for person in rows]
    assert len(names(everybody)) == len(everybody) > 20
    assert all(person.ways for person in everybody)
    assert {way["kind"] for person in everybody for way in person.ways} == {"call", "text", "web"}


def test_the_page_names_999_first_and_links_each_way(app: Standing) -> None:
    page = app.call("GET", "/people").body.decode()
    assert page.index("Call 999") < page.index("Open now") < page.index("FRANK")
    assert 'href="tel:03001236600"' in page
    assert 'href="sms:82111"' in page

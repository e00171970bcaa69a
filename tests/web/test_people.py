"""Who has people to talk to: from the directory alone, with who is there now first."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from actions.replies.cards import Cards
from bot.web import wording
from bot.web.contacts import card_wording
from bot.web.people import SomebodyToTalkTo, State, people
from directory.store import Directory
from tests.rows import each_row
from tests.standing import Standing

LONDON = ZoneInfo("Europe/London")
# A Wednesday.
NIGHT, NOON, LATE = (datetime(2026, 11, 25, hour, tzinfo=LONDON) for hour in (3, 12, 22))
CHILDREN = "Hampshire children's services"


def found(directory: Directory, at: datetime) -> dict[State, list[SomebodyToTalkTo]]:
    cards = Cards(directory, card_wording().__getitem__, at)
    return people(directory, cards, wording.load(longest=1).ways, at, first=["frank", "samaritans"])


def of(directory: Directory, at: datetime, name: str) -> SomebodyToTalkTo:
    (person,) = (each for rows in found(directory, at).values() for each in rows if each.name == name)
    return person


def names(rows: list[SomebodyToTalkTo]) -> set[str]:
    return {person.name for person in rows}


@each_row("at", [NOON, NIGHT])
def test_whom_a_reply_names_to_everybody_comes_first_and_the_others_by_name(
    town_directory: Directory, at: datetime
) -> None:
    there = [person.name for person in found(town_directory, at)["open"]]
    assert there[:2] == ["FRANK", "Samaritans"]
    assert there[2:] == sorted(there[2:], key=str.lower)


def test_who_mends_wires_and_pipes_is_nobody_to_talk_to(town_directory: Directory) -> None:
    everybody = {name for rows in found(town_directory, NIGHT).values() for name in names(rows)}
    assert {"FRANK", "Samaritans"} < everybody
    assert [name for name in everybody if "gas" in name or "electric" in name] == []


def test_who_opens_later_today_comes_next_the_soonest_first_and_says_when(town_directory: Directory) -> None:
    assert list(found(town_directory, NIGHT)) == ["open", "later", "unknown", "closed"]
    later = found(town_directory, NIGHT)["later"]
    assert "Al-Anon" in names(later)
    opens = [person.opens_at for person in later]
    assert opens == sorted(opens)
    assert of(town_directory, NIGHT, "Al-Anon").facts[:2] == ("Opens at 10am today.", "Open every day, 10am to 10pm.")


def test_whose_day_is_over_is_not_open_today(town_directory: Directory) -> None:
    assert of(town_directory, LATE, "Al-Anon").state == "closed"
    assert of(town_directory, LATE, "Al-Anon").facts[0] == "Open every day, 10am to 10pm."


def test_who_is_there_by_text_alone_says_when(town_directory: Directory) -> None:
    shout = of(town_directory, NIGHT, "The Shout text line")
    assert (shout.state, shout.facts[0]) == ("open", "Open 24 hours a day.")


def test_a_way_with_hours_of_its_own_has_them_beside_it(town_directory: Directory) -> None:
    """FRANK answers the phone all night, and the chat in the afternoon."""
    frank = of(town_directory, NIGHT, "FRANK")
    notes = {way["kind"]: way["note"] for way in frank.ways}
    assert notes == {"call": "", "text": "", "web": "live chat on the website, every day, 2pm to 6pm"}
    assert frank.facts[0] == "Open 24 hours a day."


def test_who_has_a_number_for_all_other_times_is_there_by_that_one(town_directory: Directory) -> None:
    night, noon = (of(town_directory, at, CHILDREN) for at in (NIGHT, NOON))
    assert (night.state, night.ways[0]["copy"]) == ("open", "0300 555 1373")
    assert [way["copy"] for way in noon.ways if way["kind"] == "call"] == ["0300 555 1384"]


def test_whose_hours_nobody_knows_stands_under_words_that_say_so(town_directory: Directory, app: Standing) -> None:
    unknown = found(town_directory, NOON)["unknown"]
    assert {"The police", "Childline"} <= names(unknown)
    page = app.call("GET", "/people").body.decode()
    assert page.index("Open now") < page.index("I do not know when these are open")


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

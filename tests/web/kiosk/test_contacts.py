"""`GET /kiosk/contacts`: numbers to take away, as a reply gives them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine

from bot.engine.safety_net import SafetyNet
from bot.web.contacts import TakeAway
from directory.freshness import may_print
from directory.store import Directory
from tests.conversing import Conversation, entity
from tests.rows import each_row
from tests.running import text as what_is_read
from tests.standing import Standing, standing

FRANK = {
    "id": "frank",
    "name": "FRANK",
    "contacts": [
        {
            "kind": "call",
            "number": "0300 123 6600",
            "keyword": "",
            "link": "tel:03001236600",
            "hours": "24 hours a day",
            "note": "",
            "doubt": "",
        },
        {
            "kind": "text",
            "number": "82111",
            "keyword": "",
            "link": "sms:82111",
            "hours": "",
            "note": "",
            "doubt": "",
        },
    ],
    "pages": [
        {
            "address": "www.talktofrank.com",
            "link": "https://www.talktofrank.com",
            "note": "",
        }
    ],
}
IN_GREAT_AGE = timedelta(days=4000)


def take_away(app: Standing, services: str) -> Any:
    answer = app.call("GET", f"/kiosk/contacts?services={services}")
    assert answer.status == 200, answer.body
    return answer.json


def ids(app: Standing, services: str) -> list[str]:
    return [row["id"] for row in take_away(app, services)]


def the_contact(app: Standing, service: str) -> dict[str, str]:
    ((contact,),) = (row["contacts"] for row in take_away(app, service))
    return dict(contact)


def test_a_service_comes_with_its_numbers_and_all_that_is_said_beside_them(app: Standing) -> None:
    assert take_away(app, "frank") == [FRANK]


@each_row(
    ("asked", "given"),
    [
        ("release,frank", ["release", "frank"]),
        ("frank,frank", ["frank"]),
        ("frank,nowhere,release", ["frank", "release"]),
        ("nowhere", []),
        ("frank,release,childline,samaritans,nspcc", ["frank", "release", "childline", "samaritans"]),
        ("nowhere,frank,release,childline,samaritans", ["frank", "release", "childline", "samaritans"]),
        # No way to it may be printed: FRANK, which stands before it in a reply, puts people through.
        ("frank,drugfam", ["frank"]),
        # It has a page alone.
        ("fearless,frank", ["fearless", "frank"]),
    ],
)
def test_four_services_at_most_in_the_order_asked_for_and_none_without_a_number(
    app: Standing, asked: str, given: list[str]
) -> None:
    assert ids(app, asked) == given


@each_row(
    "query",
    [
        "",
        "?",
        "?services",
        "?services=",
        "?services=,",
        "?services=frank,",
        "?services=frank,,release",
        "?services=frank%20release",
        "?services=FRANK",
        "?services=frank&services=release",
        "?services=frank&more=1",
        "?service=frank",
        "?services=%00",
        "?services=%ff",
        "?services=../frank",
        "?services=%3Cb%3Eqqmarkqq",
    ],
)
def test_a_malformed_query_is_one_line_that_says_what_to_send(app: Standing, query: str) -> None:
    answer = app.call("GET", f"/kiosk/contacts{query}")
    assert (answer.status, list(answer.json)) == (400, ["error"])
    assert "services=frank,release" in answer.json["error"]
    assert "qqmarkqq" not in answer.json["error"]


def test_a_number_to_text_that_needs_a_word_has_it_in_its_link(app: Standing) -> None:
    shout = the_contact(app, "shout")
    assert (shout["kind"], shout["number"], shout["keyword"]) == ("text", "85258", "SHOUT")
    assert shout["link"] == "sms:85258?body=SHOUT"


@each_row(
    ("service", "note", "doubt"),
    [
        (
            "inclusion-havant",
            "We could not confirm this number. If wrong: FRANK, 0300 123 6600.",
            "Not confirmed.",
        ),
        ("crimestoppers", "", ""),
    ],
)
def test_a_number_comes_with_how_sure_it_is_and_in_short_without_a_name(
    app: Standing, service: str, note: str, doubt: str
) -> None:
    contact = the_contact(app, service)
    assert (contact["note"], contact["doubt"]) == (note, doubt)


def test_a_number_comes_with_what_it_is_for(app: Standing) -> None:
    call, text = take_away(app, "emergency-999")[0]["contacts"]
    assert (call["number"], call["note"]) == ("999", "")
    assert text["note"].startswith("Only if your phone was signed up before;")


def test_a_number_that_nobody_checked_for_long_carries_the_words_of_a_reply(town_directory: Directory) -> None:
    at = datetime.now(UTC) + IN_GREAT_AGE
    (safecall,) = TakeAway().of(town_directory, ["safecall"], at=at)
    assert safecall["contacts"][0]["note"].startswith("This number has not been checked since ")


@pytest.mark.usefixtures("actions_directory")
@pytest.mark.parametrize("days", [0, IN_GREAT_AGE.days])
def test_whatever_is_taken_away_stands_in_the_reply_about_that_service(days: int, town_directory: Directory) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(days=days), tick=False):
        for service in town_directory.service_ids():
            words = what_is_read(Conversation().hear("service_info", "", [entity("service", service)]))
            for row in TakeAway().of(town_directory, [service], at=datetime.now(UTC)):
                for contact in row["contacts"]:
                    assert contact["number"] in words
                    assert contact["hours"] in words or contact["kind"] == "text"


def test_every_number_that_is_taken_away_may_be_printed(app: Standing, town_directory: Directory) -> None:
    for service in town_directory.service_ids():
        printed = {found.value for found in town_directory.service(service).contacts if may_print(found)}
        for row in take_away(app, service):
            assert {contact["number"] for contact in row["contacts"]} <= printed
            assert {contact["kind"] for contact in row["contacts"]} <= {"call", "text"}


@pytest.mark.parametrize("path", ["/kiosk/contacts?services=frank", "/kiosk/qr?link=tel:999"])
def test_without_a_directory_it_says_so(net: SafetyNet, tmp_path: Path, path: str) -> None:
    with standing(net, tmp_path / "none.sqlite") as running:
        answer = running.call("GET", path)
    assert (answer.status, "999" in answer.json["error"]) == (503, True)

"""One service of a feed, with the quirks that feeds have, becomes a draft; what is left out is said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from directory.feeds.drafting import NoService, ServiceDraft, draft_of
from directory.feeds.known import KnownServices
from tests.directory.feeds.hub import SHELTER
from tests.rows import each_row

TODAY = date(2026, 11, 28)
KNOWN = KnownServices({}, {"havant": "havant", "england": "england"}, ["82111", "999"], "feed", TODAY)
UNSURE = {"state": "unconfirmed", "sources": ["feed"]}


def drafted(**changed: Any) -> ServiceDraft:
    return draft_of({**SHELTER, **changed}, KNOWN)


def test_a_plain_service_becomes_a_plain_draft() -> None:
    draft = drafted()
    assert draft.notes == []
    assert draft.data == {
        "id": "night-shelter",
        "name": "Night Shelter",
        "spoken_name": "Night Shelter",
        "status": "active",
        "organization": {"name": "The Shelter Trust", "description": "A charity."},
        "description": {"text": "A bed for a night.", **UNSURE},
        "phones": [{"id": "phone", "number": "023 9248 0000", "type": "voice", **UNSURE}],
    }


NUMBERS = [
    ("as people write it", "0300 123 6600", ["0300 123 6600"]),
    ("without gaps", "03001236600", ["03001236600"]),
    ("from abroad", "+443001236600", ["0300 123 6600"]),
    ("from abroad, with a nought", "+44 (0)23 9248 0000", ["023 9248 0000"]),
    ("as a link", "tel:+44-23-9248-0000", ["023 9248 0000"]),
    ("two of them", "023 9248 0000 / 0300 123 6600", ["023 9248 0000", "0300 123 6600"]),
    ("words around it", "Call 0300 123 6600 (free)", ["0300 123 6600"]),
    ("short", "999", ["999"]),
    ("a code of ours", "82111", ["82111"]),
    ("too short", "0300 123", []),
    ("words", "see website", []),
    ("from elsewhere", "+1 202 555 0123", []),
    ("one that costs more", "0909 8790000", []),
    ("null", None, []),
    ("a number of JSON", 3001236600, ["0300 123 6600"]),
    ("through Relay UK", "18001 0300 123 6600", ["18001 0300 123 6600"]),
    ("a helpline of Europe", "116 123", ["116 123"]),
]


@each_row(("given", "numbers"), [row[1:] for row in NUMBERS], ids=[row[0] for row in NUMBERS])
def test_a_phone_number_is_written_as_people_write_it(given: Any, numbers: list[str]) -> None:
    draft = drafted(phones=[{"number": given}])
    assert [phone["number"] for phone in draft.data.get("phones", [])] == numbers
    assert bool(draft.notes) == (not numbers)


PHONES_IN = [
    ("contacts", {"contacts": [{"name": "A. Person", "phones": [{"number": "0300 123 6600"}]}]}),
    ("places", {"service_at_locations": [{"location": {"phones": [{"number": "0300 123 6600"}]}}]}),
    ("the organization", {"organization": {"name": "Trust", "phones": [{"number": "0300 123 6600"}]}}),
    ("the description", {"description": "A bed. Ring 0300 123 6600 any day."}),
]


@each_row("changed", [row[1] for row in PHONES_IN], ids=[row[0] for row in PHONES_IN])
def test_a_phone_is_found_wherever_a_feed_has_it(changed: dict[str, Any]) -> None:
    draft = drafted(phones=None, **changed)
    assert [phone["number"] for phone in draft.data["phones"]] == ["0300 123 6600"]
    assert "Person" not in str(draft.data)


def test_a_number_in_a_sentence_becomes_its_contact() -> None:
    draft = drafted(description="A bed. Ring 023 9248 0000 any day.", phones=SHELTER["phones"])
    assert draft.data["description"]["text"] == "A bed. Ring {phone} any day."


def test_a_sentence_with_the_number_of_somebody_else_is_left_out() -> None:
    draft = drafted(description="A bed. Or ring 0300 123 6600.")
    assert draft.data["description"]["text"] == "A bed."
    assert draft.notes == ["a sentence with 0300 123 6600 was left out: that is none of its phones"]


def test_each_contact_has_a_handle_of_its_own() -> None:
    given = [{"number": number} for number in ("0300 123 6600", "023 9248 0000")]
    draft = drafted(phones=[*given, {"number": "82111", "type": "SMS"}, {"number": "0300 123 6601", "type": "fax"}])
    assert [(one["id"], one["type"]) for one in draft.data["phones"]] == [
        ("phone", "voice"),
        ("phone_2", "voice"),
        ("text", "text"),
        ("fax", "fax"),
    ]


IDS = [
    ("a path", "../../etc/passwd", "etc-passwd"),
    ("an accent", "Café für alle", "cafe-fur-alle"),
    ("other letters", "日本語", "service-5f2e7a2c-0f0"),
    ("long", "A" * 500, "a" * 60),
    ("a null byte", "a\x00b", "ab"),
    ("YAML", "- id: !!x *a", "id-x-a"),
]


@each_row(("name", "service_id"), [row[1:] for row in IDS], ids=[row[0] for row in IDS])
def test_an_id_is_small_letters_and_hyphens_whatever_the_name(name: str, service_id: str) -> None:
    assert drafted(name=name).service_id == service_id


@each_row("told", ["../x", "A", "a/b", "a" * 61, "", 7, None, ["frank"], "con.yaml", "-a"])
def test_an_id_that_was_told_is_taken_only_where_it_could_be_ours(told: Any) -> None:
    assert drafted(x_signpost={"id": told}).service_id == "night-shelter"


HOURS = [
    ("a week", {"byday": "MO,TU", "opens_at": "09:00", "closes_at": "17:30"}, [("MO TU", "09:00", "17:30")]),
    (
        "names of days",
        {"byday": "Monday; Sunday", "opens_at": "9:00", "closes_at": "17:30:00"},
        [("MO SU", "09:00", "17:30")],
    ),
    ("a list of days", {"byday": ["FR"], "opens_at": "09:00", "closes_at": "23:59"}, [("FR", "09:00", "24:00")]),
    ("round the clock", {"byday": "MO", "opens_at": "00:00", "closes_at": "00:00"}, [("MO", "00:00", "24:00")]),
    ("a time zone", {"byday": "MO", "opens_at": "09:00Z", "closes_at": "17:00+01:00"}, [("MO", "09:00", "17:00")]),
    (
        "past midnight",
        {"byday": "SU", "opens_at": "22:00", "closes_at": "02:00"},
        [("SU", "22:00", "24:00"), ("MO", "00:00", "02:00")],
    ),
    ("no days", {"opens_at": "09:00", "closes_at": "17:00"}, []),
    ("no such day", {"byday": "XX", "opens_at": "09:00", "closes_at": "17:00"}, []),
    ("no times", {"byday": "MO", "opens_at": None, "closes_at": "late"}, []),
    ("no such time", {"byday": "MO", "opens_at": "25:00", "closes_at": "26:00"}, []),
    ("no length", {"byday": "MO", "opens_at": "09:00", "closes_at": "09:00"}, []),
    ("monthly", {"freq": "MONTHLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}, []),
    ("over", {"byday": "MO", "opens_at": "09:00", "closes_at": "17:00", "valid_to": "2025-01-01"}, []),
]


@each_row(("schedule", "rows"), [row[1:] for row in HOURS], ids=[row[0] for row in HOURS])
def test_hours_become_rows_or_a_line(schedule: dict[str, Any], rows: list[tuple[str, str, str]]) -> None:
    draft = drafted(schedules=[schedule])
    found = draft.data.get("schedules", [])
    assert [(" ".join(row["byday"]), row["opens_at"], row["closes_at"]) for row in found] == rows
    assert {row["for"] for row in found} <= {"phone"}
    assert rows or draft.notes


PLACE = {"address_1": "The Old Hall", "city": "Havant", "postal_code": "po95bg"}


def placed(**location: Any) -> ServiceDraft:
    return drafted(service_at_locations=[{"id": "s", "location": {"addresses": [PLACE], **location}}])


def test_a_place_is_an_address_with_where_it_is() -> None:
    draft = placed(name="The Hall", latitude="50.87", longitude=-0.99, accessibility=[{"description": "One step."}])
    assert draft.data["locations"] == [
        {
            "id": "address",
            "name": "The Hall",
            "address_1": "The Old Hall",
            "city": "Havant",
            "postal_code": "PO9 5BG",
            **UNSURE,
            "accessibility": {"text": "One step.", **UNSURE},
            "coordinates": {"latitude": 50.87, "longitude": -0.99, **UNSURE},
        }
    ]


@each_row("point", [(-0.99, 50.87), ("north", 1), (50.87, None), (1e999, 0)])
def test_coordinates_that_cannot_be_are_left_out(point: tuple[Any, Any]) -> None:
    draft = placed(latitude=point[0], longitude=point[1])
    assert "coordinates" not in draft.data["locations"][0]
    assert draft.notes == ["its coordinates are not in the United Kingdom, left out"]


LEFT_OUT = [
    ("status", "open", "its status is open, taken as active"),
    ("organization", None, "no organization is named, its own name stands in"),
    ("url", "javascript:alert(1)", "its web address is none, left out"),
    ("email", "nobody", "its email address is none, left out"),
    ("minimum_age", "eighteen", "minimum_age is eighteen, left out"),
    ("maximum_age", 1e400, "maximum_age is inf, left out"),
    ("service_areas", [{"name": "Atlantis"}], "the area Atlantis is not in places.yaml, left out"),
]


@each_row(("field", "value", "note"), LEFT_OUT)
def test_what_cannot_be_taken_is_said_in_one_line(field: str, value: Any, note: str) -> None:
    assert drafted(**{field: value}).notes == [note]


@each_row("value", [None, "", [], {}, 0, [None], [[]], ["x"], {"a": 1}, [{}], True, "\x1b[2J"])
def test_of_a_service_with_something_of_the_wrong_form_the_rest_is_taken(value: Any) -> None:
    for field in (*SHELTER, "schedules", "service_at_locations", "contacts", "attributes", "languages", "url"):
        if field != "name":
            assert drafted(**{field: value}).data["name"] == "Night Shelter"


@each_row("name", [None, "", "<p></p>", [], "\u202e"])
def test_without_a_name_it_is_no_service(name: Any) -> None:
    with pytest.raises(NoService, match="it has no name"):
        drafted(name=name)


def test_terms_of_other_directories_are_words_to_find_it_by() -> None:
    terms = [{"id": "x", "name": "Housing <b>advice</b>"}, None]
    draft = drafted(attributes=[{"taxonomy_term": term} for term in terms])
    assert draft.data["purposes"] == ["Housing advice"]

"""What the built directory answers."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from directory.build import build
from directory.errors import DirectoryBroken, DirectoryMissing, UnknownService, UnknownTopic
from directory.paths import target_file
from directory.store import Directory, open_directory
from tests.directory.town import AT, swap


def test_a_missing_file_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(DirectoryMissing, match="Build it with: signpost directory build"):
        open_directory(tmp_path / "none.sqlite")


SPOILT = {
    "empty": b"",
    "text": b"not a database, whatever its name says, and longer than a header",
    "half": None,
}


@pytest.mark.parametrize("content", SPOILT.values(), ids=SPOILT.keys())
def test_a_spoilt_file_is_refused_with_one_line(town: Directory, target: Path, content: bytes | None) -> None:
    whole = target.read_bytes()
    target.write_bytes(whole[: len(whole) // 2] if content is None else content)
    with pytest.raises(DirectoryBroken) as raised:
        open_directory(target)
    assert "\n" not in str(raised.value)


SPOILING = {
    "another version": "PRAGMA user_version = 7",
    "a row that points nowhere": "INSERT INTO name VALUES ('nobody', 'Nobody')",
    "no build time": "DELETE FROM meta WHERE key = 'built_at'",
    "a date that is none": "UPDATE contact SET assured_date = 'soon'",
    "a lost table": "DROP TABLE town",
}


@pytest.mark.parametrize("statement", SPOILING.values(), ids=SPOILING.keys())
def test_a_file_that_makes_no_sense_is_refused(town: Directory, target: Path, statement: str) -> None:
    with sqlite3.connect(target) as connection:
        connection.execute(statement)
    with pytest.raises(DirectoryBroken, match="Build it again"):
        open_directory(target)


def test_the_open_file_cannot_be_written_to(town: Directory) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        town._connection.execute("DELETE FROM service")


def test_an_unknown_service_names_the_nearest(town: Directory) -> None:
    with pytest.raises(UnknownService, match=r"There is no service called fank\. Did you mean frank\?"):
        town.service("fank")


def test_a_claim_is_given_only_where_it_is_confirmed(town: Directory) -> None:
    frank = town.service("frank")
    assert frank.claim("fees_description") == "The call is free."
    assert frank.claim("anonymity") is None
    assert frank.claim("confidentiality") is None


def test_a_handle_in_a_claim_becomes_its_contact(source: Path, target: Path) -> None:
    swap(source, "services/frank.yaml", "The call is free.", '"Text {text} for free."')
    assert build(source, target, at=AT).service("frank").claim("fees_description") == "Text 82111 for free."


def test_a_claim_goes_with_the_withdrawn_contact_that_it_names(source: Path, target: Path) -> None:
    swap(source, "services/frank.yaml", "The call is free.", '"Text {text} for free."')
    swap(source, "services/frank.yaml", "type: text, state", "type: text, withdrawn: true, state")
    assert build(source, target, at=AT).service("frank").claim("fees_description") is None


def test_ages_are_whole_numbers(town: Directory) -> None:
    assert (town.service("hub").minimum_age, town.service("hub").maximum_age) == (18, None)


def test_an_address_is_one_line_without_what_is_not_known(source: Path, target: Path) -> None:
    swap(source, "services/hub.yaml", "postal_code: PO9 5BG", "postal_code: null")
    contact = build(source, target, at=AT).service("hub").contact("address")
    assert contact is not None
    assert contact.value == "The Orion Centre, 82 Dunsbury Way, Havant"


def test_names_hold_nicknames_and_superseded_numbers(town: Directory) -> None:
    assert {("Talk to FRANK", "frank"), ("0800 77 66 00", "frank"), ("Orion Centre", "hub")} <= set(town.names())


SERVES = [
    ("hub", "havant", True),
    ("hub", "portsmouth", False),
    ("hub", "hampshire", None),
    ("hub", "atlantis", None),
    ("frank", "havant", True),
    ("frank", "portsmouth", True),
    ("emergency-999", "havant", None),
]


@pytest.mark.parametrize(("service_id", "area", "expected"), SERVES)
def test_an_area_is_served_or_not_or_nobody_knows(
    town: Directory, service_id: str, area: str, expected: bool | None
) -> None:
    assert town.serves(service_id, area) is expected


def test_signs_and_steps_come_in_the_order_of_the_file(town: Directory) -> None:
    assert town.signs("cuckooing").signs == ("New people come at all hours.", "The person is seen less.")
    assert town.sign_topics() == [("Cuckooing", "cuckooing"), ("taken over home", "cuckooing")]
    assert town.steps("cannot-wake").steps == ("Put them on their side.",)
    assert town.steps("cannot-wake").dont == ("Do not leave them.",)


def test_nobody_can_change_what_the_next_one_is_told(town: Directory) -> None:
    town.last_resort.clear()
    town.names().clear()
    assert town.last_resort
    assert town.names()


def test_an_unknown_topic_is_an_error_of_ours(town: Directory) -> None:
    with pytest.raises(UnknownTopic, match=r"Did you mean cuckooing\?"):
        town.signs("cuckoing")
    with pytest.raises(UnknownTopic):
        town.steps("dancing")


def test_a_clock_before_the_build_turns_open_now_off(town: Directory) -> None:
    early = AT - timedelta(minutes=1)
    assert town.clock_is_wrong(early)
    assert town.opening("frank", at=early).state == "unknown"
    assert town.opening("frank", at=AT).state == "open"


def test_many_threads_may_search_at_once(town: Directory) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: town.search("needle exchange")[0].service_id, range(200)))
    assert found == ["hub"] * 200


def test_the_place_of_the_file_can_be_set_from_outside() -> None:
    assert target_file({"SIGNPOST_DIRECTORY": "/srv/directory.sqlite"}) == Path("/srv/directory.sqlite")
    assert target_file({}).parts[-4:] == (".build", "towns", "havant", "directory.sqlite")
    assert target_file({"SIGNPOST_TOWN": "portsmouth"}).parts[-2:] == ("portsmouth", "directory.sqlite")

"""Services, substances and places in a message, by reviewed lists."""

from __future__ import annotations

import pytest

from bot.understanding.components.entities import _places
from bot.understanding.entities.finder import EntityFinder
from directory.store import Directory
from tests.rows import each_row


@pytest.fixture(scope="module")
def finder(town_directory: Directory) -> EntityFinder:
    return EntityFinder(town_directory.names(), _places(town_directory), town_directory.find_place)


def values(finder: EntityFinder, message: str, kind: str) -> list[str]:
    return [entity.value for entity in finder.find(message) if entity.kind == kind]


@each_row(
    ("message", "service"),
    [
        ("is frank free", "frank"),
        ("FRANK number?", "frank"),
        ("talk to frank", "frank"),
        ("crimestoppers please", "crimestoppers"),
        ("what are the samaritans", "samaritans"),
        ("number for childline", "childline"),
        ("is Inclusion open", "inclusion-havant"),
        ("ring the release helpline", "release"),
        ("NHS 111", "nhs-111"),
    ],
)
def test_a_service_is_found_by_the_names_people_use(finder: EntityFinder, message: str, service: str) -> None:
    assert service in values(finder, message, "service")


@each_row(
    ("message", "substance"),
    [
        ("been on ket for months", "ketamine"),
        ("he smokes weed", "cannabis"),
        ("street valium", "benzodiazepines"),
        ("i drink too much", "alcohol"),
        ("bit of G", "ghb"),
        ("laughing gas", "nitrous"),
        ("crack cocaine", "crack"),
        ("black mamba", "spice"),
        ("she takes SMACK", "heroin"),
    ],
)
def test_a_substance_is_found_by_its_street_names(finder: EntityFinder, message: str, substance: str) -> None:
    assert values(finder, message, "substance") == [substance]


@each_row("message", ["I speeded up", "he is skint", "crackers", "buddy", "weekend", "iceland", "spicy"])
def test_a_name_inside_a_longer_word_does_not_count(finder: EntityFinder, message: str) -> None:
    assert values(finder, message, "substance") == []


@each_row(
    ("message", "area"),
    [
        ("i live in havant", "havant"),
        ("leigh park", "havant"),
        ("anything in Portsmouth", "portsmouth"),
        ("southampton", "southampton"),
        ("po9 5bg", "havant"),
        ("po95bg", "havant"),
        ("im in waterlooville", "havant"),
        ("hayling", "havant"),
    ],
)
def test_a_place_is_found_by_town_and_postcode(finder: EntityFinder, message: str, area: str) -> None:
    assert area in values(finder, message, "place")


ODD = ["", " ", "😀😀", "\u202e\u200b", "x" * 4000, "( ) ' \" \\ % ; --"]


@each_row(("message", "found"), [*((message, []) for message in ODD), ("١٢٣ im ١٥", [("own_age", "15")])])
def test_in_odd_text_is_found_what_stands_there(
    finder: EntityFinder, message: str, found: list[tuple[str, str]]
) -> None:
    assert [(entity.kind, entity.value) for entity in finder.find(message)] == found


def test_entities_stand_in_the_order_of_the_text(finder: EntityFinder) -> None:
    found = finder.find("im 16 from havant on ket, should i ring frank")
    assert [entity.kind for entity in found] == ["own_age", "place", "substance", "service"]


def test_no_word_that_was_typed_stays_in_the_vocabulary(finder: EntityFinder) -> None:
    word = "qqmarkedwordqq"
    finder.find(f"{word} is my name and i take ket")
    assert word not in finder._nlp.vocab.strings

"""Where somebody is, from what they wrote."""

from __future__ import annotations

from directory.store import Directory
from tests.rows import each_row

FOUND = [
    ("PO9 5BG", "PO9", "havant"),
    ("po95bg", "PO9", "havant"),
    ("i live at po9  5bg, flat 3", "PO9", "havant"),
    ("is there one in PO11?", "PO11", "havant"),
    ("leigh park", "Leigh Park", "havant"),
    ("LEIGH-PARK!", "Leigh Park", "havant"),
    ("near leigh pk", "Leigh Park", "havant"),
    ("hayling island please", "Hayling Island", "havant"),
    ("pompey", "Portsmouth", "portsmouth"),
    ("So, PO1 1AA", "PO1", "portsmouth"),
    ("in winchester", "Winchester", "hampshire"),
    ("my postcode is SO23 8UJ not havant", "SO23", "hampshire"),
    ("leigh park near PO1", "Leigh Park", "havant"),
    ("from SW1A 1AA to havant", "Havant", "havant"),
]


@each_row(("text", "name", "area"), FOUND, ids=[text for text, *_ in FOUND])
def test_a_place_is_found_anywhere_in_the_text(town: Directory, text: str, name: str, area: str) -> None:
    place = town.find_place(text)
    assert place is not None
    assert (place.name, place.area) == (name, area)


NOWHERE = ["", "london", "SW1A 1AA", "havantage", "unhavant", "po", "PO95", "leigh", "the park", "PO 9", "🙂"]


@each_row("text", NOWHERE)
def test_what_names_no_place_of_ours_finds_none(town: Directory, text: str) -> None:
    assert town.find_place(text) is None


def test_a_very_long_text_is_searched_to_its_end(town: Directory) -> None:
    place = town.find_place("blah " * 200_000 + "pompey")
    assert place is not None
    assert place.area == "portsmouth"


OWN = [
    ("PO9 5BG", "havant"),
    ("po95bg", "havant"),
    ("leigh park", "havant"),
    ("i'm in emsworth", "havant"),
    ("waterlooville", "havant"),
    ("pompey", "portsmouth"),
    ("southsea", "portsmouth"),
    ("so'ton", "southampton"),
    ("SO17 1BJ", "southampton"),
    ("gosport", "hampshire"),
    ("basingstoke", "hampshire"),
]


@each_row(("text", "area"), OWN, ids=[text for text, _ in OWN])
def test_places_of_the_projects_own_directory_are_found(own: Directory, text: str, area: str) -> None:
    place = own.find_place(text)
    assert place is not None
    assert place.area == area

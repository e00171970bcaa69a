"""A wrong number that is valid is caught where something in the directory speaks against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.build import build
from directory.review import review
from directory.store import Directory
from tests.directory.town import AT, swap

FRANK = "services/frank.yaml"
HUB = "services/hub.yaml"
PHONE = "phone, number: 0300 123 6600, type: voice, state: confirmed, sources: [page], assured_date: 2016-05-19"


def doubts(directory: Directory) -> list[str]:
    return [str(finding) for finding in review(directory, at=AT) if finding.kind == "doubt"]


SLIPS = [
    (
        "the number of another",
        HUB,
        "023 9248 0000",
        "0300 123 6600",
        "hub: phone 0300 123 6600 is a number of frank too",
    ),
    (
        "another's old number",
        HUB,
        "023 9248 0000",
        "0800 77 66 00",
        "hub: phone 0800 77 66 00 is a number of frank too",
    ),
    (
        "not the source's",
        "sources.yaml",
        "assured_date: 2025-03-01, tier: official}",
        "assured_date: 2025-03-01, tier: official, note: gives 0300 123 6699}",
        "frank: phone 0300 123 6600 is not among the numbers that the note of page in sources.yaml gives",
    ),
    (
        "a wrong digit",
        "sources.yaml",
        "assured_date: 2016-01-01, tier: official-old}",
        "assured_date: 2016-01-01, tier: official-old, note: gives 0300 124 6600}",
        "frank: phone 0300 123 6600 is 0300 124 6600 but for one slip of the pen, which the note of old_page in "
        "sources.yaml gives",
    ),
    (
        "two digits the wrong way round",
        "sources.yaml",
        "assured_date: 2016-01-01, tier: official-old}",
        "assured_date: 2016-01-01, tier: official-old, note: gives 0300 132 6600}",
        "frank: phone 0300 123 6600 is 0300 132 6600 but for one slip of the pen, which the note of old_page in "
        "sources.yaml gives",
    ),
    (
        "a date of no page",
        FRANK,
        "assured_date: 2016-05-19",
        "assured_date: 2025-03-30",
        "frank: phone 0300 123 6600 has the date 2025-03-30, but the newest page that it names is of 2025-03-01",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), [row[1:] for row in SLIPS], ids=[row[0] for row in SLIPS])
def test_what_speaks_against_a_contact_is_said(
    source: Path, target: Path, file: str, old: str, new: str, said: str
) -> None:
    swap(source, file, old, new)
    assert said in doubts(build(source, target, at=AT))


def test_who_rang_knows_better_than_a_page(source: Path, target: Path) -> None:
    swap(source, FRANK, "assured_date: 2016-05-19", "assured_date: 2025-03-30, assured_by: Ann")
    assert not [line for line in doubts(build(source, target, at=AT)) if "frank: phone" in line]


def test_a_number_that_no_note_gives_and_nobody_rang_is_said(source: Path, target: Path) -> None:
    def unquoted() -> set[str]:
        return {one.part or "" for one in review(build(source, target, at=AT), at=AT) if one.kind == "unquoted"}

    assert unquoted() == {"phone"}
    swap(source, FRANK, "assured_date: 2016-05-19", "assured_date: 2016-05-19, assured_by: Ann")
    swap(source, "sources.yaml", "official-old}", "official-old, note: gives 023 9248 0000}")
    assert unquoted() == set()


def test_nothing_speaks_against_our_own(own: Directory) -> None:
    assert doubts(own) == []


def test_a_number_that_was_changed_with_the_date_of_the_one_before_is_said_until_its_date_is(
    source: Path, target: Path
) -> None:
    said = "frank: phone 0300 123 6601 took the place of 0300 123 6600, with the date of that one (2016-05-19)"
    build(source, target, at=AT).close()
    swap(source, FRANK, "0300 123 6600", "0300 123 6601")
    assert [found for found in doubts(build(source, target, at=AT)) if found.startswith(said)]
    assert [found for found in doubts(build(source, target, at=AT)) if found.startswith(said)]
    swap(source, FRANK, "assured_date: 2016-05-19", "assured_date: 2025-03-01")
    assert not [found for found in doubts(build(source, target, at=AT)) if "took the place" in found]


def test_a_number_that_is_what_it_was_again_is_no_doubt(source: Path, target: Path) -> None:
    build(source, target, at=AT).close()
    for old, new in (("0300 123 6600", "0300 123 6601"), ("0300 123 6601", "0300 123 6600")):
        swap(source, FRANK, old, new)
        after = doubts(build(source, target, at=AT))
    assert not [found for found in after if "took the place" in found]


def test_closed_days_that_are_over_are_said(source: Path, target: Path) -> None:
    swap(source, HUB, "schedules:", "closures: [{valid_from: 2024-12-25}, {valid_from: 2025-04-01}]\nschedules:")
    said = "hub: the closed days to 2024-12-25 are over, take them out or correct the year"
    assert [found for found in doubts(build(source, target, at=AT)) if "closed days" in found] == [said]

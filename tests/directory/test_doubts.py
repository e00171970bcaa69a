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


def test_nothing_speaks_against_our_own(own: Directory) -> None:
    assert doubts(own) == []

"""The day and who are written into the YAML, and nothing else in it moves."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path

import pytest

from directory.assure import assure
from directory.build import build
from directory.errors import AssureFailed, UnknownService
from directory.paths import PACKAGE
from directory.source import read_folder
from tests.directory.town import AT, swap, write
from tests.rows import each_row

TODAY = date(2025, 4, 1)
# Those with a contact that is printed: every other has none that a person could have tried.
OWN = "frank samaritans nhs-111 release report-fraud childline".split()
OWN += [f"towns/havant/{service_id}" for service_id in ("inclusion-havant", "police-101", "hants-children")]
COMMENTED = """
# Read this first.
id: shelter
name: Shelter   # as on the door
spoken_name: the shelter
status: active
organization: {name: Shelter}
phones:
  - id: phone
    # Rings at night only.
    number: "0808 800 4444"
    sources: [page]
    assured_date: 2024-01-01   # by post
    state: confirmed

  - id: text
    number: '82111'
    type: text
    sources: [page]
    date_note: the page has none
    state: confirmed

# The end.
description: {text: A bed for a night., state: confirmed, sources: [page]}
"""


def changed(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def assured(folder: Path, service_id: str, contact: str | None = None) -> list[str]:
    path = folder / "services" / f"{service_id}.yaml"
    before = path.read_text(encoding="utf-8")
    assure(folder, service_id, contact=contact, by="Ann", today=TODAY)
    return changed(before, path.read_text(encoding="utf-8"))


def test_one_contact_gets_the_day_and_who_and_comments_stay(source: Path) -> None:
    write(source, "services/shelter.yaml", COMMENTED)
    assert assured(source, "shelter", "phone") == [
        "-    assured_date: 2024-01-01   # by post",
        "+    assured_by: Ann",
        "+    assured_date: 2025-04-01   # by post",
    ]


def test_without_one_all_that_may_be_printed_and_the_service_are_dated(source: Path) -> None:
    write(source, "services/shelter.yaml", COMMENTED)
    dates = [line for line in assured(source, "shelter") if "+" in line[0] and "date:" in line]
    assert [line.index("a") for line in dates] == [1, 5, 5]


def test_a_contact_that_is_not_printed_is_left_alone(source: Path) -> None:
    assert list(assure(source, "hub", contact=None, by="Ann", today=TODAY)) == ["phone", "web", "address"]


@each_row("service_id", OWN)
def test_in_files_of_ours_nothing_but_the_date_moves(source: Path, service_id: str) -> None:
    folder, _, name = service_id.rpartition("/")
    text = (PACKAGE / folder / "services" / f"{name}.yaml").read_text("utf-8")
    write(source, f"services/{name}.yaml", text)
    lines = assured(source, name)
    assert lines
    assert all(line[1:].strip().startswith(("assured_by: Ann", "assured_date: ")) for line in lines), lines


def test_what_was_dated_is_read_and_shown_again(source: Path, target: Path) -> None:
    write(source, "services/shelter.yaml", COMMENTED)
    assured(source, "shelter")
    assert read_folder(source, "havant").problems == []
    text = build(source, target, at=AT).service("shelter").contact("text")
    assert text is not None
    assert (text.assured_by, text.assured_date) == ("Ann", TODAY)


def test_who_rang_stands_for_a_source(source: Path, target: Path) -> None:
    swap(
        source,
        "services/hub.yaml",
        "hub@example.org, state: confirmed, sources: [page]",
        "hub@example.org, state: confirmed",
    )
    assure(source, "hub", contact="email", by="Ann", today=TODAY)
    email = build(source, target, at=AT).service("hub").contact("email")
    assert email is not None
    assert (email.assured_by, email.assured_date) == ("Ann", TODAY)


def test_a_contact_that_is_not_there_is_named(source: Path) -> None:
    with pytest.raises(AssureFailed, match=r"hub has no contact fone\. Its contacts: phone, web, email, address\."):
        assure(source, "hub", contact="fone", by="Ann", today=TODAY)


def test_a_service_that_is_not_there_is_named_with_the_nearest(source: Path) -> None:
    with pytest.raises(UnknownService, match="Did you mean hub"):
        assure(source, "hubb", contact=None, by="Ann", today=TODAY)

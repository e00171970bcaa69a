"""Every kind of bad row is named with its file, its line and what to do, all at once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from directory.checks import problems_in
from directory.source import read_folder
from tests.directory.town import AT, swap, write
from tests.rows import each_row

FRANK = "services/frank.yaml"
HUB = "services/hub.yaml"
TOWN = "towns/havant/town.yaml"
PLACES = "towns/havant/places.yaml"


def complaints(source: Path) -> list[str]:
    return [str(problem) for problem in problems_in(read_folder(source, "havant"), today=AT.date())]


def test_a_good_folder_has_no_problem(source: Path) -> None:
    assert complaints(source) == []


BAD_ROWS = YAML(typ="safe").load(Path(__file__).with_name("bad_rows.yml"))


@each_row("row", BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_is_named_with_what_to_do(source: Path, row: Mapping[str, str]) -> None:
    file = source / row["file"]
    good = file.read_text(encoding="utf-8")
    try:
        swap(source, row["file"], row["was"], row["now"])
        found = complaints(source)
    finally:
        file.write_text(good, encoding="utf-8")
    assert [complaint for complaint in found if row["says"] in complaint], found


def test_what_two_services_claim_is_named_at_the_second(source: Path) -> None:
    claims = "needs: [{need: law, own: true}]\nroles: [drugs_line]\ndescribed_as: [law_people]\npurposes:"
    for file in (FRANK, HUB):
        swap(source, file, "purposes:", claims)
    assert complaints(source) == [
        f"{HUB}:7: own of law is taken by frank, give one of them another",
        f"{HUB}:8: drugs_line is frank already, take one out",
        f"{HUB}:9: law_people describes frank already, take one out",
    ]


# Every line stands for ten of the one before.
LAUGHS = b"a0: &a0 [ha, ha]\n" + b"".join(
    b"a%d: &a%d [%s]\n" % (at, at, b", ".join([b"*a%d" % (at - 1)] * 10)) for at in range(1, 10)
)
UNREADABLE = [
    (
        "a day that is none",
        b"id: frank\nclosures:\n  - valid_from: 2026-02-30\n",
        ":3: a value cannot be read (day is out of range for month), put it in quotes or correct it",
    ),
    ("bad indent", b"id: frank\n  name: FRANK\n", ":2: not valid YAML"),
    ("a field twice", b"id: frank\nid: frank\n", ":2: the same field stands here twice, keep one"),
    ("an open bracket", b"id: [frank\nname: x\n", "not valid YAML"),
    (
        "two documents",
        b"id: frank\n---\nid: frank\n",
        ":2: a second document begins here, put it into a file of its own",
    ),
    ("a tag", b"id: frank\nname: !!str FRANK\n", ":2: a tag (tag:yaml.org,2002:str) stands here, take it out"),
    ("a tag of its own", b"id: frank\nneeds: !own []\n", ":2: a tag (!own) stands here, take it out"),
    (
        "an endless number",
        b"id: frank\nname: " + b"9" * 5_000,
        ":2: a value cannot be read (Exceeds the limit",
    ),
    ("not UTF-8", b"id: fr\xe4nk\n", ":1: not UTF-8 text, save the file as UTF-8"),
    ("a control character", b"id: fr\x00ank\n", ":1: not valid YAML"),
    ("empty", b"", ":1: None should be a group of fields"),
    ("a list", b"- frank\n", ":1: ['frank'] should be a group of fields"),
    ("aliases of aliases", LAUGHS, ":2: an alias (*) stands here, write out what it stands for"),
    ("an alias to itself", b"id: frank\nname: &a [*a]\n", ":2: an alias (*) stands here"),
    ("too large", b"id: frank\n" + b"# \n" * 100_001, ":1: is larger than 300 kB, take out what does not belong here"),
    ("too deep", b"id: frank\nname: " + b"[" * 290_000, ":2: lists or fields stand too deep inside one another"),
]


@pytest.mark.parametrize(("content", "said"), [case[1:] for case in UNREADABLE], ids=[case[0] for case in UNREADABLE])
def test_a_file_that_cannot_be_read_is_named(source: Path, content: bytes, said: str) -> None:
    (source / FRANK).write_bytes(content)
    assert [line for line in complaints(source) if FRANK in line and said in line], complaints(source)


def test_what_is_no_file_is_named(source: Path) -> None:
    """A pipe that nobody writes to would be waited for."""
    (source / FRANK).unlink()
    os.mkfifo(source / FRANK)
    assert f"{FRANK}:1: is not a file, take it away" in complaints(source)


def test_all_bad_rows_of_all_files_are_reported_at_once(source: Path) -> None:
    swap(source, FRANK, "state: confirmed", "state: sure")
    swap(source, FRANK, "0300 123 6600", "0300")
    swap(source, HUB, "PO9 5BG", "PO9 5BG, town: Havant")
    swap(source, HUB, 'closes_at: "17:00"', 'closes_at: "07:00"')
    assert len(complaints(source)) == 4


def test_one_fault_does_not_bring_others_that_only_follow_from_it(source: Path) -> None:
    swap(source, FRANK, "{id: phone, number: 0300 123 6600", "{id: phone, number: [1]")
    swap(source, "codes.yaml", "what: FRANK by text", "wat: FRANK by text")
    swap(source, "sources.yaml", "tier: official}", "tear: official}")
    assert len(complaints(source)) == 5  # an unknown and a missing field each in codes and sources, and the number


NEEDED = ["sources", "codes", "policy", "last_resort", "towns/havant/places"]


@pytest.mark.parametrize("name", NEEDED)
def test_a_missing_file_is_named(source: Path, name: str) -> None:
    (source / f"{name}.yaml").unlink()
    assert f"{name}.yaml:1: cannot be read (No such file or directory)" in complaints(source)[0]


def test_a_folder_without_services_is_named(source: Path) -> None:
    shutil.rmtree(source / "services")
    assert any("no service files here" in complaint for complaint in complaints(source))


def test_a_number_through_relay_uk_is_good(source: Path) -> None:
    swap(source, FRANK, "0300 123 6600", "18001 0300 123 6600")
    assert complaints(source) == []


def test_dates_may_be_today(source: Path) -> None:
    write(source, "sources.yaml", (source / "sources.yaml").read_text().replace("2025-03-01}", "2025-04-01}"))
    assert complaints(source) == []


def test_a_source_that_is_missing_in_several_places_is_named_once(source: Path) -> None:
    text = (source / FRANK).read_text()
    write(source, FRANK, text.replace("sources: [page]", "sources: [padge]"))
    many = text.count("sources: [page]")
    found = f"unknown source padge (in {many} places), add it to sources.yaml or did you mean page?"
    assert many > 1
    assert [line for line in complaints(source) if "padge" in line and line.endswith(found)]
    assert len(complaints(source)) == 1

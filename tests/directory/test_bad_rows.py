"""Every kind of bad row is named with its file, its line and what to do, all at once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from directory.checks import problems_in
from directory.source import read_folder
from tests.directory.town import AT, swap, write

FRANK = "services/frank.yaml"
HUB = "services/hub.yaml"
TOWN = "towns/havant/town.yaml"
PLACES = "towns/havant/places.yaml"


def complaints(source: Path) -> list[str]:
    return [str(problem) for problem in problems_in(read_folder(source, "havant"), today=AT.date())]


def test_a_good_folder_has_no_problem(source: Path) -> None:
    assert complaints(source) == []


BAD_ROWS = [
    ("unknown field", FRANK, "type: voice, state", "tipe: voice, state", ":12: unknown field tipe, did you mean type?"),
    ("missing field", FRANK, "spoken_name: FRANK\n", "", ":1: the field spoken_name is missing, add it"),
    (
        "bad state",
        FRANK,
        "voice, state: confirmed",
        "voice, state: sure",
        ":12: state: 'sure' is not one of: confirmed",
    ),
    (
        "number without quotes",
        FRANK,
        'number: "82111"',
        "number: 82111",
        ":13: number: 82111 should be text, put it in quotes",
    ),
    ("number too short", FRANK, "0300 123 6600", "0300 123 660", ":12: 0300 123 660 is not a UK number, correct it"),
    ("code not on the list", FRANK, '"82111"', '"7727"', ":13: 7727 is not a UK number"),
    ("foreign number", FRANK, "0300 123 6600", "+33 1 42 68 53 00", ":12: +33 1 42 68 53 00 is not a UK number"),
    (
        "closing before opening",
        HUB,
        'closes_at: "17:00"',
        'closes_at: "08:00"',
        ":21: closes at 08:00, which is not after",
    ),
    (
        "a time that is none",
        HUB,
        'opens_at: "09:00"',
        'opens_at: "9am"',
        ":21: opens_at: '9am' does not fit, write the time",
    ),
    (
        "no source",
        FRANK,
        "confirmed, sources: [page], assured_date: 2016-05-19",
        "confirmed, assured_date: 2016-05-19",
        ":12: no source",
    ),
    (
        "unknown source",
        FRANK,
        "sources: [old_page]",
        "sources: [old_paje]",
        "unknown source old_paje, add it to sources.yaml or did you mean old_page?",
    ),
    ("no date", FRANK, ", assured_date: 2016-05-19", "", ":12: no date, give assured_date or say in date_note"),
    (
        "a date to come",
        FRANK,
        "assured_date: 2016-05-19",
        "assured_date: 2025-04-02",
        ":12: the date 2025-04-02 is in the future",
    ),
    (
        "no such day",
        FRANK,
        "assured_date: 2016-05-19",
        'assured_date: "2016-02-30"',
        ":12: 2016-02-30 is no day of the calendar",
    ),
    ("a handle twice", FRANK, "{id: text,", "{id: phone,", ":13: the id phone is used twice in this file"),
    (
        "superseded by nothing",
        FRANK,
        "superseded_by: phone",
        "superseded_by: fone",
        ":14: superseded_by names fone, which is no other contact here, did you mean phone?",
    ),
    ("hours for nothing", FRANK, "for: phone", "for: phones", ":16: hours for phones, which is no contact here"),
    (
        "an area that is none",
        FRANK,
        "areas: [england]",
        "areas: [englund]",
        ":18: unknown area englund, did you mean england?",
    ),
    (
        "a number in a sentence",
        FRANK,
        "The call is free.",
        "Ring 0300 123 6600, it is free.",
        ":9: the number 0300 123 6600 stands in a sentence",
    ),
    (
        "a code in a sentence",
        FRANK,
        "The call is free.",
        "Text 82111 for free.",
        ":9: the number 82111 stands in a sentence",
    ),
    (
        "a handle that is none",
        FRANK,
        "The call is free.",
        "'Ring {fone} for free.'",
        ":9: {fone} is no contact here, did you mean phone?",
    ),
    ("an id unlike its file", FRANK, "id: frank", "id: franc", ":1: the id is franc but the file is called frank"),
    (
        "a broken link",
        HUB,
        "https://example.org/hub",
        "www.example.org/hub",
        ":14: www.example.org/hub is not an address",
    ),
    ("a broken email", HUB, "hub@example.org", "hub.example.org", ":16: hub.example.org is not an email address"),
    (
        "printed though confirmed",
        HUB,
        "state: unconfirmed",
        "state: confirmed",
        ":11: print_unconfirmed makes no sense",
    ),
    (
        "youngest above oldest",
        HUB,
        "minimum_age:",
        "maximum_age: {value: 12, state: not found}\nminimum_age:",
        ":8: the oldest age is below the youngest",
    ),
    (
        "unknown service in the policy",
        "policy.yaml",
        "frank",
        "franc",
        "policy.yaml:1: unknown service franc, did you mean frank?",
    ),
    ("unknown service on the card", "last_resort.yaml", "frank", "franc", "last_resort.yaml:1: unknown service franc"),
    (
        "an unsure number on the card",
        "last_resort.yaml",
        "frank",
        "hub",
        "services/hub.yaml:10: this service is on the last-resort card",
    ),
    (
        "a closed service on the card",
        FRANK,
        "status: active",
        "status: temporarily closed",
        ":5: this service is closed and on the last-resort card",
    ),
    (
        "closed until before it begins",
        HUB,
        "schedules:",
        "closures: [{valid_from: 2025-05-02, valid_to: 2025-05-01}]\nschedules:",
        ":20: closed until 2025-05-01, which is before 2025-05-02",
    ),
    (
        "closed on no day",
        HUB,
        "schedules:",
        "closures: [{valid_from: '2025-02-30'}]\nschedules:",
        ":20: 2025-02-30 is no day of the calendar",
    ),
    (
        "closed days of nothing",
        HUB,
        "schedules:",
        "closures: [{valid_from: 2025-05-01, for: fone}]\nschedules:",
        ":20: closed days for fone, which is no contact here, did you mean phone?",
    ),
    (
        "a place taken twice",
        HUB,
        "purposes:",
        "needs: [{need: law, order: 1}, {need: law, order: 1}]\npurposes:",
        ":7: order 1 of law is taken by hub, give one of them another",
    ),
    (
        "a need that is none",
        HUB,
        "purposes:",
        "needs: [{need: housing}]\npurposes:",
        ":7: need: 'housing' is not one of: advice,",
    ),
    (
        "in place of nobody",
        HUB,
        "purposes:",
        "needs: [{need: law, instead_of: [franc]}]\npurposes:",
        ":7: unknown service franc, did you mean frank?",
    ),
    (
        "a part that is none",
        HUB,
        "purposes:",
        "roles: [helper]\npurposes:",
        "roles: 'helper' is not one of: adults,",
    ),
    (
        "no such home",
        TOWN,
        "home: havant",
        "home: havvant",
        f"{TOWN}:1: unknown area havvant, did you mean havant?",
    ),
    ("a town twice", PLACES, "[pompey]", "[havant]", f"{PLACES}:7: havant stands here twice"),
    (
        "four steps",
        "steps/cannot-wake.yaml",
        "steps: [",
        "steps: [{text: a}, {text: b}, {text: c}, ",
        ":2: steps: there are 4 here, keep at most 3",
    ),
    ("no signs", "signs/cuckooing.yaml", "signs: [", "signs: []\nintro: [", ":4: signs: this is empty"),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"), [case[1:] for case in BAD_ROWS], ids=[case[0] for case in BAD_ROWS]
)
def test_a_bad_row_is_named_with_what_to_do(source: Path, file: str, old: str, new: str, said: str) -> None:
    swap(source, file, old, new)
    assert any(said in complaint for complaint in complaints(source)), complaints(source)


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

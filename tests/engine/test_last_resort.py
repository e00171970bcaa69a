"""The card that stands when everything else is gone."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from actions.replies.plan import ROUTES
from bot.engine.last_resort import LastResort, load
from directory.errors import DirectoryError
from directory.paths import last_resort_file
from directory.store import Directory
from tests.running import route, text

ON_THE_CARD = ("emergency-999", "police-101", "frank", "crimestoppers")
DIGITS = re.compile(r"\d[\d ]*\d")


def numbers(words: str) -> list[str]:
    return DIGITS.findall(words)


def test_the_card_gives_the_numbers_of_the_directory_and_no_other(
    last_resort: LastResort, town_directory: Directory
) -> None:
    of_the_directory = [town_directory.service(service).contact("phone") for service in ON_THE_CARD]
    assert numbers(" / ".join(last_resort.card)) == [contact.value for contact in of_the_directory if contact]


def test_the_directory_lists_the_same_services_for_the_card(town_directory: Directory) -> None:
    assert tuple(service for service, _, _ in town_directory.last_resort) == ON_THE_CARD


def test_its_names_are_the_names_of_the_directory(last_resort: LastResort, town_directory: Directory) -> None:
    for service in ("frank", "crimestoppers"):
        assert town_directory.service(service).spoken_name in " ".join(last_resort.card)


@pytest.mark.parametrize("emergency", [True, False])
def test_it_is_a_whole_reply(last_resort: LastResort, town_directory: Directory, emergency: bool) -> None:
    messages = last_resort.messages("a", emergency=emergency)
    signpost = messages[-1]["custom"]["signpost"]
    assert signpost["route"] in ROUTES
    assert set(signpost["services"]) <= set(town_directory.service_ids())
    assert {message["recipient_id"] for message in messages} == {"a"}
    assert not re.search(r"[{}]", text(messages))
    assert "999" in text(messages)[:80]


def test_in_an_emergency_it_says_nothing_but_999(last_resort: LastResort) -> None:
    messages = last_resort.messages("a", emergency=True)
    assert (route(messages), numbers(text(messages))) == ("emergency", ["999"])


def test_each_of_its_services_comes_with_its_number(last_resort: LastResort, town_directory: Directory) -> None:
    messages = last_resort.messages("a", emergency=False)
    for service in messages[-1]["custom"]["signpost"]["services"]:
        contact = town_directory.service(service).contact("phone")
        assert contact
        assert contact.value in text(messages)


@pytest.mark.parametrize("broken", [None, b"", b"not a database", b"SQLite format 3\x00" + b"\xff" * 200])
def test_without_the_directory_the_card_beside_it_is_used(
    last_resort: LastResort, built: Path, tmp_path: Path, broken: bytes | None
) -> None:
    target = tmp_path / "directory.sqlite"
    shutil.copy(last_resort_file(built), last_resort_file(target))
    if broken is not None:
        target.write_bytes(broken)
    assert load(target) == replace(last_resort, despair="")


def test_whoever_is_in_despair_is_told_of_samaritans(last_resort: LastResort, town_directory: Directory) -> None:
    contact = town_directory.service("samaritans").contact("phone")
    assert contact
    assert last_resort.despair == f"If you cannot go on, talk to Samaritans, {contact.value}."


def test_with_neither_there_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError, match="signpost directory build") as raised:
        load(tmp_path / "directory.sqlite")
    assert "\n" not in str(raised.value)


def test_no_number_stands_in_its_wording() -> None:
    from bot.engine.last_resort import REPLIES

    assert not re.search(
        r"\d", re.sub(r"\{[^}]*\}", "", REPLIES.read_text(encoding="utf-8")).replace('version: "3.1"', "")
    )

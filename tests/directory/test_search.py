"""A service is found by its name, its nickname, a misspelling, an old number, or a need."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.search import PURPOSE_CEILING
from directory.store import Directory
from tests.rows import each_row

RIGHT_ONE = [
    ("frank", "frank"),
    ("franks", "frank"),
    ("what's the number for talk to frank", "frank"),
    ("0800 77 66 00", "frank"),
    ("is 08007766 00 still right", "frank"),
    ("+44 300 123 6600", "frank"),
    ("crime stoppers", "crimestoppers"),
    ("crimestopers", "crimestoppers"),
    ("inclution", "inclusion-havant"),
    ("orian centre", "inclusion-havant"),
    ("orion center", "inclusion-havant"),
    ("samaratans", "samaritans"),
    ("the samaritens number", "samaritans"),
    ("al anon", "al-anon"),
    ("alanon", "al-anon"),
    ("child line", "childline"),
    ("chidline", "childline"),
    ("action fraud", "report-fraud"),
    ("112", "emergency-999"),
    ("narcotics anonimous", "narcotics-anonymous"),
    ("gas leak", "gas-emergency"),
    ("shout", "shout"),
    ("stop the script for heroin, methadone", "inclusion-havant"),
]


@each_row(("words", "service_id"), RIGHT_ONE, ids=[words for words, _ in RIGHT_ONE])
def test_the_right_service_comes_first(own: Directory, words: str, service_id: str) -> None:
    assert [found.service_id for found in own.search(words)][:1] == [service_id]


NONSENSE = [
    "",
    "   ",
    "🙂🙂",
    "blorp wibble",
    "asdfghjkl",
    "purple monkey dishwasher",
    "what is the weather",
    "banana bread recipe",
    "thanks",
    "is it open now",
    "is it free",
    "what number do i call",
    "AND OR NOT NEAR *",
    "\"'); SELECT",
    "\x00",
]


@each_row("words", NONSENSE)
def test_nonsense_finds_nothing(own: Directory, words: str) -> None:
    assert own.search(words) == []


def test_a_slip_in_a_short_word_inside_a_sentence_is_another_word(own: Directory) -> None:
    assert all(found.score < 0.8 for found in own.search("he said he would shoot me and got released"))


def test_words_of_a_name_that_stand_apart_are_no_name(own: Directory) -> None:
    assert "safecall" not in [found.service_id for found in own.search("im safe now who can i call")]


def test_every_name_of_every_service_finds_it_first(own: Directory) -> None:
    missed = []
    for name, service_id in own.names():
        best = [found.service_id for found in own.search(name, limit=9) if found.score == 1.0]
        if service_id not in best:
            missed.append((name, service_id))
    assert missed == []


def test_no_name_belongs_to_two_services(own: Directory) -> None:
    owners: dict[str, set[str]] = {}
    for name, service_id in own.names():
        owners.setdefault(name.lower(), set()).add(service_id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_only_as_many_as_asked_for_come_back_the_best_first(own: Directory) -> None:
    found = own.search("stop drinking", limit=2)
    assert len(found) == 2
    assert found[0].score >= found[1].score


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(words=st.text(max_size=60))
def test_no_text_makes_it_stumble(own: Directory, words: str) -> None:
    assert all(0 < found.score <= 1 for found in own.search(words))


def test_words_that_very_many_share_still_find_the_one_that_says_them_all(
    own: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.search.COMMON", 2)
    best = [own.search(words)[0].service_id for words in ("stop the script for heroin, methadone", "gas leak")]
    assert best == ["inclusion-havant", "gas-emergency"]


@each_row("words", [*(words for words, _ in RIGHT_ONE), *NONSENSE, "drugs", "i am safe, who can i call"])
def test_what_is_named_is_what_a_search_finds_first_where_that_is_by_its_name(own: Directory, words: str) -> None:
    first = next(iter(own.search(words, limit=1)), None)
    assert own.named(words) == (first if first and first.score > PURPOSE_CEILING else None)

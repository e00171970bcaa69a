"""What a long text costs grows with its words that are different, and nothing is done to it twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.flat import LONG
from bot.understanding import normalise
from bot.understanding.encoder.sentence_encoder import LIKELY_ENOUGH, LONGEST, SentenceEncoder
from bot.understanding.entities import ages
from bot.understanding.first_sight import first_sight
from bot.understanding.red_flags import detector, languages
from tests.rows import each_row

Calls = list[object]


def counting(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> Calls:
    """From now on the first thing that each call is given is written down."""
    calls: Calls = []
    found: Callable[..., object] = getattr(owner, name)

    def called(*given: object, **named: object) -> object:
        calls.append(given[0])
        return found(*given, **named)

    monkeypatch.setattr(owner, name, called)
    return calls


def test_all_red_flags_read_a_text_that_was_made_plain_once(monkeypatch: pytest.MonkeyPatch) -> None:
    detector.assess("")
    calls = counting(monkeypatch, normalise, "_plain")
    detector.assess(LONG)
    assert len(calls) == 1


def test_words_are_looked_at_one_by_one_only_where_a_letter_is_drawn_out(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counting(monkeypatch, normalise, "_squash")
    assert normalise.readable(LONG) == LONG.strip()
    assert not calls
    assert normalise.readable("nooooo way") == "no way"
    assert calls


def test_the_phrases_of_other_languages_are_tried_only_where_all_words_of_one_stand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first_sight("")
    calls = counting(monkeypatch, languages, "Doc")
    assert languages.find_foreign(LONG) is None
    assert not calls
    assert languages.find_foreign("nie oddycha")
    assert calls


def test_an_age_is_looked_for_only_where_there_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_OWN", "_SCHOOL", "_OTHER", "_SOMEBODYS", "_OLD", "_ALONE"):
        monkeypatch.setattr(ages, name, None)
    assert ages.find_ages(LONG) == []
    with pytest.raises(AttributeError):
        ages.find_ages("im 15")


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_folding_leaves_ascii_as_it_is(text: str) -> None:
    assert languages.fold(text) == languages.fold(f"{text} \u0436")[:-1]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder()


@each_row(
    "text",
    (LONG, "a" * 4000, "a " * 2000, "\u0986\u09ae\u09bf " * 800, "supercalifragilistic " * 190, "no spaces" * 400),
)
def test_the_beginning_of_a_text_has_the_same_word_pieces_as_all_of_it(encoder: SentenceEncoder, text: str) -> None:
    assert encoder._pieces(text).ids == encoder._tokenizer.encode(text).ids


def test_the_end_of_a_long_text_is_not_taken_apart(encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counting(monkeypatch, encoder._tokenizer, "encode")
    assert len(encoder._pieces(LONG).ids) == LONGEST
    assert [len(str(text)) <= LIKELY_ENOUGH for text in calls] == [True]

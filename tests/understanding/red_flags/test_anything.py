"""Whatever is typed: no error, no silence about a live sign, no time lost, nothing kept."""

import gc
import time
import timeit
from functools import partial

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from bot.understanding.red_flags.detector import assess
from tests.rows import each_row
from tests.understanding.red_flags import find, sends_999
from tests.understanding.red_flags.test_messages import CALM, EMERGENCIES, TAKES_BACK

DECOR = ["please", "HELP", "bloody hell", "😭😭", "hi", "sorry", "Dave", "lol", "..."]


@given(st.text(max_size=400))
@settings(max_examples=150)
def test_any_text_gets_an_answer(text: str) -> None:
    found = find(text)
    assert found is None or found.kind


@given(st.lists(st.sampled_from(CALM), min_size=1, max_size=4), st.integers(0, 4))
@settings(max_examples=150)
def test_a_live_sign_among_calm_sentences_is_an_emergency(calm: list[str], place: int) -> None:
    assume(TAKES_BACK.isdisjoint(calm[place:]))
    said = [*calm[:place], "he's not breathing", *calm[place:]]
    assert sends_999(". ".join(said))


@given(st.sampled_from(EMERGENCIES), st.sampled_from(DECOR), st.booleans())
@settings(max_examples=200)
def test_a_greeting_an_oath_or_an_emoji_hides_no_emergency(text: str, decor: str, first: bool) -> None:
    assert sends_999(f"{decor}. {text}" if first else f"{text} {decor}")


@given(st.sampled_from(EMERGENCIES))
@settings(max_examples=100)
def test_capitals_change_nothing(text: str) -> None:
    assert sends_999(text.upper())


@each_row(
    "text",
    [
        "",
        " \n",
        "...",
        "a" * 4000,
        "not " * 1000,
        "he's " * 800,
        "\u0301" * 500,
        "\ud800",
        "/restart",
        "0" * 4000,
        "é" * 99,
    ],
)
def test_odd_input_is_no_danger_and_no_error(text: str) -> None:
    assert find(text) is None


def test_a_message_four_times_as_long_takes_about_four_times_as_long() -> None:
    """And not sixteen times, by which somebody could hold the server up."""
    text = ("my mate said his tablets were cold and the chemist can not get any more till monday. " * 50)[:4000]
    short, long = (
        min(timeit.repeat(partial(find, words), timer=time.process_time, number=1, repeat=7))
        for words in (text[:1000], text)
    )
    assert long < 10 * short


def test_no_typed_word_stays_in_memory() -> None:
    # A server that another test started in this process may have set all of them aside.
    gc.unfreeze()
    find("zebulon quixotry is not breathing at 14 nosuchstreet")
    vocabularies = [each for each in gc.get_objects() if isinstance(each, Vocab)]
    assert vocabularies
    assert not [each for each in vocabularies if "zebulon" in each.strings]


@pytest.mark.parametrize(
    ("text", "quietened"),
    [
        pytest.param("she's not having a seizure", True, id="denied"),
        pytest.param("he collapsed two summers ago", True, id="past"),
        pytest.param("she's not having a seizure but she's gone blue", False, id="a live one beside it"),
        pytest.param("where can i get clean needles", False, id="no sign at all"),
    ],
)
def test_it_tells_signs_that_were_quietened_from_none(text: str, quietened: bool) -> None:
    assert assess(text).quietened == quietened

"""A pattern is found wherever it stands, and a gap costs no time."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.red_flags.automaton import Automaton
from bot.understanding.red_flags.patterns import STOP, Step, Steps, read_pattern
from tests.rows import each_row

CLASSES = {"negation": (("not",),), "wake": (("wake",), ("wake", "up"))}


def found(pattern: str, words: str) -> list[str]:
    row = words.split()
    return sorted(
        " ".join(row[first:last])
        for steps in read_pattern(pattern, CLASSES)
        for first, last in Automaton(steps).matches(row, 0, len(row))
    )


@each_row(
    ("pattern", "words", "matches"),
    [
        pytest.param("lips blue", "his lips blue", ["lips blue"], id="in a row"),
        pytest.param("lips ~2 blue", "lips are so blue", ["lips are so blue"], id="a gap"),
        pytest.param("lips ~2 blue", "lips are so very blue", [], id="too wide a gap"),
        pytest.param("lips ~2 blue", "lips . blue", [], id="never past a full stop"),
        pytest.param("lips ~2 blue", "lips not blue", [], id="never past a denial"),
        pytest.param("blue|grey lips?", "grey lips", ["grey", "grey lips"], id="either word, one that may be missing"),
        pytest.param("!her lips", "his lips her lips", ["his lips"], id="none of these"),
        pytest.param("<wake>", "wake up", ["wake", "wake up"], id="a list"),
    ],
)
def test_a_pattern_is_found(pattern: str, words: str, matches: list[str]) -> None:
    assert found(pattern, words) == matches


WORDS = st.sampled_from(["a", "b", "c", STOP])
# Whether it may be left out, and how often it may be taken.
OFTEN = st.sampled_from([(False, 1), (True, 1), (True, 2)])
STEPS = st.lists(
    st.tuples(st.frozensets(WORDS, max_size=2), st.booleans(), OFTEN).map(lambda got: Step(*got[:2], *got[2])),
    min_size=1,
    max_size=4,
).map(tuple)


def reaches(steps: Steps, words: Sequence[str], first: int) -> set[int]:
    """Where a match that begins at `first` may end, by trying every way."""
    if not steps:
        return {first}
    step, *rest = steps
    ends = reaches(tuple(rest), words, first) if step.optional else set()
    for width in range(1, step.most + 1):
        taken = words[first : first + width]
        if len(taken) == width and all(step.takes(word) for word in taken):
            ends |= reaches(tuple(rest), words, first + width)
    return ends


@given(STEPS, st.lists(WORDS, max_size=8))
def test_it_finds_what_trying_every_way_finds(steps: Steps, words: list[str]) -> None:
    every = {(first, last) for first in range(len(words)) for last in reaches(steps, words, first) if last > first}
    assert set(Automaton(steps).matches(words, 0, len(words))) == every


def test_a_second_gap_does_not_multiply_the_time() -> None:
    def cost(pattern: str) -> float:
        (steps,) = read_pattern(pattern, CLASSES)
        automaton, row = Automaton(steps), ["a"] * 2000
        begun = time.process_time()
        list(automaton.matches(row, 0, len(row)))
        return time.process_time() - begun

    assert cost("a ~8 a ~8 a ~8 b") < 20 * min(cost("a ~8 b") for _ in range(3))

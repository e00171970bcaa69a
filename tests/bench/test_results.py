"""From turns to figures, to JSON and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.load import TurnTimes
from bench.results import Figures, Speed, keep, kept, read
from bench.starts import Start
from tests.bench.made import figures, result, speed


def test_rounds_are_taken_together_and_each_keeps_its_median() -> None:
    rounds = [TurnTimes((0.010, 0.020, 0.030), elapsed=0.06), TurnTimes((0.040, 0.050, 0.060), elapsed=0.24)]
    found = Speed.of(rounds, processor_seconds=0.12)
    assert (found.turns, found.per_second) == (6, pytest.approx(20))
    assert (found.median_ms, found.processor_ms) == (pytest.approx(35), pytest.approx(20))
    assert found.round_medians_ms == (pytest.approx(20), pytest.approx(50))


def test_one_slow_start_does_not_count() -> None:
    starts = [Start(1, 4, 3), Start(1.2, 5, 3.2), Start(9, 60, 4)]
    found = Figures.of(starts, 400, {1: speed()})
    assert (found.starts, found.port_s, found.answer_s, found.start_processor_s) == (3, 1.2, 5, 3.2)


def test_a_result_is_read_as_it_was_kept(tmp_path: Path) -> None:
    one = result(this_bot=figures(), stock_bot=figures(answer_s=30))
    assert keep(one, tmp_path) == tmp_path / ".build" / "bench" / "0123456789ab.json"
    assert read("0123456789ab", tmp_path) == one


@pytest.mark.parametrize("text", [None, "", "[]", "{}", '{"bots": {"this bot": {"speeds": {}}}}', '{"bots": []}'])
def test_no_result_and_one_of_another_shape_are_none(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        kept("abc", tmp_path).parent.mkdir(parents=True)
        kept("abc", tmp_path).write_text(text)
    assert read("abc", tmp_path) is None

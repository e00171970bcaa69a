"""Whoever waits for a training sees how far it has come."""

from __future__ import annotations

import pytest

from bot import training_bar as training_bar_module
from bot.training_bar import training_bar
from bot.understanding import progress


@pytest.fixture
def a_minute_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each look at the clock is a minute after the one before."""
    minutes = iter(range(1000))
    monkeypatch.setattr(training_bar_module.time, "monotonic", lambda: 60.0 * next(minutes))


def test_without_a_terminal_a_line_says_it_every_fifth(
    capsys: pytest.CaptureFixture[str], a_minute_a_step: None
) -> None:
    with training_bar(lines=True):
        for done in range(10):
            progress.report(progress.READING, progress.DONE, done, 10)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Training the model, some minutes ..."
    assert [line.partition(",")[0] for line in lines[1:]] == [
        f"Training the model: {share} %" for share in (20, 40, 60, 80)
    ]
    assert lines[1].endswith("about 4 min left")


def test_a_stage_is_a_part_of_the_whole() -> None:
    shares: list[float] = []
    with progress.told(shares.append):
        progress.report(progress.ENCODING, progress.FITTING, 1, 2)
    assert shares == [(progress.ENCODING + progress.FITTING) / 2]


def test_nobody_need_listen() -> None:
    progress.report(progress.READING, progress.DONE, 1, 2)

"""Lines of the log that others bring about."""

from __future__ import annotations

import logging

import pytest

from bot.engine.throttled_log import ThrottledLog


@pytest.fixture
def now() -> list[float]:
    return [0.0]


@pytest.fixture
def log(now: list[float]) -> ThrottledLog:
    return ThrottledLog(logging.getLogger("bot.throttled"), clock=lambda: now[0])


def test_each_line_is_written_once_a_minute(
    log: ThrottledLog, now: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    for moment in (0.0, 59.0, 60.0, 61.0):
        now[0] = moment
        log.warning("refused: %s", "unsigned")
        log.error("refused: %s", "forged")
    assert caplog.messages == ["refused: unsigned", "refused: forged"] * 2
    assert {record.levelname for record in caplog.records} == {"WARNING", "ERROR"}


def test_another_number_makes_no_other_line(log: ThrottledLog, caplog: pytest.LogCaptureFixture) -> None:
    for many in (1001, 1002, 1003):
        log.warning("%d connections wait", many)
    assert caplog.messages == ["1001 connections wait"]

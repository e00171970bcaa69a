"""Nothing that a person typed is logged, whoever logs."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest
import structlog

from bot.engine import quiet_logs
from tests.rows import each_row

MARK = "qqmarkqq"


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    names = ("bot", "actions", "directory", *quiet_logs.LOUD)
    levels = {name: logging.getLogger(name).level for name in names}
    config = structlog.get_config()
    yield
    root.handlers[:], root.level = handlers, level
    for name, was in levels.items():
        logging.getLogger(name).setLevel(was)
    structlog.configure(**config)


@each_row("name", ["rasa.core.processor", "rasa.core.agent", "rasa_sdk.executor", "sanic.access", "sanic.root"])
@each_row("level", [logging.DEBUG, logging.INFO, logging.WARNING])
def test_what_others_say_below_an_error_is_not_printed(
    name: str, level: int, capfd: pytest.CaptureFixture[str]
) -> None:
    quiet_logs.configure()
    logging.getLogger(name).log(level, "user said %s", MARK)
    assert capfd.readouterr() == ("", "")


def test_a_traceback_is_printed_as_its_type_alone(capfd: pytest.CaptureFixture[str]) -> None:
    quiet_logs.configure()
    try:
        raise ValueError(MARK)
    except ValueError:
        logging.getLogger("rasa.core").exception("an action failed")
    printed = capfd.readouterr().err
    assert "an action failed (ValueError)" in printed
    assert (MARK in printed, printed.count("\n")) == (False, 1)


def test_structured_logs_lose_what_they_carry(capfd: pytest.CaptureFixture[str]) -> None:
    quiet_logs.configure()
    structlog.get_logger("rasa").error("message.failed", user_text=MARK, sender_id=MARK)
    structlog.get_logger("rasa").warning("message.parsing", user_text=MARK)
    printed = capfd.readouterr()
    assert MARK not in printed.out + printed.err


def test_our_own_news_is_printed_in_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    quiet_logs.configure()
    logging.getLogger("bot.watching").info("the directory was changed and built anew")
    assert capfd.readouterr().err.endswith("INFO bot.watching: the directory was changed and built anew\n")


def test_a_line_says_when_it_was_with_its_offset_from_utc(capfd: pytest.CaptureFixture[str]) -> None:
    quiet_logs.configure()
    logging.getLogger("bot").info("here")
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} INFO ", capfd.readouterr().err)

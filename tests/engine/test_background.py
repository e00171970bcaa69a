"""Work beside the answering that dies is said."""

from __future__ import annotations

import asyncio

import pytest

from bot.background import DIED, Background
from tests.waiting import until_then


async def _fails() -> None:
    raise ValueError("my mate is dying")


async def _ends() -> None:
    return None


async def test_what_dies_is_logged_without_its_words_and_health_says_so(caplog: pytest.LogCaptureFixture) -> None:
    background = Background()
    background.start([_fails()])
    await until_then(lambda: background.problem)
    assert background.problem == DIED
    assert "ValueError in the background, " in caplog.text
    assert "dying" not in caplog.text


async def test_what_is_done_or_stopped_is_no_problem() -> None:
    background = Background()
    ends, stays = _ends(), asyncio.sleep(3600)
    background.start([ends, stays])
    await asyncio.sleep(0)
    background.stop()
    await until_then(lambda: all(task.done() for task in background._tasks))
    await asyncio.sleep(0)
    assert background.problem is None

"""Debian's Kannel as it is shipped, before the real bot: one of each for all tests here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.engine.last_resort import LastResort
from rig.kannel import MISSING, KannelBoxes, is_installed
from tests.sms.gateways.kannel.people import Noting, before_the_bot, in_memory, numbers

if TYPE_CHECKING:
    from bot.engine.engine import Engine


@pytest.fixture(scope="session")
def installed() -> None:
    """Skips where Kannel or its fakesmsc is missing."""
    if not is_installed():
        pytest.skip(MISSING)


@pytest.fixture(scope="session")
def net(installed: None, last_resort: LastResort) -> Noting:
    """The safety net of the bot that Kannel asks; it notes what it was asked and how it answered."""
    return Noting(last_resort)


@pytest.fixture(scope="session")
def kannel(net: Noting, built: Path, engine: Engine) -> Iterator[KannelBoxes]:
    """Running, with the bot behind it. A test that stops or breaks it starts its own."""
    with before_the_bot(net, built, engine, rate_all=1000) as found:
        yield found


@pytest.fixture
def home() -> Iterator[Path]:
    """For a Kannel of the test's own, in memory, as it is where it is installed."""
    with in_memory() as folder:
        yield folder


@pytest.fixture
def number() -> str:
    """Of somebody who has not written before."""
    return next(numbers)

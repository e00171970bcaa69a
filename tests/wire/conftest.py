"""The app on a real port, with an agent that only listens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from tests.engine.agents import Listening
from tests.standing import Standing, standing


@pytest.fixture
def agent() -> Listening:
    return Listening()


@pytest.fixture
def net(last_resort: LastResort, agent: Listening) -> SafetyNet:
    return SafetyNet(last_resort, agent)


@pytest.fixture
def app(net: SafetyNet, built: Path) -> Iterator[Standing]:
    with standing(net, built) as running:
        yield running

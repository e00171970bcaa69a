"""All gateways over real connections, with an agent that only listens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from tests.sms.talking import Clock, Talk, a_talk
from tests.sms.texting import Gateway, everything, gateway
from tests.standing import Standing, standing


@pytest.fixture
def other_side() -> Iterator[Gateway]:
    """What we call: the phone, RapidPro, Kannel's sendsms."""
    with gateway() as found:
        yield found


@pytest.fixture
def app(net: SafetyNet, built: Path, other_side: Gateway, no_time_passes: None) -> Iterator[Standing]:
    with standing(net, built, sms=everything(other_side.url)) as running:
        yield running


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def talk(net: SafetyNet, built: Path, clock: Clock) -> Talk:
    return a_talk(net, built, clock)

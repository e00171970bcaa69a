"""Gammu with an agent that only listens."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.sms.settings import Gammu, SmsSettings
from tests.sms.gateways.gammu.phone import Modem, modem, needs_gammu
from tests.standing import Standing, standing


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Modem]:
    """The folders; the daemon does not run."""
    needs_gammu()
    with modem(tmp_path) as found:
        yield found


@pytest.fixture
def settings(line: Modem) -> Gammu:
    return Gammu(line.folder)


@pytest.fixture
def app(net: SafetyNet, built: Path, line: Modem, settings: Gammu) -> Iterator[Standing]:
    """The bot and the daemon, both running."""
    line.start()
    with standing(net, built, sms=SmsSettings(gammu=settings)) as running:
        yield running

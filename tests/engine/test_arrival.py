"""What a request waited before anything was done about it counts towards its time."""

from __future__ import annotations

import math

import pytest

from bot.engine import safety_net
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from tests.engine.agents import Listening


async def test_a_calm_message_that_waited_its_whole_time_gets_the_card_and_is_not_begun(
    last_resort: LastResort, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety_net, "came_at", lambda: -math.inf)
    agent = Listening()
    assert await SafetyNet(last_resort, agent).answer("hello", "one", channel="web")
    assert agent.heard == []


async def test_one_over_a_limit_that_waited_long_is_not_understood_first(
    last_resort: LastResort, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def understand(text: str) -> dict[str, dict[str, str]]:
        asked.append(text)
        return {"intent": {"name": "crisis"}}

    monkeypatch.setattr(safety_net, "came_at", lambda: -math.inf)
    net = SafetyNet(last_resort, Listening(), understand)
    assert not await net.is_grave(await net.look("hello"))
    assert asked == []

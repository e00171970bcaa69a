"""The whole bot in this process, asked one thing at a time, as strangers ask it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import pytest

from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from tests.running import route

if TYPE_CHECKING:
    from bot.engine.engine import Engine

RouteOf = Callable[[str], str]


@pytest.fixture(scope="session")
def route_of(engine: Engine, last_resort: LastResort) -> RouteOf:
    """The route of the reply to a first message; each is asked once."""
    net = SafetyNet(last_resort, engine.agent)

    @cache
    def ask(message: str) -> str:
        reply = asyncio.run(net.answer(message, "stranger", channel="rest"))
        engine.tracker_store.forget("stranger")
        net.forget("stranger")
        return route(reply)

    return ask

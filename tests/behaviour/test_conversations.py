"""Conversations as people have them: leaning on what was said, changing their mind, in danger half way through."""

from __future__ import annotations

import asyncio

import pytest

from bot.engine.agent import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from tests.conversing import read_yaml
from tests.running import route

CONVERSATIONS: dict[str, list[tuple[str, list[str]]]] = read_yaml("tests", "behaviour", "conversations.yml")


async def routes(net: SafetyNet, said: list[str], sender: str) -> list[str]:
    return [route(await net.answer(words, sender, channel="rest")) for words in said]


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_every_turn_leads_where_it_should(name: str, engine: Engine, last_resort: LastResort) -> None:
    turns = CONVERSATIONS[name]
    net = SafetyNet(last_resort, engine.agent)
    found = asyncio.run(routes(net, [words for words, _ in turns], name))
    engine.tracker_store.forget(name)
    net.forget(name)
    astray = [
        f"{words!r}: {one}, not {right}" for (words, right), one in zip(turns, found, strict=True) if one not in right
    ]
    assert not astray, "\n".join(astray)

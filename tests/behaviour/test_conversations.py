"""Conversations as people have them: leaning on what was said, changing their mind, in danger half way through."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.engine.engine import Engine
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from tests.conversing import read_yaml
from tests.rows import each_row

CONVERSATIONS: dict[str, list[list[Any]]] = read_yaml("tests", "behaviour", "conversations.yml")


async def astray(net: SafetyNet, turns: list[list[Any]], sender: str) -> list[str]:
    """The turns whose reply has another route, or another first service where one is asked for."""
    found = []
    for words, right, *first in turns:
        signpost = (await net.answer(words, sender, channel="rest"))[-1]["custom"]["signpost"]
        if signpost["route"] not in right or first not in ([], signpost["services"][:1]):
            found.append(f"{words!r}: {signpost['route']} {signpost['services']}, not {right} {first}")
    return found


@each_row("name", CONVERSATIONS)
def test_every_turn_leads_where_it_should(name: str, engine: Engine, last_resort: LastResort) -> None:
    net = SafetyNet(last_resort, engine.agent)
    found = asyncio.run(astray(net, CONVERSATIONS[name], name))
    engine.tracker_store.forget(name)
    assert not found, "\n".join(found)

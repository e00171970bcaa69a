"""The project's own text conversations take the same route at every turn by text as by REST.

Words that the line itself takes, such as HELP alone, have one reply of their own by text; test_own_texts.py holds it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.engine.last_resort import LastResort
from bot.engine.safety_net import Messages
from bot.settings import ROOT
from bot.sms.answering import Answering
from bot.sms.message import Inbound
from bot.sms.wording import load
from bot.sms.words import read_words
from rig.kannel import KannelBoxes
from tests.rows import each_row
from tests.sms.gateways.kannel.people import Noting, line, numbers, say
from tests.sms.test_every_reply import OTHER_SERVICES

if TYPE_CHECKING:
    from bot.engine.engine import Engine

PHRASES = ROOT / "tests" / "phrases"


def conversations(*names: str) -> Iterator[tuple[str, list[str]]]:
    """By id: what is said, turn after turn."""
    for name in names:
        for row in (PHRASES / f"{name}-dialogues.jsonl").read_text(encoding="utf-8").splitlines():
            found = json.loads(row)
            if found["channel"] == "sms":
                yield found["id"], [turn["say"] for turn in found["turns"] if read_words(turn["say"]).keyword is None]


# Of some three hundred; the way through the line is the same for all.
EVERY = 5
SOME = dict(list(conversations("dev", "test"))[::EVERY])
THROUGH_KANNEL = list(SOME)[:3]


async def by_rest(net: Noting, turns: list[str], sender: str) -> list[tuple[str, list[str]]]:
    return [signpost(await net.answer(words, sender, channel="rest")) for words in turns]


async def by_text(net: Noting, answering: Answering, turns: list[str], sender: str) -> list[tuple[str, list[str]]]:
    begun = len(net.replies)
    for place, words in enumerate(turns):
        assert (await answering.answer(Inbound("kannel", f"{sender}{place}", sender, words))).texts
    return [signpost(reply) for reply in net.replies[begun:]]


def as_texted(turn: tuple[str, list[str]]) -> tuple[str, list[str]]:
    """A reply for the young names one service more by text, as test_every_reply.py holds."""
    page, text = OTHER_SERVICES
    route, services = turn
    return route, text if services == page else services


def signpost(reply: Messages) -> tuple[str, list[str]]:
    found = reply[-1]["custom"]["signpost"]
    return found["route"], found["services"]


@each_row("name", SOME)
def test_every_turn_takes_the_same_route(name: str, engine: Engine, last_resort: LastResort, built: Path) -> None:
    net = Noting(last_resort, engine.agent)
    answering = Answering(net, load(built), rate=100, rate_all=1000)
    wanted = asyncio.run(by_rest(net, SOME[name], f"rest-{name}"))
    assert asyncio.run(by_text(net, answering, SOME[name], next(numbers))) == [as_texted(turn) for turn in wanted]
    for sender in net.senders:
        engine.tracker_store.forget(sender)


@pytest.mark.parametrize("name", THROUGH_KANNEL)
def test_so_it_does_through_kannel(name: str, kannel: KannelBoxes, net: Noting, number: str) -> None:
    turns, begun = SOME[name], len(net.replies)
    with line(kannel) as phones:
        for words in turns:
            assert say(phones, number, words)
    got = [signpost(reply) for reply in net.replies[begun:]]
    assert net.agent
    other = Noting(net.last_resort, net.agent)
    assert got == asyncio.run(by_rest(other, turns, f"rest-{number}"))

"""Whoever got the card for their danger is in danger still: the next message is read so, though no turn was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.engine.last_resort import LastResort
from bot.engine.reply import signpost_of
from bot.engine.safety_net import SafetyNet
from tests.engine.agents import Raising
from tests.rows import each_row

if TYPE_CHECKING:
    from bot.engine.engine import Engine

WONT_WAKE = "my mate wont wake up"


@pytest.fixture
def net(engine: Engine, last_resort: LastResort) -> SafetyNet:
    return SafetyNet(last_resort, engine.agent, note_danger=engine.tracker_store.note_danger)


async def carded(net: SafetyNet, who: str, words: str) -> None:
    """Their message gets the card, since the agent breaks."""
    usual, net.agent = net.agent, Raising()
    await net.answer(words, who, channel="sms")
    net.agent = usual


@each_row("said", ["please", "what do i do", "hello??", "how long"])
async def test_after_the_card_few_words_are_about_the_emergency(net: SafetyNet, engine: Engine, said: str) -> None:
    who = f"carded, then {said}"
    await carded(net, who, WONT_WAKE)
    reply = await net.answer(said, who, channel="sms")
    assert signpost_of(reply).route == "emergency"
    assert "999" in reply[0]["text"][:80]
    engine.tracker_store.forget(who)


async def test_what_was_known_before_stays(net: SafetyNet, engine: Engine) -> None:
    await net.answer("im 15 and i want to stop weed", "known", channel="sms")
    await carded(net, "known", WONT_WAKE)
    kept = engine.tracker_store.conversations.get("known")
    assert kept is not None
    assert (kept.slots()["young"], kept.slots()["danger"]) == (True, "cannot-wake")
    engine.tracker_store.forget("known")


async def test_after_a_calm_card_nothing_is_open(net: SafetyNet, engine: Engine) -> None:
    await carded(net, "calm", "who can help me with heroin")
    assert engine.tracker_store.conversations.get("calm") is None

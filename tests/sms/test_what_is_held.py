"""What is remembered of whoever texts: neither number nor words, and for an hour at most."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.engine.expiring import sweep_all
from bot.engine.safety_net import SafetyNet
from tests.sms.talking import IN_DANGER, Clock, Talk
from tests.sms.texting import ANN, BOB


def everything_in(part: object) -> Iterator[dict[str, Any]]:
    """The insides of it and of all of ours inside it, save the bot behind it and its own sentences."""
    inside = {name: value for name, value in vars(part).items() if name not in ("_net", "_wording")}
    yield inside
    for value in inside.values():
        if type(value).__module__.startswith("bot."):
            yield from everything_in(value)


async def test_what_is_held_holds_neither_number_nor_words(talk: Talk, net: SafetyNet) -> None:
    for text in (
        "qzmarkqz i need help with heroin",
        "qzmarkqz",
        "HELP",
        IN_DANGER,
        "qzmarkqz again and again and again",
    ):
        for _ in range(6):
            await talk.say(text)
    held = repr([*everything_in(talk.answering), vars(net.offered)])
    assert "Hello." in held
    assert "qzmarkqz" not in held
    assert "900123" not in held
    assert "wont wake" not in held


async def test_all_of_it_goes_when_its_time_is_up(talk: Talk, clock: Clock) -> None:
    for sender in (ANN, BOB):
        for _ in range(15):
            await talk.say("hello there", sender)
    clock.now += 61 * 60
    sweep_all()
    sizes = [len(found["_kept"]) for found in everything_in(talk.answering) if "_kept" in found]
    assert len(sizes) == 2
    assert sum(sizes) == 0

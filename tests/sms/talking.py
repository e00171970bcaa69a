"""Somebody who texts, with a clock that the test moves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bot.engine.safety_net import SafetyNet
from bot.sms.answering import Answering
from bot.sms.message import Inbound
from bot.sms.wording import SmsWording, load
from tests.engine.agents import SIGNPOST, Saying
from tests.sms.texting import ANN

BUTTONS = [{"title": "My own use", "payload": "/treatment"}, {"title": "Somebody else", "payload": "/family"}]

IN_DANGER = "my mate wont wake up"
# What `about` says, unless told otherwise.
SAID = "So it is."


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Talk:
    """A conversation with the channel. Every text is a message of its own."""

    answering: Answering
    wording: SmsWording
    count: int = 0

    async def say(self, text: str, sender: str = ANN, **more: object) -> tuple[str, ...]:
        self.count += 1
        return (await self.answering.answer(replace(Inbound("test", str(self.count), sender, text), **more))).texts


def a_talk(net: SafetyNet, directory: Path, clock: Clock | None = None) -> Talk:
    """The one way through, without a gateway. Nobody is known there yet."""
    wording = load(directory)
    return Talk(Answering(net, wording, rate=10, rate_all=30, clock=clock or Clock()), wording)


def about(route: str, *services: str, said: str = SAID) -> Saying:
    """An agent whose every reply is of that route, names these and says that."""
    signpost = SIGNPOST | {"route": route, "services": list(services)}
    return Saying([{"recipient_id": "a", "text": said}, {"recipient_id": "a", "custom": {"signpost": signpost}}])

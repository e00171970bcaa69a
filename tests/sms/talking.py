"""Somebody who texts, with a clock that the test moves."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.sms.answering import Answering
from bot.sms.message import Inbound
from bot.sms.wording import SmsWording
from tests.sms.texting import ANN

BUTTONS = [{"title": "My own use", "payload": "/treatment"}, {"title": "Somebody else", "payload": "/family"}]

IN_DANGER = "my mate wont wake up"


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

"""People who text, and what the bot behind Kannel heard of them."""

from __future__ import annotations

import itertools
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.engine.safety_net import Messages, SafetyNet
from bot.engine.triage import Triage
from bot.sms.segmentation.fitting import fit
from bot.sms.settings import Kannel, Login, SmsSettings
from bot.sms.wording import endings
from rig.kannel import PASSWORD, SECRET, USER, KannelBoxes
from rig.phones import PhoneLine, Text, fakesmsc, incoming
from tests.standing import standing

if TYPE_CHECKING:
    from bot.engine.engine import Engine

IN_MEMORY = Path("/dev/shm")
# Ofcom keeps these for stories and tests.
numbers = (f"+447700{number}" for number in itertools.count(900100))


@dataclass
class Noting(SafetyNet):
    """The real one. `heard`, `senders` and `replies` are what it was asked, for whom, and what it gave back."""

    heard: list[str] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    replies: list[Messages] = field(default_factory=list)

    async def answer(
        self,
        text: str,
        sender_id: str,
        *,
        channel: str,
        places: Mapping[str, str] | None = None,
        seen: Triage | None = None,
    ) -> Messages:
        reply = await super().answer(text, sender_id, channel=channel, places=places, seen=seen)
        self.heard.append(text)
        self.senders.append(sender_id)
        self.replies.append(reply)
        return reply

    @contextmanager
    def with_agent(self, agent: Any) -> Iterator[None]:
        """Answers with this agent in place of its own until the block ends."""
        usual, self.agent = self.agent, agent
        try:
            yield
        finally:
            self.agent = usual


@contextmanager
def in_memory() -> Iterator[Path]:
    """A folder for Kannel and what waits in it, until the block ends."""
    with tempfile.TemporaryDirectory(
        prefix="kannel", dir=IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None
    ) as folder:
        yield Path(folder)


def settings_for(found: KannelBoxes, **more: Any) -> SmsSettings:
    """The bot's settings that go with this Kannel."""
    login = Login(f"http://127.0.0.1:{found.sendsms}/cgi-bin/sendsms", USER, PASSWORD)
    return SmsSettings(kannel=Kannel(SECRET, login), **more)


@contextmanager
def before_the_bot(net: Noting, directory: Path, engine: Engine, *, rate_all: int) -> Iterator[KannelBoxes]:
    """Kannel, running, with the bot behind it, which takes so many texts a minute from everybody together."""
    with in_memory() as folder:
        found = KannelBoxes(folder, bot=0)
        with standing(net, directory, load=lambda: engine, sms=settings_for(found, rate_all=rate_all)) as bot:
            found.bot = bot.wait().port
            with found.up():
                yield found


def fitted(reply: Messages) -> list[str]:
    """The texts that the bot makes of a reply."""
    return list(fit(reply).now)


def text(found: KannelBoxes, output: Path, *lines: str) -> list[Text]:
    """Puts these into Kannel with the real fakesmsc; what came back to the person who wrote."""
    sender = lines[-1].partition(" ")[0]
    with fakesmsc(found.phones, *lines, output=output / "phone.txt") as phones:
        return phones.wait(sender)


def whole_answer(found: KannelBoxes, net: Noting, output: Path, line: str) -> list[Text]:
    """The same, with the texts that follow the first."""
    sender, asked = line.partition(" ")[0], len(net.replies)
    with fakesmsc(found.phones, line, output=output / "phone.txt") as phones:
        phones.wait(sender)
        return phones.wait(sender, len(fitted(net.replies[asked])))


def without_menu(words: str) -> str:
    """A text without the line below the first calm reply of a conversation."""
    return words.removesuffix(f"\n{endings().menu}")


@contextmanager
def line(found: KannelBoxes) -> Iterator[PhoneLine]:
    """Many phones at once, until the block ends."""
    opened = PhoneLine(found.phones)
    try:
        yield opened
    finally:
        opened.close()


def say(opened: PhoneLine, sender: str, words: str, *, answers: int = 1) -> list[Text]:
    """A text on an open line; all texts that this person has got since."""
    before = len(opened.lines)
    opened.send(incoming(sender, words))
    return opened.wait_for(sender, answers, since=before)


def files(*folders: Path) -> Iterator[Path]:
    """All files in these folders, whatever their names."""
    for folder in folders:
        for place, _, names in os.walk(folder):
            yield from (Path(place) / name for name in names)

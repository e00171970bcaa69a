"""Workers that share what they know, as maps in one process: each has its own copies and its own connection."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.expiring import ExpiringMap
from bot.state.link import Link
from bot.state.sealing import Keys
from bot.state.shared import Shared
from bot.state.spare import Spare
from bot.state.state import Codec


@dataclass(frozen=True)
class Worker:
    """One that keeps a line of words for each conversation."""

    state: Shared
    words: ExpiringMap[str]

    async def hears(self, conversation: str, said: str) -> str | None:
        """What it knew before."""
        async with self.state.turn(conversation):
            before = self.words.get(conversation)
            self.words.set(conversation, said)
        return before

    async def forgets(self, conversation: str) -> None:
        async with self.state.turn(conversation):
            self.words.forget(conversation)


def worker(url: str, keys: Keys, *, seconds: float = 2.0, limit: int = 1000, spare: int | None = None) -> Worker:
    """`spare` is a descriptor of what the workers of one machine have in common."""
    aside = None if spare is None else Spare(spare)
    state = Shared(lambda when_back: Link(url, seconds=seconds, when_back=when_back), keys, aside)
    codec: Codec[str] = Codec()
    return Worker(state, state.map("words", codec, limit=limit))

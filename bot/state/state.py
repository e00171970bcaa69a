"""What everything that remembers people goes through, and the way in which one process alone remembers them."""

from __future__ import annotations

import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from bot.engine.expiring import HALF_AN_HOUR, MOST_CONVERSATIONS, ExpiringMap
from bot.state.sealing import Keys

Value = TypeVar("Value")


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Codec(Generic[Value]):
    """How a value becomes what JSON can hold, and how it comes back."""

    dump: Callable[[Value], Any] = _same
    load: Callable[[Any], Value] = _same


class Unsafe(Exception):
    """What is shared would get to a disk; the message says how to have that stop."""


class State(Protocol):
    """`clock` is what ids of conversations are dated by; `problem` is a line for /healthz.

    What is remembered lies in maps, each by the id of a conversation, a person or a message. Whoever uses them does so
    within a `turn` for these ids: it brings what others know of them, and afterwards tells others.
    """

    keys: Keys
    is_shared: bool
    clock: Callable[[], float]

    def map(
        self,
        name: str,
        codec: Codec[Value],
        *,
        seconds: float = HALF_AN_HOUR,
        limit: int = MOST_CONVERSATIONS,
        spares_old: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> ExpiringMap[Value]: ...

    def turn(self, *ids: str) -> contextlib.AbstractAsyncContextManager[None]: ...

    async def bring(self, *ids: str) -> None:
        """Brings what others know, where no turn begins with it."""

    async def save(self, *ids: str) -> None:
        """Tells others now, before the turn is over."""

    def forgot(self, known: str) -> bool:
        """True, once, where it could not be looked up what was said before, and somebody has to be told so."""

    @property
    def problem(self) -> str | None: ...

    @property
    def failures(self) -> int: ...

    async def check(self) -> None:
        """Before the start; raises Unsafe."""

    async def run(self) -> None:
        """What there is to do beside the turns, until it is cancelled."""

    async def close(self) -> None: ...


class Memory:
    """One process, one memory: nothing is looked up, nobody is told, and a stop forgets all of it."""

    def __init__(self) -> None:
        self.keys = Keys.fresh()
        self.is_shared = False
        begun = time.monotonic()
        self.clock: Callable[[], float] = lambda: time.monotonic() - begun
        self.problem: str | None = None
        self.failures = 0

    def map(self, name: str, codec: Codec[Value], **limits: Any) -> ExpiringMap[Value]:
        return ExpiringMap(**limits)

    @contextlib.asynccontextmanager
    async def turn(self, *ids: str) -> AsyncIterator[None]:
        yield

    async def bring(self, *ids: str) -> None:
        """There is nobody else."""

    async def save(self, *ids: str) -> None:
        """There is nobody else."""

    def forgot(self, known: str) -> bool:
        return False

    async def check(self) -> None:
        """There is nothing to be unsafe."""

    async def run(self) -> None:
        """Nothing."""

    async def close(self) -> None:
        """Nothing is open."""

"""What the server knows of a channel, and which channels there are: those whose folder is there."""

from __future__ import annotations

import socket
from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.engine.safety_net import SafetyNet
from bot.hosts import OwnHosts
from bot.metrics import Gauged
from directory.live import LiveDirectory

# In the order in which an operator reads their addresses. A folder's `site.py` reads the settings and opens it.
FOLDERS = ("web", "web.kiosk", "rest", "sms", "open_referral")


@dataclass
class WorkerPlace:
    """Of several workers the one that this is, known only once it is forked. What is done once the first one does."""

    port: int = 0
    number: int = 0
    many: int = 1

    @property
    def is_first(self) -> bool:
        return self.number == 0

    def share_of(self, per_minute: int) -> int:
        """Of what may come to all workers together, this one's part."""
        return max(1, per_minute // self.many)

    @property
    def name(self) -> str:
        """The same for all that follow one another."""
        return f"{socket.gethostname()} {self.port + self.number}"


@dataclass(frozen=True)
class Around:
    """What each channel is given. `forget` erases what the engine holds of a conversation.

    `place` says which worker this is, and by how many what comes from everybody is shared. `before` are the channels
    that were opened already, for the one that stands within another.
    """

    net: SafetyNet
    directory: LiveDirectory
    hosts: OwnHosts
    forget: Callable[[str], None]
    place: WorkerPlace = field(default_factory=WorkerPlace)
    before: tuple[Channel, ...] = ()


class Channel:
    """A way to reach the bot: it says which of these it has, and inherits the rest.

    What it keeps for a time is swept without being told of (`bot/engine/expiring.py`).
    """

    def blueprints(self) -> Iterable[Blueprint]:
        """Its addresses."""
        return ()

    def background(self) -> Iterable[Coroutine[Any, Any, None]]:
        """What runs beside them, until it is cancelled."""
        return ()

    def problems(self) -> Iterable[str]:
        """What is not right, for `/healthz`."""
        return ()

    def gateways(self) -> Mapping[str, str]:
        """How each of those that it speaks through stands, by name."""
        return {}

    def readings(self) -> Iterable[Gauged]:
        """Its numbers, for `/metrics`."""
        return ()

    def addresses(self, base: str) -> Iterable[tuple[str, str]]:
        """What it is called and where it is, for an operator. `base` is the server's own address."""
        return ()

    def warn(self) -> None:
        """At the start: logs what an operator may have forgotten."""

    def notice(self, request: Request) -> None:
        """Sees every request to the server, whoever is to answer it."""

    def lost(self, status: int) -> HTTPResponse | None:
        """A page for a person at a wrong address, or where something broke."""
        return None

    async def close(self) -> None:
        """A last moment for what is on its way, when nobody is answered any more."""


Open = Callable[[Around], Channel]


def read(found: Mapping[str, str]) -> tuple[Open, ...]:
    """All channels that there are, each with its own settings; raises SettingError."""
    return tuple(import_module(name).read(found) for name in _sites())


def open_each(opens: Iterable[Open], around: Around) -> tuple[Channel, ...]:
    """The channels, opened in order: each is told which were opened before it."""
    opened: tuple[Channel, ...] = ()
    for each in opens:
        opened = (*opened, each(replace(around, before=opened)))
    return opened


def _sites() -> Iterator[str]:
    """The modules, where every folder on the way to them is there."""
    for folder in FOLDERS:
        parents = folder.split(".")
        if all(find_spec(f"bot.{'.'.join(parents[:deep])}") for deep in range(1, len(parents) + 1)):
            yield f"bot.{folder}.site"

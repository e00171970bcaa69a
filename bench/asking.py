"""One request and what became of it, for whoever floods, writes beside a flood, or comes in a crowd."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp

REST = "/webhooks/rest/webhook"
START = "/webhooks/web/start"
MESSAGE = "/webhooks/web/message"
LONGEST = 60.0


@dataclass(frozen=True)
class Door:
    """Where the bot is reached: the address of its pages, and whom TLS trusts where there is a proxy."""

    address: str
    trusts: ssl.SSLContext | None = None

    def session(self, caller: str, *, kept: bool) -> aiohttp.ClientSession:
        """Connections from one address; `kept` is whether each is used again."""
        connector = aiohttp.TCPConnector(
            limit=0,
            force_close=not kept,
            family=socket.AF_INET,
            local_addr=(caller, 0),
            ssl=self.trusts or True,
        )
        return aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=LONGEST))


@dataclass(frozen=True)
class Exchange:
    """When by the monotonic clock, which all processes of a machine share.

    `status` is 0 where no answer came, and `error` then says why by its name alone.
    """

    begun: float
    ended: float
    status: int
    body: bytes = b""
    error: str = ""

    @property
    def seconds(self) -> float:
        return self.ended - self.begun

    @property
    def content(self) -> Any:
        """What was answered; None where it is no JSON, or was refused."""
        try:
            return json.loads(self.body) if self.status == 200 else None
        except ValueError:
            return None

    @property
    def lacks(self) -> str:
        """Why there is no content, in a word."""
        return self.error or str(self.status)

    @property
    def is_in_full(self) -> bool:
        """Whether the bot itself answered: neither a refusal, nor the card of last resort."""
        reply = self.content
        return reply is not None and route_of(reply) != "fallback"

    @property
    def names_999(self) -> bool:
        return self.status == 200 and b"999" in self.body

    def was_under_way(self, at: float) -> bool:
        return self.begun < at <= self.ended


async def ask(session: aiohttp.ClientSession, address: str, body: Mapping[str, str]) -> Exchange:
    """Posts it. Never raises: no answer is what is counted here."""
    begun = time.monotonic()
    try:
        async with session.post(address, json=body) as answer:
            found, status = await answer.read(), answer.status
    except (aiohttp.ClientError, OSError) as error:
        return Exchange(begun, time.monotonic(), 0, error=type(error).__name__)
    return Exchange(begun, time.monotonic(), status, found)


def route_of(reply: Any) -> str:
    """Where a reply leads."""
    return str(reply[-1]["custom"]["signpost"]["route"])


def words_of(reply: Any) -> str:
    """All texts of a reply, one behind the other."""
    return " ".join(message.get("text") or "" for message in reply)

"""One request and what became of it, for the flood and for those beside it alike."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass

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
    """When by the monotonic clock, which all processes of a machine share; `status` is 0 where no answer came."""

    begun: float
    ended: float
    status: int
    body: bytes = b""

    @property
    def seconds(self) -> float:
        return self.ended - self.begun

    @property
    def is_in_full(self) -> bool:
        """Whether the bot itself answered: neither a refusal, nor the card of last resort."""
        if self.status != 200:
            return False
        last = json.loads(self.body)[-1]
        return bool(last["custom"]["signpost"]["route"] != "fallback")

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
    except (aiohttp.ClientError, OSError):
        found, status = b"", 0
    return Exchange(begun, time.monotonic(), status, found)

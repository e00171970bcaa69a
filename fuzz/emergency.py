"""Somebody whose friend does not wake up, at every door where people write: they have to be told 999 all the while."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

from fuzz.asked import SECRET, Asked
from fuzz.doors import BEARER, FORM, JSON, number
from fuzz.exchange import exchange
from fuzz.shot import Shot

SAID = "my mate has taken pills and wont wake up"
Door = Callable[[str, Random], Asked]


def _web(conversation: str, random: Random) -> Asked:
    body = {"conversation": conversation, "message": SAID}
    return Asked("POST", "/webhooks/web/message", (JSON,), json.dumps(body).encode())


def _page(conversation: str, random: Random) -> Asked:
    return Asked("POST", "/", (FORM,), urlencode({"conversation": conversation, "message": SAID}).encode())


def _rest(conversation: str, random: Random) -> Asked:
    body = {"sender": conversation, "message": SAID}
    return Asked("POST", "/webhooks/rest/webhook", (JSON, BEARER), json.dumps(body).encode())


def _kannel(conversation: str, random: Random) -> Asked:
    found = {"secret": SECRET, "from": number(random), "text": SAID, "id": conversation, "at": "1"}
    return Asked("GET", f"/webhooks/sms/kannel?{urlencode(found)}")


DOORS: tuple[Door, ...] = (_web, _page, _rest, _kannel)
# REST is for programs on the machine itself.
THROUGH_A_PROXY = tuple(door for door in DOORS if door is not _rest)


@dataclass(frozen=True)
class EmergencyTold:
    """Whether 999 was said, at which door, and after how many seconds."""

    door: str
    said: bool
    seconds: float


async def conversation(port: int) -> str:
    """A new one of the web channel."""
    asked = Asked("POST", "/webhooks/web/start")
    heard = await exchange(port, _shot(asked))
    return str(json.loads(heard.answers[0].body)["conversation"])


async def ask(port: int, place: int, *, doors: Sequence[Door] = DOORS) -> EmergencyTold:
    """At one door after the other, on a connection of its own."""
    door = doors[place % len(doors)]
    asked = door(await conversation(port), Random())
    begun = asyncio.get_running_loop().time()
    heard = await exchange(port, _shot(asked))
    body = heard.answers[0].body if heard.answers else b""
    said = bool(heard.answers) and heard.answers[0].status == 200 and b"Call 999" in body
    return EmergencyTold(door.__name__.strip("_"), said, asyncio.get_running_loop().time() - begun)


def _shot(asked: Asked) -> Shot:
    return Shot(0, "no mark", asked.target, (asked.raw(),), (asked.method,))

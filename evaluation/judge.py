"""Whether a reply is right. Any other judge of these files, reading replies from outside, must come to the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from actions.intents import EMERGENCY
from actions.replies.plan import ROUTES
from directory.models import EMERGENCY_SERVICE
from evaluation.cases import Expected

MOST_SERVICES = 4
SEEN_AT_ONCE = 80
OPENING = "If someone may die, call 999"
# 999 as a number by itself: in "0800 111 999" it is the end of another.
_999 = re.compile(r"(?<!\d)(?<!\d )999(?!\d)")


@dataclass(frozen=True)
class BotReply:
    """What came back for one message, on whatever channel."""

    route: str | None
    services: tuple[str, ...]
    words: str

    @property
    def length(self) -> int:
        """In words, as they are read; buttons are not counted."""
        return len(self.words.split())

    @property
    def opens_with_999(self) -> bool:
        """Another route, but the first line says when to call 999."""
        return self.route != EMERGENCY and self.words.startswith(OPENING)


def read_reply(messages: Iterable[Mapping[str, Any]]) -> BotReply:
    """From Rasa's shape; of several signposts the last counts."""
    route, services, words = None, (), []
    for message in messages:
        if message.get("text"):
            words.append(message["text"])
        signpost = (message.get("custom") or {}).get("signpost")
        if signpost:
            route, services = signpost.get("route"), tuple(signpost.get("services") or ())
    return BotReply(route, services, "\n".join(words))


def why_wrong(expected: Expected, reply: BotReply) -> str | None:
    """The first reason why this reply fails, or None."""
    for check in (_readable, _as_expected, _not_forbidden, _leads_with_999):
        reason = check(expected, reply)
        if reason:
            return reason
    return None


def _readable(expected: Expected, reply: BotReply) -> str | None:
    if not reply.words.strip():
        return "there is nothing to read"
    if reply.route not in ROUTES:
        return f"there is no route {reply.route}"
    if len(reply.services) > MOST_SERVICES:
        return f"it names {len(reply.services)} services, too many to choose from"
    return None


def _as_expected(expected: Expected, reply: BotReply) -> str | None:
    if not expected.takes(reply.route):
        return f"route {reply.route}, not {' or '.join(expected.routes)}"
    if expected.services and not set(expected.services) & set(reply.services):
        return f"names {_listed(reply.services)}, not {' or '.join(expected.services)}"
    return None


def _not_forbidden(expected: Expected, reply: BotReply) -> str | None:
    if reply.route in expected.forbid:
        return f"route {reply.route} is wrong here"
    if reply.services and reply.services[0] in expected.forbid:
        return f"{reply.services[0]} first is wrong here"
    return None


def _leads_with_999(expected: Expected, reply: BotReply) -> str | None:
    if reply.route != EMERGENCY:
        return None
    if reply.services[:1] != (EMERGENCY_SERVICE,):
        return "an emergency that does not name 999 first"
    if not _999.search(reply.words[:SEEN_AT_ONCE]):
        return f"an emergency without 999 in its first {SEEN_AT_ONCE} characters"
    return None


def _listed(services: Iterable[str]) -> str:
    return ", ".join(services) or "no service"

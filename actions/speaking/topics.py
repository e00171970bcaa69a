"""The topics by name, so that a follow-up can have the last one said again."""

from __future__ import annotations

from collections.abc import Callable

from actions.speaking.plan import Plan
from actions.speaking.turn import ENGLISH, Turn

Reply = Callable[[Turn], Plan]

_TOPICS: dict[str, Reply] = {}

# Under this a message says next to nothing by itself; a topic that was already open says more.
# Of 0.15 to 0.45 it does best on the development conversations (docs/decisions/0013-in-context.md).
UNCLEAR_BELOW = 0.4


def topic(*names: str) -> Callable[[Reply], Reply]:
    """Registers the planning function of a topic under the names that plans remember it by."""

    def register(reply: Reply) -> Reply:
        _TOPICS.update(dict.fromkeys(names, reply))
        return reply

    return register


def again(turn: Turn) -> Plan | None:
    """The plan of the last topic for what is known now, or None where there is none yet."""
    reply = _TOPICS.get(turn.topic or "")
    return reply(turn) if reply else None


def lean_on_topic(turn: Turn) -> Plan | None:
    """The last topic again where this message is too unclear to be anything new.

    In a language that is hardly known a guess would be a lottery: without a topic it is said not to be understood.
    """
    if turn.intent == "emergency" or turn.confidence >= UNCLEAR_BELOW:
        return None
    if turn.topic is None and turn.language != ENGLISH:
        return Plan("fallback", ("utter_fallback",), missed=turn.missed + 1)
    return again(turn)

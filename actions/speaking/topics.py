"""The topics by name, so that a follow-up can have the last one said again."""

from __future__ import annotations

from collections.abc import Callable

from actions.speaking.plan import Plan
from actions.speaking.turn import Turn

Reply = Callable[[Turn], Plan]

_TOPICS: dict[str, Reply] = {}

# Under this the words of a message alone do not say what it is about; a topic that was already open says more.
# On the development conversations 0.35 to 0.6 do alike, and better than leaning never or more often.
LEAN_BELOW = 0.5


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
    """The last topic again where this message is a need, but too unclear to be a new one."""
    if turn.intent not in NEEDS or turn.confidence >= LEAN_BELOW:
        return None
    return again(turn)


NEEDS = frozenset(
    {
        "advice", "law", "health", "treatment", "family", "report", "signs", "safeguarding_child", "safeguarding_adult",
        "domestic_abuse", "slavery", "fraud", "council", "police", "spiked", "about_bot", "out_of_scope",
    }
)  # fmt: skip

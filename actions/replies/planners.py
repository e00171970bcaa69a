"""Which function plans the reply to which intent."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from actions.replies.plan import Plan
from actions.replies.turn import Turn

Planner = Callable[[Turn], Plan]

_PLANNERS: dict[str, Planner] = {}


def answers(*intents: str) -> Callable[[Planner], Planner]:
    """Has the function plan the reply to these intents. `actions/rasa_actions.py` makes an action of it."""

    def register(planner: Planner) -> Planner:
        _PLANNERS.update(dict.fromkeys(intents, planner))
        return planner

    return register


def planners() -> Iterable[Planner]:
    """All that are registered, each once: one may answer several intents."""
    return dict.fromkeys(_PLANNERS.values())


def planner_of(intent: str) -> Planner:
    """The planning function of an intent; KeyError names one that nothing answers."""
    return _PLANNERS[intent]


def plan_for(turn: Turn, intent: str) -> Plan:
    """The plan of that intent for this turn, whatever else was understood."""
    return planner_of(intent)(turn)


def answered_as(turn: Turn, intent: str) -> Plan:
    """The plan for a message that says just that, in place of what was understood."""
    return plan_for(turn.answering_as(intent), intent)


def again(turn: Turn) -> Plan | None:
    """The plan of the need that is open, for what is known now; None where there is none yet."""
    return plan_for(turn, turn.topic) if turn.topic in _PLANNERS else None

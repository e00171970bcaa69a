"""Which function answers which intent, and the Rasa actions made from them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.replies.plan import Plan
from actions.replies.turn import Turn

Planner = Callable[[Turn], Plan]

_PLANNERS: dict[str, Planner] = {}
# rasa-sdk finds actions among the classes that are alive.
_ACTIONS: list[type[Action]] = []


def answers(*intents: str) -> Callable[[Planner], Planner]:
    """Has the function plan the reply to these intents, and makes the Rasa action `action_<its name>` of it."""

    def register(planner: Planner) -> Planner:
        _PLANNERS.update(dict.fromkeys(intents, planner))
        _make_action(planner)
        return planner

    return register


def planner_of(intent: str) -> Planner:
    """The planning function of an intent; KeyError names one that nothing answers."""
    return _PLANNERS[intent]


def plan_for(turn: Turn, intent: str) -> Plan:
    """The plan for this turn, taken as a message of that intent."""
    return planner_of(intent)(turn)


def again(turn: Turn) -> Plan | None:
    """The plan of the need that is open, for what is known now; None where there is none yet."""
    return plan_for(turn, turn.topic) if turn.topic in _PLANNERS else None


def _make_action(planner: Planner) -> None:
    """A class of its own, since rasa-sdk finds actions by looking for classes."""
    name = f"action_{planner.__name__}"

    def run(
        self: Action, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        # What answers a turn needs the planners, and they are found here.
        from actions.replies.respond import respond

        return respond(dispatcher, tracker, domain, planner)

    body = {"name": lambda self: name, "run": run, "__doc__": planner.__doc__, "__module__": planner.__module__}
    _ACTIONS.append(type("".join(part.title() for part in name.split("_")), (Action,), body))

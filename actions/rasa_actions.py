"""The Rasa actions: of each planning function one, called `action_` and the function's name."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.follow_ups import about_bot, corrections, service_info, smalltalk, ways
from actions.replies import emergency
from actions.replies.planners import Planner, planners
from actions.replies.respond import respond
from actions.topics import decline, hurt_someone, safeguarding, signs, treatment, written

# Importing one registers its planning functions.
MODULES = (
    about_bot,
    corrections,
    service_info,
    smalltalk,
    ways,
    emergency,
    decline,
    hurt_someone,
    safeguarding,
    signs,
    treatment,
    written,
)


def _action(planner: Planner) -> type[Action]:
    """A class of its own, since rasa-sdk finds actions by looking for classes."""
    name = f"action_{planner.__name__}"

    def run(
        self: Action, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        return respond(dispatcher, tracker, domain, planner)

    body = {"name": lambda self: name, "run": run, "__doc__": planner.__doc__, "__module__": planner.__module__}
    return type("".join(part.title() for part in name.split("_")), (Action,), body)


# rasa-sdk looks among the classes that are alive.
ACTIONS = [_action(planner) for planner in planners()]

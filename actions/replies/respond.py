"""From a turn to what is said: danger first, then what the message means or which offer it takes up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.replies.plan import Plan
from actions.replies.say import say
from actions.replies.topics import Planner, planner_of
from actions.replies.turn import Turn


def respond(
    dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict, planner: Planner
) -> list[dict[str, Any]]:
    """Says the reply and returns the slot events; `planner` is that of the intent which Rasa's rules led to."""
    from actions.replies.offers import as_meant

    said = Turn.of(tracker, domain["responses"])
    turn = as_meant(said)
    return say(dispatcher, domain, turn, decide(turn, planner if turn is said else planner_of(turn.intent)))


def decide(turn: Turn, planner: Planner) -> Plan:
    """The whole reply: what comes first, what comes second, and never the reply before word for word."""
    # They plan replies themselves, and planners are made into actions by way of this module.
    from actions.follow_ups.about_bot import cry_for_help
    from actions.follow_ups.service_info import of_nobody_refused
    from actions.follow_ups.unread import asked_all_the_same
    from actions.replies.emergency import in_emergency
    from actions.replies.escalation import happening_now
    from actions.replies.second import with_second
    from actions.replies.variety import in_other_words

    plan = in_emergency(turn) or cry_for_help(turn) or happening_now(turn) or asked_all_the_same(turn) or planner(turn)
    return in_other_words(turn, with_second(turn, _of_open_services(turn, of_nobody_refused(turn, plan))))


def _of_open_services(turn: Turn, plan: Plan) -> Plan:
    """A service that is closed is not spoken of, but for that."""
    if plan.service is None or turn.directory.service(plan.service).active:
        return plan
    return replace(plan, responses=("utter_service_closed",), service=None, values={})

"""From a turn to what is said: danger first, then what the message means or which offer it takes up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.follow_ups.about_bot import cry_for_help
from actions.follow_ups.service_info import of_nobody_refused
from actions.follow_ups.unread import asked_all_the_same
from actions.follow_ups.within_abuse import within_abuse
from actions.replies.by_words import by_words
from actions.replies.cards import ASK
from actions.replies.either import and_besides, or_another
from actions.replies.emergency import in_emergency
from actions.replies.escalation import happening_now
from actions.replies.kept import kept_to_open_need
from actions.replies.offers import as_chosen
from actions.replies.outright import as_said_outright
from actions.replies.plan import Plan
from actions.replies.planners import Planner, planner_of
from actions.replies.say import say
from actions.replies.second import with_second
from actions.replies.services import services_of
from actions.replies.settled import once_over
from actions.replies.turn import Turn
from actions.replies.variety import in_other_words
from directory.store import Directory


def respond(
    dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict, planner: Planner
) -> list[dict[str, Any]]:
    """Says the reply and returns the slot events; `planner` is that of the intent which Rasa's rules led to."""
    said = Turn.of(tracker, domain["responses"])
    chosen = as_chosen(said)
    turn = once_over(as_said_outright(by_words(chosen) or kept_to_open_need(chosen)))
    events = say(dispatcher, domain, turn, decide(turn, planner if turn is said else planner_of(turn.intent)))
    known = tracker.current_slot_values()
    # Most slots stay as they are from turn to turn, and Rasa plays each event anew.
    return [event for event in events if _is_changed(event["value"], known.get(event["name"]))]


def _is_changed(value: Any, before: Any) -> bool:
    # Of weights that are equal the first one counts, so their order is a part of what is remembered.
    return bool(value != before) or (isinstance(value, dict) and list(value) != list(before))


def decide(turn: Turn, planner: Planner) -> Plan:
    """The whole reply: what comes first, what comes second, and never the reply before word for word."""
    in_danger = in_emergency(turn) or cry_for_help(turn) or happening_now(turn)
    plan = in_danger or within_abuse(turn) or asked_all_the_same(turn) or planner(turn)
    for changed in (of_nobody_refused, with_second, and_besides, or_another, with_named_too):
        plan = changed(turn, plan)
    return in_other_words(turn, of_open_services(turn.directory, plan))


def with_named_too(turn: Turn, plan: Plan) -> Plan:
    """The reply to a need, with the services behind it that ask for that and serve where the person is."""
    if plan.topic is None or plan.also or not plan.responses[0].startswith(f"utter_{plan.topic}"):
        return plan
    named = services_of(turn, plan)
    for service in reversed(turn.directory.needs.named_too(plan.topic, young=bool(turn.young))):
        is_near = turn.area is None or turn.directory.serves(service, turn.area) is not False
        if is_near and service not in named and turn.directory.service(service).active:
            plan = replace(plan, also=Plan(plan.route, ("utter_named_too",), service=service, also=plan.also))
    return plan


def of_open_services(directory: Directory, plan: Plan) -> Plan:
    """Of a service that is closed nothing is said but that, and who is there instead, the likeliest that is open."""
    if plan.also:
        plan = replace(plan, also=of_open_services(directory, plan.also))
    # 999 comes first in an emergency: a line about a service that is closed is left out of it.
    if plan.service is None or plan.route == "emergency" or directory.service(plan.service).active:
        return plan
    closed = directory.service(plan.service).spoken_name
    others = (*directory.needs.beside(plan.service), directory.needs.role(ASK))
    instead = next((row for row in others if row and directory.service(row).active), None)
    return replace(plan, responses=("utter_service_closed",), service=instead, values={"closed": closed})

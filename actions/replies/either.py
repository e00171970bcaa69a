"""A question that may mean another service than the one it is answered for: that one is answered too, in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from actions.intents import EMERGENCY
from actions.replies.details import CANNOT_SAY, Detail, detail, knows
from actions.replies.plan import Plan
from actions.replies.services import says_which
from actions.replies.turn import Turn
from directory.models import EMERGENCY_SERVICE

# Which detail a reply is about. Hours and what is not known say so by the values that they are said with.
DETAIL_OF: Mapping[str, Detail] = {
    "utter_service_cost": "cost",
    "utter_service_hours": "hours",
    "utter_service_number": "number",
    "utter_privacy_service": "anonymous",
    "utter_privacy_service_tells": "anonymous",
    "utter_privacy_service_unknown": "anonymous",
}
# What is asked beside another question, by the cue that says so.
IN_ONE_MESSAGE: Mapping[str, Detail] = {
    "asks_cost": "cost",
    "asks_opening": "hours",
    "asks_telling": "anonymous",
    "asks_anonymous": "anonymous",
}
TWO_PARTS = re.compile(r"\b(?:and|n|also|plus)\b|[&,?;]", re.I)
UNKNOWN = "utter_service_unknown_detail"
# Said of the other. One that is there day and night answers for one that is shut, or whose hours nobody knows.
OF_ANOTHER: Mapping[Detail, str] = {
    "cost": "utter_or_cost",
    "hours": "utter_or_open",
    "number": "utter_or_number",
    "anonymous": "utter_or_anonymous",
}
OF_THE_NEED = frozenset({"anonymous", "hours"})
OPEN = frozenset({"@utter_opening_always", "@utter_opening_open"})


def or_another(turn: Turn, plan: Plan) -> Plan:
    """The plan, with the next service of the reply before where that may be meant as well, or knows what is asked.

    None is added for who says which one is meant, and in an emergency.
    """
    what = _detail_of(plan)
    if what is None or plan.topic or plan.also or turn.topic == EMERGENCY or says_which(turn):
        return plan
    if not (what == "number" or _is_unanswered(plan) or (turn.says("several") and what != "anonymous")):
        return plan
    other = next((row for row in _others(turn, plan, what) if _answers(turn, row, what)), None)
    return replace(plan, also=Plan(plan.route, (OF_ANOTHER[what],), service=other)) if other else plan


def and_besides(turn: Turn, plan: Plan) -> Plan:
    """The plan, with another question about the same service that stands in the message too."""
    what = _detail_of(plan)
    is_of_one = plan.service is not None and plan.responses == CANNOT_SAY
    if not (what or is_of_one) or plan.topic or plan.also or not TWO_PARTS.search(turn.text):
        return plan
    asked = {other for cue, other in IN_ONE_MESSAGE.items() if turn.says(cue)} - {what}
    known = [other for other in asked if other == "hours" or knows(turn.directory.service(plan.service or ""), other)]
    return replace(plan, also=detail(turn, plan.service or "", known[0])) if len(asked) == len(known) == 1 else plan


def _detail_of(plan: Plan) -> Detail | None:
    if plan.service is None:
        return None
    if plan.responses == (UNKNOWN,):
        name = plan.values["detail"].removeprefix("@utter_detail_")
        return next((what for what in OF_ANOTHER if what == name), None)
    return next((DETAIL_OF[name] for name in plan.responses if name in DETAIL_OF), None)


def _is_unanswered(plan: Plan) -> bool:
    """The directory does not know it, or nobody is there now."""
    unknown = {UNKNOWN, "utter_privacy_service_unknown"} & set(plan.responses)
    return bool(unknown) or ("opening" in plan.values and plan.values["opening"] not in OPEN)


def _others(turn: Turn, plan: Plan, what: Detail) -> Iterator[str]:
    """Those of the reply before; for who wants not to be known, or calls late, all of the need that is open."""
    own = turn.directory.needs.others(turn.topic or "") if what in OF_THE_NEED else ()
    for row in dict.fromkeys((*turn.services, *own)):
        if row not in (plan.service, EMERGENCY_SERVICE) and row not in turn.passed_over:
            yield row


def _answers(turn: Turn, service: str, what: Detail) -> bool:
    found = turn.directory.service(service)
    if not found.active or found.contact("phone") is None:
        return False
    if what == "hours":
        return turn.directory.opening(service, "phone", at=turn.at).always
    if what == "anonymous":
        return found.claim("anonymity") is not None
    return what == "number" or knows(found, what)

"""A message with two things in it: the second is answered behind the first."""

from __future__ import annotations

from dataclasses import replace

from actions.follow_ups.of_them import asked_of_service
from actions.intents import INTENTS, SAME
from actions.replies.details import CANNOT_SAY, DETAILS
from actions.replies.needs import OF_SECRETS
from actions.replies.plan import Plan
from actions.replies.planners import answered_as
from actions.replies.services import service_asked
from actions.replies.turn import Turn
from actions.topics.files import topics

# Their answer goes with that of any need.
WAYS = OF_SECRETS | {"no_phone", "cant_talk"}
OPENERS = {"thanks": "utter_welcome", "update_over": "utter_good"}


def with_second(turn: Turn, plan: Plan) -> Plan:
    """The plan with what else was said: a question beside a need, thanks or the end of danger before it."""
    if plan.route == "emergency" or plan.forget:
        return plan
    return _opened(turn, _with_a_place(turn, _of_the_young(turn, _asked(turn, plan))))


def _asked(turn: Turn, plan: Plan) -> Plan:
    reading = turn.reading
    if not reading.ask or not reading.need or reading.need == SAME or plan.topic is None or plan.also:
        return plan
    if reading.need == "law" and reading.ask in OF_SECRETS and turn.says("fears_the_police"):
        # Who fears trouble asked one thing, not two.
        return plan
    restated = reading.need == turn.topic
    if reading.ask in DETAILS:
        service = service_asked(turn, plan=plan, place=reading.ask == "ask_where")
        if service:
            second = asked_of_service(turn, service, reading.ask)
            if second.responses == CANNOT_SAY and not restated:
                return plan
            return replace(second, topic=plan.topic) if restated else replace(plan, also=second)
    if reading.ask in WAYS:
        second = answered_as(turn, reading.ask)
        return replace(second, topic=plan.topic) if restated else replace(plan, also=second)
    return plan


def _of_the_young(turn: Turn, plan: Plan) -> Plan:
    """Who says now that they are a child hears of Childline, where the reply has nothing for children by itself."""
    need = topics().get(plan.topic or "")
    is_for_all_ages = need is not None and need.is_for_all_ages
    if not turn.young or turn.before.young or not is_for_all_ages or plan.also or plan.route == "decline":
        return plan
    return replace(plan, responses=(*plan.responses, "utter_young_too"))


def _with_a_place(turn: Turn, plan: Plan) -> Plan:
    """Who has no home and uses is told who houses people too."""
    council = turn.directory.needs.role("council")
    if plan.route != "treatment" or plan.topic is None or plan.also or not council or not turn.says("homeless"):
        return plan
    return replace(plan, also=Plan("council", ("utter_place_to_stay_too",), service=council))


def _opened(turn: Turn, plan: Plan) -> Plan:
    opener = OPENERS.get(turn.reading.act or "")
    first = INTENTS.get(turn.intent)
    if opener is None or first is None or first.name == turn.reading.act or opener in plan.responses:
        return plan
    return replace(plan, responses=(opener, *plan.responses))

"""Questions that stand in the words, where the understanding saw no more than the need that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.follow_ups.in_words import asked_for_another, asked_in_words
from actions.follow_ups.of_them import what_to_say
from actions.follow_ups.service_info import at_this_hour
from actions.intents import EMERGENCY, SAME
from actions.replies.details import Detail, detail
from actions.replies.emergency import need_said
from actions.replies.kept import AN_AGE, LIKELY
from actions.replies.needs import NOT_UNDERSTOOD, OF_SECRETS
from actions.replies.plan import Plan, Route
from actions.replies.planners import again, answered_as, plan_for
from actions.replies.services import give_way, service_asked, who_listens
from actions.replies.turn import Turn

# What may be read into a wish to write, or into what people say when they do not know how to begin.
LOOSE = frozenset({None, "ask_open", "someone_else", "service_info", "repeat_number", "what_happens", "ask_steps"})
# Read as one of these, a question about a service by its name is still one about that service.
SERVICE_BY_NAME = frozenset({None, "someone_else"})
# Details that are asked for in so many words, whatever else was understood.
DETAILS_SAID: Mapping[str, Detail] = {"asks_access": "access", "asks_moved": "where"}


def asked_all_the_same(turn: Turn) -> Plan | None:
    """The plan of a question that the words ask plainly; None where they do not, or where it was understood."""
    if turn.topic in (None, EMERGENCY):
        return None
    if plan := _never_despair(turn) or _asked_of_the_open_need(turn):
        return plan
    if turn.topic == "spiked" and turn.says("test_for_it") and not turn.heard("assault", "spiked", "police"):
        return Plan("advice", ("utter_spiked_test",), topic="spiked")
    if turn.intent == "about_bot" and turn.named and turn.says("of_telling"):
        return answered_as(turn, "ask_anonymous")
    if turn.reading.act == "age_young" and len(turn.text.split()) <= AN_AGE:
        return plan_for(turn, "age_young")
    if turn.says("report_it") and (plan := asked_in_words(turn)):
        return plan
    if plan := asked_for_another(turn):
        return plan
    if turn.reading.need not in (None, SAME, "out_of_scope", turn.topic):
        return None
    if plan := asked_in_words(turn):
        return plan
    if turn.reading.ask in LOOSE and turn.says("by_text"):
        return answered_as(turn, "cant_talk")
    if _is_of_a_service(turn):
        return answered_as(turn, "service_info")
    if what := next((name for cue, name in DETAILS_SAID.items() if turn.says(cue)), None):
        return _detail(turn, what)
    if turn.reading.ask in LOOSE and turn.says("no_answer") and turn.services:
        return plan_for(turn, "someone_else") if turn.topic == "crisis" else at_this_hour(turn)
    if turn.reading.ask in LOOSE and turn.says("what_to_say"):
        return _what_to_say(turn)
    if turn.intent in NOT_UNDERSTOOD and turn.says("whom_to_tell"):
        return again(turn)
    return None


def _never_despair(turn: Turn) -> Plan | None:
    """The need from before, where despair was heard and is denied; who listens stays named."""
    if turn.topic != "crisis" or not turn.says("not_suicidal") or turn.reading.need not in (None, SAME, "crisis"):
        return None
    need = need_said([name for name in turn.before.said if "crisis" not in name])
    if need is None:
        return None
    need = "family" if need == "treatment" and turn.about == "other" else need
    plan = answered_as(turn, need)
    return replace(plan, also=Plan(plan.route, ("utter_named_too",), service=who_listens(turn)))


def _asked_of_the_open_need(turn: Turn) -> Plan | None:
    """An honest "I do not know" to a question of which too little was understood."""
    is_unclear = turn.intent == "nlu_fallback" and turn.asks
    is_of_secrets = turn.intent in OF_SECRETS and not turn.says("of_telling") and turn.confidence < LIKELY
    service = service_asked(turn) if is_unclear or is_of_secrets else None
    return Plan(turn.carried_on("service_info"), ("utter_cannot_say",), service=service) if service else None


def _detail(turn: Turn, what: Detail) -> Plan | None:
    service = service_asked(turn, place=True)
    return detail(turn, service, what) if service else None


def _what_to_say(turn: Turn) -> Plan | None:
    service = service_asked(turn)
    route: Route = "service_info" if turn.reading.ask else turn.carried_on("service_info")
    return what_to_say(turn, service, route) if service else None


def _is_of_a_service(turn: Turn) -> bool:
    if turn.reading.ask not in SERVICE_BY_NAME or turn.reading.act == "refuse":
        return False
    given_way = turn.passed_over | give_way(turn)
    if turn.asked_about - given_way:
        return True
    return bool(set(turn.named) - given_way) and turn.asks and turn.names_no_need

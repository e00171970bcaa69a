"""Questions that stand in the words, where the understanding saw no more than the need that is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.follow_ups.in_words import Answer, asked_for_another, asked_in_words, they_can_be_asked
from actions.follow_ups.of_them import what_to_say
from actions.follow_ups.service_info import at_this_hour
from actions.intents import EMERGENCY, SAME
from actions.replies.details import Detail, detail
from actions.replies.kept import AN_AGE, LIKELY
from actions.replies.needs import NOT_UNDERSTOOD, OF_SECRETS, OF_USE
from actions.replies.plan import Plan, Route
from actions.replies.planners import again, answered_as, plan_for
from actions.replies.services import MEETINGS, give_way, service_asked, who_listens
from actions.replies.settled import need_said
from actions.replies.turn import Turn

# What may be read into a wish to write, or into what people say when they do not know how to begin.
LOOSE = frozenset({None, "ask_open", "someone_else", "service_info", "repeat_number", "what_happens", "ask_steps"})
# Read as one of these, a question about a service by its name is still one about that service.
SERVICE_BY_NAME = frozenset({None, "someone_else"})
# There the first ones named do something about it.
REPORTED = frozenset({"report", "police"})
# Details that are asked for in so many words, whatever else was understood.
DETAILS_SAID: Mapping[str, Detail] = {"asks_access": "access", "asks_moved": "where"}


def asked_all_the_same(turn: Turn) -> Plan | None:
    """The plan of a question that the words ask plainly; None where they do not, or where it was understood."""
    if turn.topic == EMERGENCY:
        return None
    if plan := _other_meetings(turn):
        return plan
    if turn.topic is None:
        return None
    another_need = turn.reading.need not in (None, SAME, "out_of_scope", turn.topic)
    answers = _WHATEVER_THE_NEED if another_need else (*_WHATEVER_THE_NEED, *_WITHIN_THE_NEED)
    return next((plan for answer in answers if (plan := answer(turn))), None)


def _other_meetings(turn: Turn) -> Plan | None:
    """Behind meetings for one drug those for another: "is there one for coke"."""
    needs, said = turn.directory.needs, turn.said_substances
    if not said or not turn.says("one_for") or not needs.of(MEETINGS).intersection(turn.services[:1]):
        return None
    meetings = needs.own(MEETINGS, substances=said)
    is_another = meetings is not None and meetings not in turn.services[:1]
    return Plan("treatment", ("utter_someone_else",), service=meetings) if is_another else None


def _never_despair(turn: Turn) -> Plan | None:
    """The need from before, where despair was heard and is denied; who listens stays named."""
    if turn.topic != "crisis" or not turn.says("not_suicidal") or turn.reading.need not in (None, SAME, "crisis"):
        return None
    need = need_said([name for name in turn.before.said if "crisis" not in name])
    if need is None:
        return None
    plan = answered_as(turn, "family" if need == "treatment" and turn.about == "other" else need)
    return replace(plan, also=Plan(plan.route, ("utter_named_too",), service=who_listens(turn)))


def _too_little_understood(turn: Turn) -> Plan | None:
    """An honest "I do not know" to a question of which too little was understood."""
    is_unclear = turn.intent == "nlu_fallback" and turn.asks
    is_of_secrets = turn.intent in OF_SECRETS and not turn.says("of_telling") and turn.confidence < LIKELY
    return they_can_be_asked(turn) if is_unclear or is_of_secrets else None


def _who_tells_nobody(turn: Turn) -> Plan | None:
    """Who asks whom to talk to that tells nobody asks for a service, and not what is kept here."""
    line = turn.directory.needs.role("drugs_line")
    is_asked = turn.intent in OF_SECRETS and turn.topic in OF_USE and turn.says("tells_nobody")
    return detail(turn, line, "anonymous") if line and is_asked else None


def _spiked_test(turn: Turn) -> Plan | None:
    is_asked = turn.topic == "spiked" and turn.says("spiked_test") and not turn.heard("assault", "spiked", "police")
    return Plan("advice", ("utter_spiked_test",), topic="spiked") if is_asked else None


def _spiked_police(turn: Turn) -> Plan | None:
    """The police themselves, with what they test for: whoever was spiked is no bystander who reports."""
    is_meant = turn.topic == "spiked" and turn.says("tells_police") and not turn.says("police_refused")
    if not is_meant or turn.reading.need not in (None, SAME, "spiked", "report", "police"):
        return None
    assault = turn.heard("assault", "spiked", "police")
    return Plan("advice", ("utter_assault_past" if assault else "utter_spiked_test",), topic="spiked")


def _whom_they_tell(turn: Turn) -> Plan | None:
    """Of a service by its name, which was read as a question about this bot."""
    is_of_them = turn.intent == "about_bot" and turn.named and turn.says("of_telling")
    return answered_as(turn, "ask_anonymous") if is_of_them else None


def _an_age(turn: Turn) -> Plan | None:
    says_no_more = turn.reading.act == "age_young" and len(turn.text.split()) <= AN_AGE
    return plan_for(turn, "age_young") if says_no_more else None


def _report_it(turn: Turn) -> Plan | None:
    return asked_in_words(turn) if turn.says("report_it") else None


def _by_text(turn: Turn) -> Plan | None:
    return answered_as(turn, "cant_talk") if turn.reading.ask in LOOSE and turn.says("by_text") else None


def _not_by_phone(turn: Turn) -> Plan | None:
    """Who would not ring anybody refuses no service."""
    is_refusal = turn.intent in ("refuse", "no_phone", *NOT_UNDERSTOOD) and turn.says("not_by_phone")
    return answered_as(turn, "cant_talk") if is_refusal else None


def _just_advice(turn: Turn) -> Plan | None:
    """Within what is reported, or what the police deal with: somebody who listens and reports nothing."""
    line = turn.directory.needs.role("drugs_line")
    is_asked = turn.topic in REPORTED and turn.says("just_advice")
    return Plan("advice", ("utter_someone_else",), service=line) if line and is_asked else None


def _given_out(turn: Turn) -> Plan | None:
    """Whether a service has naloxone or needles: how one comes by them."""
    is_asked = turn.topic in OF_USE and turn.asks and turn.names_no_need and turn.reading.ask not in OF_SECRETS
    is_asked = is_asked and any(turn.says(cue) for cue in ("naloxone", "needles"))
    return answered_as(turn, "treatment") if is_asked else None


def _of_a_service(turn: Turn) -> Plan | None:
    if turn.reading.ask not in SERVICE_BY_NAME or turn.reading.act == "refuse":
        return None
    given_way = turn.passed_over | give_way(turn)
    is_named = set(turn.named) - given_way and turn.asks and turn.names_no_need
    return answered_as(turn, "service_info") if turn.asked_about - given_way or is_named else None


def _detail(turn: Turn) -> Plan | None:
    what = turn.first_said(DETAILS_SAID)
    service = service_asked(turn, place=True) if what else None
    return detail(turn, service, what) if service and what else None


def _no_answer(turn: Turn) -> Plan | None:
    if turn.reading.ask not in LOOSE or not turn.says("no_answer") or not turn.services:
        return None
    return plan_for(turn, "someone_else") if turn.topic == "crisis" else at_this_hour(turn)


def _what_to_say(turn: Turn) -> Plan | None:
    is_asked = turn.reading.ask in LOOSE and turn.says("what_to_say")
    service = service_asked(turn) if is_asked else None
    route: Route = "service_info" if turn.reading.ask else turn.carried_on("service_info")
    return what_to_say(turn, service, route) if service else None


def _whom_to_tell(turn: Turn) -> Plan | None:
    return again(turn) if turn.intent in NOT_UNDERSTOOD and turn.says("whom_to_tell") else None


# The first that answers does. These do so also where another need was understood.
_WHATEVER_THE_NEED: tuple[Answer, ...] = (
    _never_despair, _who_tells_nobody, _too_little_understood, _spiked_test, _spiked_police, _whom_they_tell,
    _an_age, _report_it, asked_for_another,
)  # fmt: skip
_WITHIN_THE_NEED: tuple[Answer, ...] = (
    asked_in_words, _not_by_phone, _by_text, _just_advice, _given_out, _of_a_service, _detail, _no_answer, _what_to_say,
    _whom_to_tell,
)  # fmt: skip

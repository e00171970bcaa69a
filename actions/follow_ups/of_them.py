"""What is asked about a service and its people, told apart by its words. What no source says is for them to answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from actions.replies.details import CANNOT_SAY, DETAILS, detail
from actions.replies.plan import ENGLISH, Plan, Route
from actions.replies.services import services_of
from actions.replies.turn import Turn

OfService = Callable[[Turn, str], Plan | None]
# As these more is read than what happens there and how one gets in.
READ_INTO = frozenset({"what_happens", "ask_referral"})


def asked_of_service(turn: Turn, service: str, question: str) -> Plan:
    """The answer to a question about a service, by its intent and, where that holds several, by its words."""
    return _by_words(turn, service) if question in READ_INTO else detail(turn, service, DETAILS.get(question, "number"))


def _by_words(turn: Turn, service: str) -> Plan:
    """The answer to the first of these questions that is heard; that they can be asked where it is none of them."""
    answers = (answer(turn, service) for cue, answer in _ANSWERS.items() if turn.says(cue))
    known = next((plan for plan in answers if plan), None)
    if known is None and turn.language != ENGLISH:
        return _what_happens(turn, service)
    return known or cannot_say(turn, service)


def difference(turn: Turn) -> Plan | None:
    """What two of them are for: those that this message names, else those of the reply before."""
    meant = turn.named if len(turn.named) > 1 else turn.services
    described = [row for row in meant if turn.directory.service(row).claim("description")]
    if len(described) < 2:
        return None
    first, second = (Plan("service_info", ("utter_service_is",), service=row) for row in described[:2])
    return replace(first, also=second)


def cannot_say(_turn: Turn, service: str) -> Plan:
    """Nobody here knows."""
    return Plan("service_info", CANNOT_SAY, service=service)


def _company(_turn: Turn, service: str) -> Plan:
    return Plan("service_info", ("utter_ask_company",), service=service)


def _on_behalf(_turn: Turn, service: str) -> Plan:
    return Plan("service_info", ("utter_ask_on_behalf",), service=service)


def what_to_say(turn: Turn, service: str, route: Route = "service_info") -> Plan:
    """How a call may begin, and what they want to hear: in the need's own words where it has some for that service."""
    own = f"utter_next_{turn.topic}"
    if own in turn.wording and service in services_of(turn, Plan(route, (own,))):
        return Plan(route, (own,))
    return Plan(route, ("utter_what_to_say",), service=service)


def _whom_for(turn: Turn, service: str) -> Plan | None:
    known = turn.directory.service(service).claim("eligibility_description")
    return Plan("service_info", ("utter_service_whom_for",), service=service) if known else None


def _how_to_get_in(turn: Turn, service: str) -> Plan:
    return detail(turn, service, "referral")


def _what_happens(turn: Turn, service: str) -> Plan:
    return detail(turn, service, "what_happens")


# Where somebody else is spoken of.
OF_ANOTHER: Mapping[str, OfService] = {"asks_company": _company, "asks_on_behalf": _on_behalf}
_ANSWERS: Mapping[str, OfService] = {
    "wait": cannot_say,
    **OF_ANOTHER,
    "asks_whom_for": _whom_for,
    "asks_to_turn_up": _how_to_get_in,
    "asks_their_questions": what_to_say,
    "asks_process": _what_happens,
}

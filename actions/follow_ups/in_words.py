"""What people ask in so many words while a need is open, and no meaning that is learnt stands for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from actions.follow_ups.of_them import OF_ANOTHER, READ_INTO, cannot_say, difference
from actions.follow_ups.service_info import BEHIND_A_DOOR, far_away, someone_else, the_police
from actions.replies.details import detail
from actions.replies.needs import ABOUT_OTHERS, ABUSE, OF_SECRETS, OF_USE, USED, is_serious
from actions.replies.plan import Plan, Route
from actions.replies.planners import again, answered_as, plan_for
from actions.replies.services import MEETINGS, says_which, service_asked, who_listens
from actions.replies.turn import Turn

# There telling somebody is what protects, and whoever protects children can say whom.
TO_BE_TOLD = frozenset({"crisis", "safeguarding_child"})
# There the police come to mind first, and others help too.
WITHOUT_POLICE = ABOUT_OTHERS - {"police"}
# Within these it is new that it is about the writer's own use.
NOT_OWN_USE = frozenset({"family", "advice", "health"})
OF_MONEY = frozenset({"fraud", "police", "slavery", "report", *USED})
# How the wish for a group is read; other questions are about one that is known.
LOOKED_FOR = frozenset({None, "service_info", "someone_else"})
# There people go somewhere, alone or with somebody.
IN_PERSON = OF_USE | {"council"}
REPORTED_ELSEWHERE = frozenset({"council", "fraud"})
# What was said to whoever was spiked or assaulted.
AFTER_HARM = ("utter_spiked_", "utter_assault_")
Answer = Callable[[Turn], Plan | None]


def asked_in_words(turn: Turn) -> Plan | None:
    """The plan of the first of these cues that is heard and has an answer here; None where none is."""
    answers = (answer(turn) for cue, answer in _ANSWERS.items() if turn.says(cue))
    return next((plan for plan in answers if plan), None)


def asked_for_another(turn: Turn) -> Plan | None:
    """Whether somebody else may come along or be called for, and how to talk to them; that is no other need."""
    if turn.topic not in IN_PERSON or is_serious(turn.reading.need):
        return None
    if turn.says("how_to_talk") and (turn.topic == "family" or turn.about == "other"):
        return Plan("family", ("utter_how_to_talk",), topic="family")
    service = service_asked(turn) if turn.asks else None
    found = turn.first_said(OF_ANOTHER)
    return found(turn, service) if service and found else None


def _within(needs: Collection[str], answer: Answer) -> Answer:
    """That answer while one of these needs is open, and none else."""
    return lambda turn: answer(turn) if turn.topic in needs else None


def _as(intent: str) -> Answer:
    """What that need or question gets."""
    return lambda turn: answered_as(turn, intent)


def _which_first(turn: Turn) -> Plan | None:
    of_those = (row for row in turn.services if row in turn.named)
    service = next(of_those, None) or _beside_the_police(turn) or service_asked(turn)
    route: Route = "service_info" if turn.reading.ask else turn.carried_on("service_info")
    return Plan(route, ("utter_this_first",), service=service) if service else None


def _beside_the_police(turn: Turn) -> str | None:
    """The first of the reply before, where the police are meant by their name and others go before them."""
    is_meant = turn.topic in WITHOUT_POLICE and turn.says("police")
    return next(iter(turn.services), None) if is_meant else None


def _in_person(turn: Turn) -> Plan | None:
    hub = turn.directory.needs.hub
    return detail(turn, hub, "where") if hub and turn.reading.ask in READ_INTO else None


def _police(turn: Turn) -> Plan | None:
    return None if turn.asks or turn.says("police_refused") else the_police(turn)


def _tell_somebody(turn: Turn) -> Plan | None:
    return None if turn.topic in TO_BE_TOLD else _of_the_open_need(turn, "utter_choose_whom_to_tell")


def _own_use(turn: Turn) -> Plan | None:
    if turn.reading.ask or turn.says("relation"):
        return None
    own = replace(turn.answering_as("treatment"), about="me")
    return plan_for(own, "treatment")


def they_can_be_asked(turn: Turn) -> Plan | None:
    """Of the service that the need is with: nobody here knows; None where there is none."""
    return _of_the_open_need(turn, "utter_cannot_say")


def _calls_back(turn: Turn) -> Plan | None:
    return they_can_be_asked(turn) if turn.asks else None


def _thrown_out(_turn: Turn) -> Plan:
    return Plan("council", ("utter_council_housing",), topic="council")


def _a_place(turn: Turn) -> Plan | None:
    """Beside the need that is open, which goes on. Where one lives may be what a service asks."""
    council = turn.directory.needs.role("council")
    if not council or not turn.asks or turn.reading.ask in OF_SECRETS or says_which(turn):
        return None
    return Plan("council", ("utter_place_to_stay_too",), service=council)


def _not_your_fault(turn: Turn) -> Plan:
    return Plan("family", ("utter_not_your_fault",), service=who_listens(turn), topic="family")


def _for_them(turn: Turn) -> Plan | None:
    # Of the law Release tells everybody, but to a child others talk.
    if turn.about != "other" or (turn.topic == "law" and not turn.child_meant):
        return None
    return None if turn.heard("bereaved", "family") else answered_as(turn, "treatment")


def _police_refused(turn: Turn) -> Plan | None:
    if turn.topic == "spiked":
        return Plan("advice", ("utter_assault_no_police",), topic="spiked")
    return someone_else(turn) if turn.topic in WITHOUT_POLICE and not turn.reading.ask else None


def _kit_for(turn: Turn) -> Plan | None:
    """Who else may have naloxone, once it was told what it is."""
    was_told = any("naloxone" in name for name in turn.before.said)
    return Plan("treatment", ("utter_family_naloxone",), topic="treatment") if was_told else None


def _me_too(turn: Turn) -> Plan | None:
    return answered_as(turn, "family") if turn.worries else None


def _alone(turn: Turn) -> Plan | None:
    if turn.reading.ask not in (None, "ask_steps"):
        return None
    return Plan(turn.carried_on("service_info"), ("utter_after_a_shock",), service=who_listens(turn))


def _far_away(turn: Turn) -> Plan | None:
    return far_away() if turn.reading.ask in (None, "nearer") else None


def _groups(turn: Turn) -> Plan | None:
    if turn.says("no_groups") or turn.reading.ask not in LOOKED_FOR:
        return None
    if turn.topic == "family":
        return answered_as(turn, "family")
    meetings = turn.directory.needs.own(MEETINGS, substances=turn.substances)
    is_asked = turn.asks or turn.reading.ask is None
    if turn.topic != "treatment" or meetings is None or not is_asked or meetings in turn.services[:1]:
        return None
    return Plan("treatment", ("utter_someone_else",), service=meetings)


def _cables(turn: Turn) -> Plan | None:
    if turn.reading.ask:
        return None
    wires = turn.directory.needs.role("electric")
    if wires and turn.asks and "utter_report_grow" in turn.before.said:
        return Plan("report", ("utter_someone_else",), service=wires)
    return again(turn)


def _on_the_bill(turn: Turn) -> Plan | None:
    service = service_asked(turn)
    likeliest = [service] if says_which(turn) else [service, *turn.services]
    # That a call is free says nothing of the bill.
    known = next((row for row in likeliest if row and "bill" in _cost(turn, row)), None)
    return detail(turn, known, "cost") if known else cannot_say(turn, service) if service else None


def _cost(turn: Turn, service: str) -> str:
    return turn.directory.service(service).claim("fees_description") or ""


def _hands_off(turn: Turn) -> Plan | None:
    is_of_needles = turn.heard("needles", "council")
    return Plan("council", ("utter_council_hands_off",), topic="council") if is_of_needles else None


def _keep_away(_turn: Turn) -> Plan:
    return Plan("report", ("utter_report_keep_away",), topic="report")


def _unwilling(turn: Turn) -> Plan | None:
    return again(turn) if turn.reading.ask is None else None


def _shaken(turn: Turn) -> Plan | None:
    spiked = turn.topic == "spiked" or any(name.startswith(AFTER_HARM) for name in turn.before.said)
    if not spiked or not turn.names_no_need or turn.reading.ask not in (None, "ask_steps", "someone_else"):
        return None
    return Plan(turn.carried_on("service_info"), ("utter_after_a_shock",), service=who_listens(turn))


def _whom_to_tell(turn: Turn) -> Plan | None:
    unnamed = turn.intent == "service_info" and not turn.named
    return again(turn) if unnamed else None


def _of_the_open_need(turn: Turn, response: str) -> Plan | None:
    service = service_asked(turn)
    return Plan(turn.carried_on("service_info"), (response,), service=service) if service else None


_ANSWERS: Mapping[str, Answer] = {
    "kit_for": _kit_for,
    "children_with_me": _within({ABUSE}, again),
    "on_the_bill": _on_the_bill,
    "is_mine": _within(NOT_OWN_USE, _own_use),
    "whether_to_tell": _tell_somebody,
    "far_away": _within(OF_USE, _far_away),
    "takes_children": they_can_be_asked,
    "calls_back": _calls_back,
    "wait": _within(OF_USE, they_can_be_asked),
    "thrown_out": _within(OF_USE, _thrown_out),
    "homeless": _within(OF_USE, _a_place),
    "which_first": _which_first,
    "difference": difference,
    "police_wanted": _within(WITHOUT_POLICE, _police),
    "in_person": _within(BEHIND_A_DOOR, _in_person),
    "keeps_secret": _as("privacy"),
    "what_is_it": _within(IN_PERSON, _as("advice")),
    "groups": _groups,
    "cables": _within({"report"}, _cables),
    "pays": _within(OF_MONEY, they_can_be_asked),
    "my_fault": _within({"family"}, _not_your_fault),
    "for_them": _within(NOT_OWN_USE | {"law"}, _for_them),
    "me_too": _me_too,
    "feels_alone": _within(OF_USE, _alone),
    "report_it": _within(REPORTED_ELSEWHERE, again),
    "touches_needles": _within({"council"}, _hands_off),
    "goes_there": _within({"report"}, _keep_away),
    "other_unwilling": _within({"family"}, _unwilling),
    "shaken": _within({"spiked", "law", "health"}, _shaken),
    "police_refused": _police_refused,
    "whom_to_tell": _whom_to_tell,
}

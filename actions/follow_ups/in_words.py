"""What people ask in so many words while a need is open, and no meaning that is learnt stands for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from actions.follow_ups.of_them import OF_ANOTHER, READ_INTO
from actions.follow_ups.service_info import BEHIND_A_DOOR, far_away, someone_else
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
    found = next((answer for cue, answer in OF_ANOTHER.items() if turn.says(cue)), None)
    return found(turn, service) if service and found else None


def _which_first(turn: Turn) -> Plan | None:
    of_those = (row for row in turn.services if row in turn.named)
    service = next(of_those, None) or service_asked(turn)
    route: Route = "service_info" if turn.reading.ask else turn.carried_on("service_info")
    return Plan(route, ("utter_this_first",), service=service) if service else None


def _difference(turn: Turn) -> Plan | None:
    described = [row for row in turn.services if turn.directory.service(row).claim("description")]
    if len(described) < 2:
        return None
    first, second = (Plan("service_info", ("utter_service_is",), service=row) for row in described[:2])
    return replace(first, also=second)


def _in_person(turn: Turn) -> Plan | None:
    hub = turn.directory.needs.hub
    if turn.topic not in BEHIND_A_DOOR or hub is None or turn.reading.ask not in READ_INTO:
        return None
    return detail(turn, hub, "where")


def _police(turn: Turn) -> Plan | None:
    if turn.topic not in WITHOUT_POLICE or turn.asks or turn.says("police_refused"):
        return None
    return Plan(turn.carried_on("police"), ("utter_someone_else",), service=turn.directory.needs.role("police"))


def _tell_somebody(turn: Turn) -> Plan | None:
    return None if turn.topic in TO_BE_TOLD else _of_the_open_need(turn, "utter_choose_whom_to_tell")


def _mine(turn: Turn) -> Plan | None:
    if turn.topic not in NOT_OWN_USE or turn.reading.ask or turn.says("relation"):
        return None
    own = replace(turn.answering_as("treatment"), about="me")
    return plan_for(own, "treatment")


def _cannot_say(turn: Turn) -> Plan | None:
    return _of_the_open_need(turn, "utter_cannot_say")


def _wait(turn: Turn) -> Plan | None:
    return _cannot_say(turn) if turn.topic in OF_USE else None


def _calls_back(turn: Turn) -> Plan | None:
    return _cannot_say(turn) if turn.asks else None


def _thrown_out(turn: Turn) -> Plan | None:
    return Plan("council", ("utter_council_housing",), topic="council") if turn.topic in OF_USE else None


def _a_place(turn: Turn) -> Plan | None:
    """Beside the need that is open, which goes on. Where one lives may be what a service asks."""
    of_a_service = turn.reading.ask in OF_SECRETS or says_which(turn)
    if turn.topic not in OF_USE or not turn.asks or of_a_service:
        return None
    council = turn.directory.needs.role("council")
    return Plan("council", ("utter_place_to_stay_too",), service=council) if council else None


def _pays(turn: Turn) -> Plan | None:
    return _cannot_say(turn) if turn.topic in OF_MONEY else None


def _my_fault(turn: Turn) -> Plan | None:
    if turn.topic != "family":
        return None
    return Plan("family", ("utter_not_your_fault",), service=who_listens(turn), topic="family")


def _for_them(turn: Turn) -> Plan | None:
    if turn.topic != "family" or turn.heard("bereaved", "family"):
        return None
    return answered_as(turn, "treatment")


def _police_refused(turn: Turn) -> Plan | None:
    if turn.topic == "spiked":
        return Plan("advice", ("utter_assault_no_police",), topic="spiked")
    return someone_else(turn) if turn.topic in WITHOUT_POLICE and not turn.reading.ask else None


def _me_too(turn: Turn) -> Plan | None:
    worried = turn.topic == "family" or (turn.topic == "treatment" and turn.before.about == "other")
    return answered_as(turn, "family") if worried else None


def _alone(turn: Turn) -> Plan | None:
    if turn.topic not in OF_USE or turn.reading.ask not in (None, "ask_steps"):
        return None
    return Plan(turn.carried_on("service_info"), ("utter_after_a_shock",), service=who_listens(turn))


def _far_away(turn: Turn) -> Plan | None:
    return far_away() if turn.topic in OF_USE and turn.reading.ask in (None, "nearer") else None


def _keeps_secret(turn: Turn) -> Plan | None:
    return answered_as(turn, "privacy")


def _what_is_it(turn: Turn) -> Plan | None:
    return answered_as(turn, "advice") if turn.topic in IN_PERSON else None


def _groups(turn: Turn) -> Plan | None:
    if turn.says("no_groups"):
        return None
    if turn.topic == "family" and turn.reading.ask in LOOKED_FOR:
        return answered_as(turn, "family")
    meetings = turn.directory.needs.own(MEETINGS, substances=turn.substances)
    if turn.topic != "treatment" or meetings is None or not (turn.asks or turn.reading.ask is None):
        return None
    if turn.reading.ask not in LOOKED_FOR or meetings in turn.services[:1]:
        return None
    return Plan("treatment", ("utter_someone_else",), service=meetings)


def _cables(turn: Turn) -> Plan | None:
    if turn.topic != "report" or turn.reading.ask:
        return None
    wires = turn.directory.needs.role("electric")
    if wires and turn.asks and "utter_report_grow" in turn.before.said:
        return Plan("report", ("utter_someone_else",), service=wires)
    return again(turn)


def _report_it(turn: Turn) -> Plan | None:
    return again(turn) if turn.topic in REPORTED_ELSEWHERE else None


def _on_the_bill(turn: Turn) -> Plan | None:
    service = service_asked(turn)
    return detail(turn, service, "cost") if service else None


def _whom_to_tell(turn: Turn) -> Plan | None:
    unnamed = turn.intent == "service_info" and not turn.named
    return again(turn) if unnamed else None


def _children_with_me(turn: Turn) -> Plan | None:
    return again(turn) if turn.topic == ABUSE else None


def _of_the_open_need(turn: Turn, response: str) -> Plan | None:
    service = service_asked(turn)
    return Plan(turn.carried_on("service_info"), (response,), service=service) if service else None


_ANSWERS: Mapping[str, Callable[[Turn], Plan | None]] = {
    "children_with_me": _children_with_me,
    "on_the_bill": _on_the_bill,
    "is_mine": _mine,
    "tells_whom": _tell_somebody,
    "far_away": _far_away,
    "takes_children": _cannot_say,
    "calls_back": _calls_back,
    "wait": _wait,
    "thrown_out": _thrown_out,
    "homeless": _a_place,
    "which_first": _which_first,
    "difference": _difference,
    "police_wanted": _police,
    "in_person": _in_person,
    "keeps_secret": _keeps_secret,
    "what_is_it": _what_is_it,
    "groups": _groups,
    "cables": _cables,
    "pays": _pays,
    "my_fault": _my_fault,
    "for_them": _for_them,
    "me_too": _me_too,
    "feels_alone": _alone,
    "report_it": _report_it,
    "police_refused": _police_refused,
    "whom_to_tell": _whom_to_tell,
}

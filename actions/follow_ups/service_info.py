"""Questions about a service: its number, hours, cost, place, what happens, who will know, another one, a nearer one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from actions.follow_ups.about_bot import who_has_people
from actions.follow_ups.of_them import asked_of_service, difference
from actions.replies.details import DETAILS, Detail, detail
from actions.replies.needs import USED
from actions.replies.plan import Plan
from actions.replies.planners import again, answers, plan_for
from actions.replies.services import MEETINGS, give_way, hub_here, says_which, service_asked, services_of
from actions.replies.turn import Turn
from directory.models import EMERGENCY_SERVICE

# Which detail a question about a named service asks for; the first cue that is heard wins, and the number stands first.
ASKED: Mapping[str, Detail] = {
    "asks_number": "number",
    "asks_hours": "hours",
    "asks_cost": "cost",
    "asks_where": "where",
    "asks_anonymous": "anonymous",
    "asks_what_happens": "what_happens",
}
# Names and misspellings score above it, chance likenesses of ordinary words below (tests/directory/test_search.py).
NEAR_ENOUGH = 0.45
# "Whats it called", "which ones for a mum": in so few words chance likenesses weigh more than what they say.
OF_FEW_WORDS = 5
OLD_FRANK = "old_phone"
GIVEN_OUT = {"naloxone": "utter_naloxone", "needles": "utter_needles"}
# For these the hub has a door to walk through.
BEHIND_A_DOOR = frozenset({"treatment", "family"})
# There the police are called where nobody else is there, and no health line helps.
OF_CRIME = frozenset({"council", "police", "report", *USED})
# Where a service for young people means the one for their drug use.
OF_DRUGS = frozenset({"treatment", "family", "advice", "health"})


@answers(*DETAILS)
def detail_asked(turn: Turn) -> Plan:
    """One detail of the service that is meant."""
    where = turn.intent == "ask_where"
    if turn.intent == "ask_open" and not says_which(turn) and (plan := _asked_again(turn)):
        return plan
    service = (_the_door(turn) if where else None) or service_asked(turn, place=where) or turn.directory.needs.hub
    if service is None:
        return Plan("service_info", ("utter_service_not_found",))
    return asked_of_service(turn, service, turn.intent)


def _asked_again(turn: Turn) -> Plan | None:
    """Who is there at any hour, where that nobody knows when they are open was said just before."""
    said = f"utter_service_hours:{service_asked(turn)}"
    return at_this_hour(turn) if said in turn.before.said_last and turn.topic in OF_DRUGS else None


def _the_door(turn: Turn) -> str | None:
    """Whom one goes to for drugs, if they were named before and the reply before named a line alone."""
    needs = turn.directory.needs
    if turn.topic not in OF_DRUGS or says_which(turn) or set(turn.services) != {needs.role("drugs_line")}:
        return None
    place = needs.role("young_people") if turn.young or turn.child_meant else needs.hub
    return place if place in turn.before.earlier else None


@answers("repeat_number")
def repeat_number(turn: Turn) -> Plan:
    """The number that was given before; where none is known, that all is forgotten after a while."""
    if turn.says("bank_number"):
        return Plan("service_info", ("utter_bank_number",))
    service = service_asked(turn)
    if service is None and turn.says("send_help"):
        return who_has_people()
    if service is None:
        return Plan("fallback", ("utter_which_number",), missed=turn.missed + 1)
    return Plan("service_info", ("utter_service_number",), service=service)


@answers("service_info")
def service_info(turn: Turn) -> Plan:
    """The service named, else the one of the turn before, else the nearest by search."""
    if turn.says("deaf"):
        return Plan("service_info", ("utter_deaf_999",))
    if turn.topic and _refuses_all_it_names(turn):
        return someone_else(turn)
    if turn.says("difference") and (plan := difference(turn)):
        return plan
    service = _meant(turn)
    if service is None:
        return Plan("service_info", ("utter_service_not_found",))
    if service == turn.directory.needs.hub and turn.directory.needs.hub_elsewhere(turn.area) and not turn.named:
        return nearer(turn)
    if places := _through_others(turn, service):
        return places
    old = turn.directory.service(service).contact(OLD_FRANK)
    if old and old.value.replace(" ", "") in turn.text.replace(" ", ""):
        return Plan("service_info", ("utter_frank_old_number",), service=service)
    if what := turn.first_said(ASKED):
        return detail(turn, service, what)
    if service in turn.services and not says_which(turn) and turn.asks and not turn.says("asks_who"):
        # They have been spoken of: something else is asked than who they are.
        return asked_of_service(turn, service, "what_happens")
    return Plan("service_info", ("utter_service",), service=service)


def _through_others(turn: Turn, service: str) -> Plan | None:
    """Needles and naloxone, where those who give them out cannot be reached by themselves: who can tell where."""
    if turn.directory.service(service).contacts:
        return None
    said = turn.first_said(GIVEN_OUT)
    return Plan("service_info", (said,), topic="treatment") if said else None


def _refuses_all_it_names(turn: Turn) -> bool:
    return bool(turn.named) and set(turn.named) <= turn.passed_over and service_asked(turn, only_named=True) is None


def _meant(turn: Turn) -> str | None:
    if named := service_asked(turn, only_named=True):
        return named
    if turn.services and turn.says("of_those") and len(turn.text.split()) <= OF_FEW_WORDS:
        return service_asked(turn)
    found = turn.directory.search(turn.text, limit=1)
    if found and found[0].score >= NEAR_ENOUGH:
        return turn.directory.needs.counterpart(turn.topic or "", found[0].service_id)
    return service_asked(turn)


@answers("someone_else", "refuse")
def someone_else(turn: Turn) -> Plan:
    """One that the turn before did not name; all of the need again where there is none."""
    if turn.says("police_wanted") and not turn.says("police_refused"):
        return the_police(turn)
    if turn.says("young_ones") and turn.topic in OF_DRUGS:
        return plan_for(replace(turn, young=True), "treatment")
    if turn.says("no_groups") and turn.topic == "treatment" and (hub := hub_here(turn)):
        return detail(turn, hub, "what_happens")
    wished_for = service_asked(turn, only_named=True) if turn.intent == "someone_else" and not turn.named else None
    service = wished_for or _of_grief(turn) or _first(turn, _others(turn))
    if service:
        return Plan(turn.carried_on("service_info"), ("utter_someone_else",), service=service)
    return again(turn) or Plan(turn.carried_on("service_info"), ("utter_nobody_else",))


def the_police(turn: Turn) -> Plan:
    """They can be called too."""
    return Plan(turn.carried_on("police"), ("utter_someone_else",), service=turn.directory.needs.role("police"))


def _of_grief(turn: Turn) -> str | None:
    """Who is there for those who lost somebody, unless just they are refused."""
    mourning = turn.directory.needs.described.get("mourning_people")
    if turn.intent == "refuse" or mourning in turn.services[:1] or not turn.heard("bereaved", "family"):
        return None
    return mourning


def of_nobody_refused(turn: Turn, plan: Plan) -> Plan:
    """The plan itself, or where it begins anew with somebody whom this message refuses, who else there is.

    The first time a need is answered whole: what its reply says of danger and of who reads this goes before a wish.
    """
    if plan.topic is None or plan.topic != turn.topic or plan.route == "emergency":
        return plan
    named = services_of(turn, plan)
    if not named or named[0] not in turn.passed_over:
        return plan
    everybody = (*named, *turn.directory.needs.others(plan.topic))
    service = _first(turn, (row for row in everybody if row not in turn.passed_over))
    return replace(plan, responses=("utter_someone_else",), service=service, also=None) if service else plan


def at_this_hour(turn: Turn) -> Plan | None:
    """Who is there now for the need that is open, where somebody else is closed or does not answer; None if nobody."""
    needs = turn.directory.needs
    own = needs.others(turn.topic or "")
    if not own:
        return None
    lines = [row for row in (needs.role("drugs_line"), needs.role("health")) if row]
    likeliest = dict.fromkeys(own if turn.topic in OF_CRIME else (*turn.services, *own, *lines))
    if "utter_treatment_script" in turn.before.said:
        # A chemist that is shut: the NHS finds another, no helpline does.
        likeliest = dict.fromkeys(reversed(lines))
    rest = [row for row in likeliest if row not in turn.passed_over and row not in turn.services[:1]]
    service = _first(turn, (row for row in rest if turn.directory.opening(row, "phone", at=turn.at).always))
    if service:
        return Plan(turn.carried_on("service_info"), ("utter_open_now",), service=service)
    if turn.topic in OF_CRIME:
        return the_police(turn)
    return None


def _first(turn: Turn, services: Iterable[str]) -> str | None:
    return next((row for row in services if turn.directory.service(row).active), None)


def _others(turn: Turn) -> Sequence[str]:
    """Who is left, the likeliest first: who was offered beside the one refused by name, then all for whom it is."""
    needs = turn.directory.needs
    if turn.intent == "refuse" and turn.named and not set(turn.services) & set(turn.named):
        # Named for safety's sake beside those that are offered.
        of_danger = (EMERGENCY_SERVICE, needs.role("health"))
        return [row for row in turn.services if row not in of_danger]
    if turn.says("in_person") and turn.topic in BEHIND_A_DOOR and needs.hub and needs.hub not in turn.named:
        return [needs.hub]
    refused = ({needs.role("police")} if turn.says("police") else set(turn.services)) | turn.passed_over
    if turn.says("no_groups"):
        refused = refused | needs.of(MEETINGS)
    return [row for row in _all_for(turn) if row not in refused]


def _all_for(turn: Turn) -> Sequence[str]:
    """Who else there is for the need that is open, the likeliest first."""
    needs, topic = turn.directory.needs, turn.topic or "advice"
    if turn.young or turn.child_meant or turn.says("young_ones"):
        return needs.others(topic, young=True) or needs.others("any", young=True)
    return needs.others(topic, substances=turn.substances) or needs.others(topic)


def far_away() -> Plan:
    """Whoever is elsewhere is told who looks for help there; what was said of places before does not hold."""
    return Plan("service_info", ("utter_far_away",))


@answers("nearer")
def nearer(turn: Turn) -> Plan:
    """Honest about what the directory knows of the place; FRANK where it knows nothing."""
    if turn.says("far_away"):
        return (again(turn) if turn.topic == "crisis" else None) or far_away()
    needs = turn.directory.needs
    named = service_asked(turn, only_named=True)
    if named and named not in give_way(turn) and turn.area is None:
        # Who asks for one by its name near them is told of that one.
        return detail(turn, named, "where")
    service = service_asked(turn) or needs.hub
    place = turn.place
    if (elsewhere := needs.hub_elsewhere(turn.area)) and service in (needs.hub, needs.role("drugs_line")):
        values = {"place": place, "elsewhere": elsewhere}
        return Plan("service_info", ("utter_treatment_elsewhere", "utter_nearer_hub"), values=values)
    if turn.area and turn.area == needs.home:
        return again(turn) or Plan("service_info", ("utter_nearer_hub",))
    serves = turn.directory.serves(service, turn.area) if turn.area and service else None
    if serves is None and turn.area:
        return Plan("service_info", ("utter_service_area_unknown",), values={"place": place}, service=service)
    if serves is None:
        return Plan("service_info", ("utter_nothing_nearer",), values={"place": place}, service=service)
    response = "utter_service_area_yes" if serves else "utter_service_area_no"
    return Plan("service_info", (response,), values={"place": place}, service=service)

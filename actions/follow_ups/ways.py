"""No phone, no credit, no voice, or somebody who listens."""

from __future__ import annotations

from dataclasses import replace

from actions.replies.needs import ABUSE, OF_A_SERVICE, OF_USE, USED
from actions.replies.plan import Plan
from actions.replies.planners import answers
from actions.replies.services import give_way, says_which, service_asked
from actions.replies.turn import Turn
from actions.topics.files import topics
from directory.freshness import printable
from directory.models import EMERGENCY_SERVICE

# There who says "the police" means them.
BY_THE_POLICE = frozenset({"police", "report"})
# For these FRANK can be texted, where nobody else can.
FRANK_IS_TEXTED = OF_USE | {"decline"}


@answers("cant_talk")
def cant_talk(turn: Turn) -> Plan:
    """Silent ways: of the service that is meant, else of the need, with the silent way to 999 among them."""
    if turn.topic is None and (turn.says("deaf") or "utter_deaf_999" in turn.before.said):
        return Plan("service_info", ("utter_deaf_999",))
    if turn.topic == "crisis":
        return _in_despair(turn)
    if of_one := _to_text(turn) or _of_the_one_meant(turn):
        return of_one
    if own := _own(turn, "cant_talk"):
        return own
    for_children = _of_the_young(turn)
    if for_children:
        plan = Plan(turn.carried_on("service_info"), ("utter_no_phone_way",), service=for_children)
        return replace(plan, also=_another_way(turn, for_children))
    if turn.topic in FRANK_IS_TEXTED:
        return Plan(turn.carried_on("service_info"), ("utter_text_frank",))
    silent = next((row for row in turn.services if row not in give_way(turn) and _without_a_call(turn, row)), None)
    if silent and (turn.young or turn.topic not in USED):
        return Plan(turn.carried_on("service_info"), ("utter_no_phone_way", "utter_silent_999"), service=silent)
    return Plan(turn.carried_on("safeguarding"), ("utter_cant_talk",))


def _to_text(turn: Turn) -> Plan | None:
    """Of those who were named the first one that takes texts, for who asks for just that and says of none which."""
    if not turn.says("to_text") or says_which(turn) or turn.topic == ABUSE:
        return None
    needs, is_used = turn.directory.needs, turn.topic in USED
    # What was asked of the law or of drugs in between is not whom somebody who is used would write to.
    beside = give_way(turn) | ({*needs.of("law"), needs.role("drugs_line")} if is_used else frozenset())
    earlier = (row for row in turn.before.earlier if is_used or row in needs.of(turn.topic or ""))
    likeliest = (row for row in (*turn.services, *earlier) if row not in beside and _takes_texts(turn, row))
    service = next(likeliest, None)
    return Plan(turn.carried_on("service_info"), ("utter_no_phone_way",), service=service) if service else None


def _takes_texts(turn: Turn, service: str) -> bool:
    contact = turn.directory.service(service).contact("text")
    return contact is not None and printable(contact, at=turn.at) is not None


def _of_the_one_meant(turn: Turn) -> Plan | None:
    """The silent way of the service that is named, or that was just asked about; where it has none, its number too."""
    asked_about = turn.services[0] if turn.services and turn.route in OF_A_SERVICE else None
    service = service_asked(turn, only_named=True) or asked_about
    if service in give_way(turn) and turn.topic not in BY_THE_POLICE:
        service = None
    if service is None:
        return None
    if _without_a_call(turn, service):
        return Plan("service_info", ("utter_no_phone_way",), service=service)
    if turn.topic in USED:
        return None
    return Plan("service_info", ("utter_only_by_phone",), service=service, also=_another_way(turn, service))


def _another_way(turn: Turn, service: str) -> Plan | None:
    """One of the reply before, for drugs FRANK, or one of the need, that can be written to."""
    frank = turn.directory.needs.role("drugs_line") if turn.topic in FRANK_IS_TEXTED else None
    likeliest = (*turn.services, frank, *turn.directory.needs.others(turn.topic or ""))
    beside = (row for row in likeliest if row and row not in (service, EMERGENCY_SERVICE))
    other = next((row for row in beside if _without_a_call(turn, row)), None)
    return Plan(turn.carried_on("service_info"), ("utter_no_phone_way",), service=other) if other else None


@answers("no_phone")
def no_phone(turn: Turn) -> Plan:
    """Ways that need none, on the route of the need; a place to go to where the service has one."""
    if turn.topic == "crisis":
        return _in_despair(turn)
    if turn.asks and turn.says("online") and (page := _online(turn)):
        return page
    place = next((row for row in turn.services if _has_place(turn, row)), None)
    if place:
        return Plan(turn.carried_on("service_info"), ("utter_no_phone_place", "utter_no_phone"), service=place)
    if own := _own(turn, "no_phone"):
        return own
    silent = next((row for row in turn.services if row != EMERGENCY_SERVICE and _without_a_call(turn, row)), None)
    responses = ("utter_no_phone_way", "utter_no_phone") if silent else ("utter_no_phone",)
    return Plan(turn.carried_on("service_info"), responses, service=silent)


def _online(turn: Turn) -> Plan | None:
    """Who asks for a page or a form has no want of a phone."""
    return _of_the_one_meant(turn) or _another_way(turn, EMERGENCY_SERVICE)


def _own(turn: Turn, question: str) -> Plan | None:
    """What the need that is open answers to it by itself, where it is data and does."""
    need = topics().get(turn.topic or "")
    answer = need.follow_ups.get(question) if need else None
    return Plan(turn.carried_on("service_info"), (answer,)) if answer else None


def _has_place(turn: Turn, service: str) -> bool:
    found = turn.directory.service(service)
    return found.active and found.contact("address") is not None


def _without_a_call(turn: Turn, service: str) -> bool:
    contacts = (turn.directory.service(service).contact(handle) for handle in ("text", "web"))
    return any(printable(contact, at=turn.at) for contact in contacts if contact)


def _of_the_young(turn: Turn) -> str | None:
    """The one for children that the reply before named, where it can be reached without a call."""
    listening = turn.directory.needs.others("crisis", young=True) if turn.young else ()
    return next((row for row in listening if row in turn.services and _without_a_call(turn, row)), None)


def _in_despair(turn: Turn) -> Plan:
    needs, young = turn.directory.needs, bool(turn.young)
    likeliest = [row for row in (needs.own("crisis", young=young), *needs.others("crisis", young=young)) if row]
    service = next((row for row in likeliest if turn.directory.service(row).active), None)
    return Plan("crisis", ("utter_no_phone_crisis",), service=service)

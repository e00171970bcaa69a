"""Plans for one detail of one service; says so where the directory does not know it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal

from actions.replies.plan import Plan, Route
from actions.replies.turn import Turn
from directory.models import Service

Detail = Literal["number", "hours", "cost", "where", "access", "anonymous", "what_happens", "referral"]

# Nobody here knows, and they can be asked.
CANNOT_SAY = ("utter_cannot_say",)
# Which detail a question asks for.
DETAILS: Mapping[str, Detail] = {
    "ask_open": "hours",
    "ask_cost": "cost",
    "ask_where": "where",
    "what_happens": "what_happens",
    "ask_referral": "referral",
}
# After so many days the name of a day alone would mean another.
A_WEEK = 6
NEAR_DAYS = {0: "today", 1: "tomorrow"}
CLAIMS: Mapping[Detail, tuple[str, ...]] = {
    "cost": ("fees_description",),
    "anonymous": ("anonymity", "confidentiality"),
    "what_happens": ("application_process", "eligibility_description"),
    # What the directory holds of access is for the deaf.
    "access": (),
}


def detail(turn: Turn, service_id: str, what: Detail) -> Plan:
    """The plan that answers with that detail of the service."""
    service = turn.directory.service(service_id)
    route: Route = "privacy" if what == "anonymous" else "service_info"
    if what == "hours":
        return _hours(turn, service)
    if what == "referral":
        # Where there is a door one may turn up at it; the rest are called.
        said = "utter_service_referral" if service.contact("address") else "utter_service_call_first"
        return Plan(route, (said,), service=service.id)
    if not knows(service, what):
        return Plan(
            route, ("utter_service_unknown_detail",), values={"detail": f"@utter_detail_{what}"}, service=service.id
        )
    return Plan(route, (f"utter_service_{what}",), service=service.id)


def knows(service: Service, what: Detail) -> bool:
    """Whether the directory has that of it; hours are looked up at the moment."""
    if what == "where":
        return service.contact("address") is not None
    return what == "number" or any(service.claim(name) for name in CLAIMS[what])


def _hours(turn: Turn, service: Service) -> Plan:
    handle = "chat" if turn.says("chat") and service.contact("chat") else "phone"
    opening = turn.directory.opening(service.id, handle, at=turn.at)
    if opening.closure and opening.closure.valid_to != turn.at.date():
        said = "utter_opening_closed_until"
    elif opening.closure:
        said = "utter_opening_closed_today"
    elif opening.always:
        said = "utter_opening_always"
    elif opening.bank_holiday and opening.state == "unknown":
        said = "utter_opening_bank_holiday"
    else:
        said = f"utter_opening_{opening.state}"
    values = {
        "opening": f"@{said}",
        "until": _day(opening.closure.valid_to) if opening.closure else "",
        "closes": _moment(opening.closes_at, turn.at),
        "opens": _moment(opening.opens_at, turn.at),
    }
    return Plan("service_info", ("utter_service_hours",), values=values, service=service.id)


def _moment(moment: datetime | None, at: datetime) -> str:
    """A time as people say it: "today at 8:30am", "on Monday at 9am"."""
    if moment is None:
        return ""
    clock = f"{moment:%I}".lstrip("0") + (f":{moment:%M}" if moment.minute else "") + f"{moment:%p}".lower()
    days = (moment.date() - at.date()).days
    later = f"on {_day(moment.date())}" if days > A_WEEK else f"on {moment:%A}"
    return f"{NEAR_DAYS.get(days, later)} at {clock}"


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"

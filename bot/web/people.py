"""Who has people to talk to: by phone, text or chat, and whether they are there now. All of it is the directory's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from actions.replies.cards import Cards
from bot.web.contacts import capital
from bot.web.ways import way
from directory.freshness import printable
from directory.hours import LONDON, Opening, opening
from directory.hours_in_words import clock, describe_hours
from directory.models import EMERGENCY_SERVICE, Service
from directory.store import Directory

# By voice, by text, or by writing on a web page.
HANDLES = ("phone", "text", "chat")
# Roles whose services mend wires and pipes: nobody talks to them about troubles of their own.
REPAIRERS = frozenset({"electric", "gas"})
# Whoever answers when the phone does not.
AT_OTHER_TIMES = "out_of_hours"

State = Literal["open", "later", "unknown", "closed"]
# In the order in which they are shown: later is later today, and closed is for today.
STATES: tuple[State, ...] = ("open", "later", "unknown", "closed")


@dataclass(frozen=True)
class SomebodyToTalkTo:
    """A service with people, as it is shown: by `state`, and within one by when it opens and by name."""

    name: str
    state: State
    opens_at: datetime | None
    ways: tuple[Mapping[str, str], ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class _Way:
    shown: Mapping[str, str]
    state: State
    opens_at: datetime | None
    hours: str | None = None


def people(
    directory: Directory, cards: Cards, labels: Mapping[str, str], at: datetime, *, first: Sequence[str] = ()
) -> dict[State, list[SomebodyToTalkTo]]:
    """Every service to talk to about troubles with a way to reach somebody there that may be printed.

    999 stands in the bar of every page.

    `first` are ids of services that come before all others of their state, in this order.
    """
    calendar = directory.town.nation.bank_holidays
    places = {service_id: place for place, service_id in enumerate(first)}
    found: list[tuple[int, SomebodyToTalkTo]] = []
    for service in _services(directory):
        if person := _person(service, cards, labels, at, calendar):
            found.append((places.get(service.id, len(places)), person))
    found.sort(key=lambda row: (row[0], row[1].opens_at or at, row[1].name.lower()))
    return {state: [person for _, person in found if person.state == state] for state in STATES}


def _services(directory: Directory) -> Iterator[Service]:
    named = (directory.service(service_id) for service_id in directory.service_ids() if service_id != EMERGENCY_SERVICE)
    return (service for service in named if service.active and not REPAIRERS.intersection(service.roles))


def _person(
    service: Service, cards: Cards, labels: Mapping[str, str], at: datetime, calendar: str
) -> SomebodyToTalkTo | None:
    ways = list(_ways(service, labels, at, calendar))
    if not ways:
        return None
    best = min(ways, key=lambda each: STATES.index(each.state))
    # What is open now comes before what is not.
    ways.sort(key=lambda each: each.state != "open")
    facts, by_phone = cards.facts(service), describe_hours(service)
    if best.hours and not by_phone:
        # A card has the hours of the phone alone.
        facts = [labels["hours"].format(hours=best.hours), *facts]
    if best.state == "later" and best.opens_at:
        facts = [labels["opens"].format(time=clock(best.opens_at)), *facts]
    shown = tuple(_with_hours(each, by_phone or best.hours) for each in ways)
    return SomebodyToTalkTo(capital(service.spoken_name), best.state, best.opens_at, shown, tuple(facts))


def _ways(service: Service, labels: Mapping[str, str], at: datetime, calendar: str) -> Iterator[_Way]:
    known: dict[str, Opening] = {}
    for handle in HANDLES:
        if shown := _shown(service, handle, labels, at):
            known[handle] = opening(service, handle=handle, at=at, calendar=calendar)
            state = _state(known[handle], at)
            opens_at = known[handle].opens_at if state == "later" else None
            yield _Way(shown, state, opens_at, describe_hours(service, handle))
    phone = known.get("phone")
    if phone and _is_other_time(phone) and (shown := _shown(service, AT_OTHER_TIMES, labels, at)):
        yield _Way(shown, "open", None)


def _with_hours(way: _Way, of_the_card: str | None) -> Mapping[str, str]:
    """The way, with its own hours beside it where those of the card are others: a chat closes before its phone."""
    hours = way.hours if way.hours != of_the_card else None
    return {**way.shown, "note": ", ".join(filter(None, (way.shown["note"], hours)))}


def _shown(service: Service, handle: str, labels: Mapping[str, str], at: datetime) -> Mapping[str, str] | None:
    contact = service.contact(handle)
    found = printable(contact, at=at) if contact else None
    return way(found, labels) if found else None


def _is_other_time(phone: Opening) -> bool:
    """Outside hours that are known; on a bank holiday nobody knows, and then somebody is there all the same."""
    return phone.state == "closed" or (phone.state == "unknown" and phone.bank_holiday)


def _state(found: Opening, at: datetime) -> State:
    if found.state != "closed" or found.opens_at is None:
        return found.state
    return "later" if found.opens_at.date() == at.astimezone(LONDON).date() else "closed"

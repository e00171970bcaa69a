"""Who has people to talk to: by phone, text or chat, and whether they are there now. All of it is the directory's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from actions.replies.cards import Cards
from bot.web.contacts import capital
from bot.web.ways import way
from directory.freshness import Printable, printable
from directory.hours import opening
from directory.models import EMERGENCY_SERVICE, Service
from directory.store import Directory

# By voice, by text, or by writing on a web page.
HANDLES = ("phone", "text", "chat")

State = Literal["open", "closed", "unknown"]
# In the order in which they are shown.
STATES: tuple[State, ...] = ("open", "unknown", "closed")


@dataclass(frozen=True)
class SomebodyToTalkTo:
    """A service with people, as it is shown: by `state`, and within one by whether it never closes, and by name."""

    name: str
    state: State
    always: bool
    ways: tuple[Mapping[str, str], ...]
    facts: tuple[str, ...]


def people(
    directory: Directory, cards: Cards, labels: Mapping[str, str], at: datetime
) -> dict[State, list[SomebodyToTalkTo]]:
    """Every service with a way to reach somebody there that may be printed; 999 stands in the bar of every page."""
    calendar = directory.town.nation.bank_holidays
    found = [person for service in _services(directory) if (person := _person(service, cards, labels, at, calendar))]
    found.sort(key=lambda person: (not person.always, person.name.lower()))
    return {state: [person for person in found if person.state == state] for state in STATES}


def _services(directory: Directory) -> Iterator[Service]:
    named = (directory.service(service_id) for service_id in directory.service_ids() if service_id != EMERGENCY_SERVICE)
    return (service for service in named if service.active)


def _person(
    service: Service, cards: Cards, labels: Mapping[str, str], at: datetime, calendar: str
) -> SomebodyToTalkTo | None:
    reach: list[tuple[str, Printable]] = []
    for handle in HANDLES:
        contact = service.contact(handle)
        if contact and (found := printable(contact, at=at)):
            reach.append((handle, found))
    ways = [shown for _, found in reach if (shown := way(found, labels))]
    if not ways:
        return None
    states = [opening(service, handle=handle, at=at, calendar=calendar) for handle, _ in reach]
    best = min(states, key=lambda one: STATES.index(one.state))
    name = capital(service.spoken_name)
    return SomebodyToTalkTo(name, best.state, best.always, tuple(ways), tuple(cards.facts(service)))

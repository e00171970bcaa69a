"""One turn as an action sees it: what was understood now, what is remembered, the directory and the clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from rasa_sdk import Tracker

from actions.speaking.plan import Route
from directory.live import live_directory
from directory.store import Directory

ENGLISH = "en"
LONDON = ZoneInfo("Europe/London")
ADULT = 18
GIVE_WAY = ("police-101", "emergency-999")
# What wording may ask of the place that the person is at.
PLACES = ("nearest_phone", "staff_desk", "defibrillator")
WITHOUT_NEED = frozenset({"smalltalk", "fallback", "about_bot"})


@dataclass(frozen=True)
class Turn:
    """`services`, `topic`, `route`, `danger` and `missed` are of the turn before; the rest is of this message.

    `places` are where things stand around the person, by their placeholders in the wording.
    """

    intent: str
    confidence: float
    text: str
    named: tuple[str, ...]
    substances: frozenset[str]
    doubt: bool
    young: bool | None
    other_age: int | None
    area: str | None
    topic: str | None
    route: Route | None
    services: tuple[str, ...]
    danger: str | None
    missed: int
    language: str
    channel: str
    places: Mapping[str, str]
    at: datetime
    directory: Directory

    @classmethod
    def of(cls, tracker: Tracker) -> Turn:
        """Reads a tracker; raises directory.errors.DirectoryError where there is no directory at all."""
        message: dict[str, Any] = dict(tracker.latest_message)
        entities = [row for row in message.get("entities") or [] if isinstance(row, dict)]
        intent = message.get("intent") or {}
        slots = tracker.current_slot_values()
        return cls(
            intent=str(intent.get("name") or ""),
            confidence=float(intent.get("confidence") or 0.0),
            text=str(message.get("text") or ""),
            named=tuple(dict.fromkeys(_values(entities, "service"))),
            substances=frozenset(_values(entities, "substance")),
            doubt=bool(_values(entities, "doubt")),
            young=_young(entities, slots.get("young")),
            other_age=_age(entities, "other_age"),
            area=next(iter(_values(entities, "place")), slots.get("area")),
            topic=slots.get("topic"),
            route=slots.get("route"),
            services=tuple(slots.get("services") or ()),
            danger=next(iter(_values(entities, "danger")), slots.get("danger")),
            missed=int(slots.get("missed") or 0),
            language=next(iter(_values(entities, "language")), _language_before(slots)),
            channel=str(tracker.get_latest_input_channel() or "rest"),
            places=_places(message),
            at=datetime.now(LONDON),
            directory=live_directory().current(),
        )

    @property
    def service_meant(self) -> str | None:
        """The service that this message is about: one named now, else the first of the turn before.

        "The police" and "999" stand in many messages that ask about another service, so they give way to any other.
        """
        other = next((row for row in (*self.named, *self.services) if row not in GIVE_WAY), None)
        return other or next((row for row in GIVE_WAY if row in self.named), None)

    @property
    def child_meant(self) -> bool:
        """Someone under 18 other than the writer is spoken of by age."""
        return self.other_age is not None and self.other_age < ADULT

    def carried_on(self, otherwise: Route) -> Route:
        """The route of the turn before where that was about a need, else `otherwise`."""
        return self.route if self.route and self.route not in WITHOUT_NEED else otherwise


def _places(message: dict[str, Any]) -> dict[str, str]:
    """What a channel sent beside the message; whatever is not of this shape is as if it had not been sent."""
    metadata = message.get("metadata")
    places = metadata.get("places") if isinstance(metadata, dict) else None
    if not isinstance(places, dict):
        return {}
    given = {name: place for name in PLACES if isinstance(place := places.get(name), str)}
    return {name: place for name, place in given.items() if place.strip() and place.isprintable()}


def _language_before(slots: dict[str, Any]) -> str:
    """In an emergency a word or two are too short to tell a language by, so the last one known stays."""
    return str(slots.get("language") or ENGLISH) if slots.get("route") == "emergency" else ENGLISH


def _values(entities: list[dict[str, Any]], kind: str) -> list[str]:
    return [str(row["value"]) for row in entities if row.get("entity") == kind]


def _age(entities: list[dict[str, Any]], kind: str) -> int | None:
    return next((int(value) for value in _values(entities, kind) if value.isdecimal()), None)


def _young(entities: list[dict[str, Any]], remembered: bool | None) -> bool | None:
    own = _age(entities, "own_age")
    return remembered if own is None else own < ADULT

"""One turn as an action sees it: what was understood now, what is remembered, the directory and the clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar

from rasa_sdk import Tracker

from actions.conversation.leaning import LEANING
from actions.conversation.reading import Reading
from actions.conversation.situation import STILL_ON, Situation
from actions.intents import EMERGENCY, INTENTS, SAME
from actions.replies import cues
from actions.replies.mentions import asked_about, is_refused, passed_over, refuses_them
from actions.replies.plan import ENGLISH, Route
from directory.hours import LONDON
from directory.live import live_directory
from directory.store import Directory

ADULT = 18
# What people call the line that knows whom else to ask.
FRANK = "frank"
# What wording may ask of the place that the person is at.
PLACES = ("nearest_phone", "staff_desk", "defibrillator")
Held = TypeVar("Held")


@dataclass(frozen=True)
class Turn:
    """`before` is what is remembered; the rest is of this message, or holds what is known with it.

    `named` are services in this message, `passed_over` those of them that are not asked for, `asked_about` those that
    a question is about. `substances`, `young`,
    `other_age`, `about`, `area` and `leaning` are what is known by now.
    `places` are where things stand around the person, by their placeholders in the wording. `easy` is whether the
    channel can show the reply in shorter sentences too.
    """

    reading: Reading
    intent: str
    confidence: float
    text: str
    named: tuple[str, ...]
    passed_over: frozenset[str]
    asked_about: frozenset[str]
    said_substances: frozenset[str]
    doubt: bool
    young: bool | None
    other_age: int | None
    about: str | None
    area: str | None
    before: Situation
    leaning: Mapping[str, float]
    danger: str | None
    language: str
    channel: str
    places: Mapping[str, str]
    at: datetime
    directory: Directory
    wording: Mapping[str, Any] = field(default_factory=dict)
    easy: bool = False

    @classmethod
    def of(cls, tracker: Tracker, wording: Mapping[str, Any]) -> Turn:
        """Reads a tracker; raises directory.errors.DirectoryError where there is no directory at all.

        `wording` are the domain's responses; those that the town says in words of its own take their places.
        """
        message: dict[str, Any] = dict(tracker.latest_message)
        entities = [row for row in message.get("entities") or [] if isinstance(row, dict)]
        intent = message.get("intent") or {}
        before = Situation.read(tracker.current_slot_values())
        text = str(message.get("text") or "")
        reading = Reading.of(message)
        directory = live_directory().current()
        words = cues.town_words(directory)
        own, other = _age(entities, "own_age"), _age(entities, "other_age")
        return cls(
            reading=reading,
            intent=str(intent.get("name") or ""),
            confidence=float(intent.get("confidence") or 0.0),
            text=text,
            named=tuple(dict.fromkeys(_values(entities, "service"))),
            passed_over=passed_over(text, entities, (FRANK, *words.hub)).union(
                before.services[:1] if refuses_them(text) else ()
            ),
            asked_about=asked_about(text, entities),
            said_substances=frozenset(_values(entities, "substance")),
            doubt=bool(_values(entities, "doubt")),
            young=_young(own, other, before, same_age=cues.said("same_age", text, words)),
            other_age=other if other is not None else _whole(before.other_age),
            about=_about(reading, other, relation=cues.said("relation", text, words)) or before.about,
            area=next(iter(_places_meant(text, entities)), before.area),
            before=before,
            leaning=message.get(LEANING) or before.leaning,
            danger=next(iter(_values(entities, "danger")), before.danger),
            language=next(iter(_values(entities, "language")), _language_before(before)),
            channel=str(tracker.get_latest_input_channel() or "rest"),
            places=_places(message),
            at=datetime.now(LONDON),
            directory=directory,
            wording={**wording, **directory.wording} if directory.wording else wording,
            easy=_beside(message).get("easy") is True,
        )

    @cached_property
    def now(self) -> Situation:
        """The situation with this message in it, before the reply."""
        return self.before.after(self.reading)

    @property
    def topic(self) -> str | None:
        """The need that was open before this message."""
        return self.before.topic

    @property
    def route(self) -> str | None:
        """The route of the reply before."""
        return self.before.route

    @property
    def services(self) -> tuple[str, ...]:
        """The services that the last reply which named any has named."""
        return self.before.services

    @property
    def place(self) -> str:
        """The area that is known, as a reply names it; empty where none is."""
        return (self.area or "").replace("-", " ").title()

    @property
    def missed(self) -> int:
        """How many messages running were not understood."""
        return int(self.before.missed or 0)

    @property
    def substances(self) -> frozenset[str]:
        """All that were spoken of so far."""
        return self.said_substances | frozenset(self.before.substances)

    @property
    def in_emergency(self) -> bool:
        """One is open before this message, or help is only on its way."""
        return self.before.emergency in STILL_ON

    @property
    def names_no_need(self) -> bool:
        """This message says none, or more about the one that is open."""
        return self.reading.need in (None, SAME)

    @property
    def worries(self) -> bool:
        """What was spoken of so far is the use of somebody else."""
        return self.topic == "family" or (self.topic == "treatment" and self.before.about == "other")

    @property
    def child_meant(self) -> bool:
        """Someone under 18 other than the writer is spoken of by age."""
        return self.other_age is not None and self.other_age < ADULT

    def says(self, cue: str) -> bool:
        """The cue stands in this message."""
        return cues.said(cue, self.text, cues.town_words(self.directory))

    def first_said(self, answers: Mapping[str, Held]) -> Held | None:
        """What is held under the first of these cues that stands in this message."""
        return next((answer for cue, answer in answers.items() if self.says(cue)), None)

    @property
    def asks(self) -> bool:
        """By its form it is a question."""
        return "?" in self.text or self.says("asks")

    def heard(self, cue: str, *topics: str) -> bool:
        """The cue stands in this message, or came up while one of these needs was open."""
        return self.says(cue) or any(f"{topic}.{cue}" in self.before.heard for topic in topics)

    def carried_on(self, otherwise: Route) -> Route:
        """The route of the need that is open, else `otherwise`."""
        row = INTENTS.get(self.topic or "")
        return row.route if row and row.name != EMERGENCY else otherwise

    def answering_as(self, intent: str) -> Turn:
        """This turn, taken as a message of another intent."""
        return replace(self, intent=intent, reading=Reading.of_intent(intent))


def _young(own: int | None, other: int | None, before: Situation, *, same_age: bool) -> bool | None:
    """Whether the writer is under 18: by their own age, or that of somebody who is as old as they are."""
    age = other if own is None and other is not None and same_age else own
    return before.young if age is None else age < ADULT


def _about(reading: Reading, other_age: int | None, *, relation: bool) -> str | None:
    """Whom it is about, where this message tells: the writer or somebody else."""
    if reading.act in ("for_me", "age_young") or reading.need == "treatment":
        return "me"
    if reading.act == "for_other" or reading.need == "family" or other_age is not None or relation:
        return "other"
    return None


def _places_meant(text: str, entities: Iterable[Mapping[str, Any]]) -> list[str]:
    """The places in it but those that are refused: "so not the Havant one"."""
    places = (row for row in entities if row.get("entity") == "place")
    return [str(row["value"]) for row in places if not is_refused(text, int(row.get("start") or 0))]


def _places(message: dict[str, Any]) -> dict[str, str]:
    """What a channel sent beside the message; whatever is not of this shape is as if it had not been sent."""
    places = _beside(message).get("places")
    if not isinstance(places, dict):
        return {}
    given = {name: place for name in PLACES if isinstance(place := places.get(name), str)}
    return {name: place for name, place in given.items() if place.strip() and place.isprintable()}


def _beside(message: dict[str, Any]) -> dict[str, Any]:
    metadata = message.get("metadata")
    return metadata if isinstance(metadata, dict) else {}


def _language_before(before: Situation) -> str:
    """In an emergency a word or two are too short to tell a language by, so the last one known stays."""
    return str(before.language or ENGLISH) if before.route == EMERGENCY else ENGLISH


def _values(entities: Iterable[Mapping[str, Any]], kind: str) -> list[str]:
    return [str(row["value"]) for row in entities if row.get("entity") == kind]


def _age(entities: list[dict[str, Any]], kind: str) -> int | None:
    return next((int(value) for value in _values(entities, kind) if value.isdecimal()), None)


def _whole(age: float | None) -> int | None:
    return None if age is None else int(age)

"""What a person has told us and what we answered, as a few values of our own vocabulary: never a word of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, get_args

from actions.conversation.reading import HOW_IT_GOES, Reading
from actions.intents import EMERGENCY, SAME

# doubtful: 999 was named on weak signs, and calm words end it. open: nobody is known to be coming. called: 999 was
# rung. better: it may come back. over: a mistake, or others look after it.
State = Literal["doubtful", "open", "called", "better", "over"]
STILL_ON = frozenset({"open", "called"})
# From these weak signs open no emergency that would have to be ended.
PASSING = frozenset({None, "over", "doubtful"})
MOST_SAID = 12
MOST_EARLIER = 12


@dataclass(frozen=True)
class Situation:
    """One field a slot of domain.yml.

    `topic` is the need that is open, by its intent; `route`, `services`, `offered` and `said_last` are of the reply
    before (services: the last that any reply named). `earlier` are all services named, in order. `heard` are cues that
    a need brought up, as "need.cue". `said` are names of responses already said. `danger` is the kind of the emergency.
    `leaning` is how much of which need was in the messages so far.
    """

    topic: str | None = None
    route: str | None = None
    services: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    said_last: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    substances: tuple[str, ...] = ()
    emergency: State | None = None
    danger: str | None = None
    about: str | None = None
    young: bool | None = None
    other_age: float | None = None
    area: str | None = None
    no_phone: bool | None = None
    cant_talk: bool | None = None
    language: str | None = None
    missed: float | None = None
    last_act: str | None = None
    leaning: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def read(cls, slots: Mapping[str, Any]) -> Situation:
        """From the slots; what is not there is as at the start."""
        values: dict[str, Any] = {}
        for name in _NAMES:
            given = slots.get(name)
            if given is not None:
                values[name] = tuple(given) if isinstance(given, list | tuple) else given
        if values.get("emergency") not in _STATES:
            values.pop("emergency", None)
        return cls(**values)

    def slots(self) -> dict[str, Any]:
        """As slots keep it."""
        return {name: list(value) if isinstance(value := getattr(self, name), tuple) else value for name in _NAMES}

    def after(self, reading: Reading) -> Situation:
        """After a message, before its reply: how the emergency goes, and which need is open."""
        state = next_state(self.emergency, reading)
        need = reading.instead if state == "doubtful" and reading.instead else reading.need
        topic = need if need and need != SAME else self.topic
        return replace(self, emergency=state, topic=topic)


# Looked up once: each turn reads a situation and writes one.
_NAMES = tuple(row.name for row in fields(Situation))
_STATES = get_args(State)


def next_state(state: State | None, reading: Reading) -> State | None:
    """How an emergency goes on. Unclear words change nothing; new or worse danger opens it again."""
    if reading.act == "update_worse" and state:
        return "open"
    if reading.need == EMERGENCY and reading.act not in ("update_over", "update_better"):
        if reading.act == "update_called" or state == "called":
            return "called"
        return "doubtful" if reading.instead and state in PASSING else "open"
    if state == "doubtful" and reading.act not in HOW_IT_GOES:
        return None
    if state is None or state == "over":
        return None if state is None or _moves_on(reading) else state
    if reading.act == "not_that" and _moves_on(reading):
        # "Nobody is ill, that was on Saturday": it was never one.
        return "over"
    moved: dict[str | None, State] = {"update_over": "over", "update_better": "better", "update_called": "called"}
    return moved.get(reading.act, state)


def _moves_on(reading: Reading) -> bool:
    """Once something else is spoken of, a past emergency no longer colours what is said."""
    return bool(reading.need and reading.need != SAME)

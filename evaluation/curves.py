"""Missed emergencies against false alarms, as the gate's `alone` threshold moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.cases import EMERGENCY
from evaluation.readings import Gate, Reading
from evaluation.results import Heard
from evaluation.shares import Share

STEPS = 100

# Is it an emergency, and how was it read?
Labelled = tuple[bool, Reading]


@dataclass(frozen=True)
class Point:
    """What a threshold costs on either side; no threshold where rules decide alone."""

    missed: Share
    alarms: Share
    threshold: float | None = None


@dataclass(frozen=True)
class Curves:
    """With the rules, and the classifier by itself. `chosen` is as config.yml has it; `sure`, `hints`: rules alone."""

    whole: tuple[Point, ...]
    classifier: tuple[Point, ...]
    chosen: Point
    sure: Point
    hints: Point


def labelled(heard: Iterable[Heard]) -> list[Labelled]:
    """Plain emergencies and calm messages; where both would do, nothing can be counted."""
    return [
        (one.turn.expected.is_emergency, one.reading)
        for one in heard
        if one.turn.expected.is_emergency or one.turn.expected.is_calm
    ]


def curves(rows: Sequence[Labelled], settings: Mapping[str, Any]) -> Curves:
    """By the gate's own decisions: whatever its code says is what is drawn."""
    return Curves(
        whole=tuple(_with_rules(rows, settings, step / STEPS) for step in range(STEPS + 1)),
        classifier=tuple(_classifier(rows, step / STEPS) for step in range(STEPS + 1)),
        chosen=_with_rules(rows, settings, float(settings["alone"])),
        sure=_point(rows, lambda reading: reading.danger is not None and reading.danger.sure),
        hints=_point(rows, lambda reading: reading.danger is not None),
    )


def _with_rules(rows: Sequence[Labelled], settings: Mapping[str, Any], alone: float) -> Point:
    gate = Gate.of(settings, alone=alone)
    return _point(rows, lambda reading: gate.decide(reading, reading.sight).intent == EMERGENCY, alone)


def _classifier(rows: Sequence[Labelled], threshold: float) -> Point:
    return _point(rows, lambda reading: reading.emergency >= threshold, threshold)


def _point(rows: Sequence[Labelled], alarm: Callable[[Reading], bool], threshold: float | None = None) -> Point:
    return Point(
        missed=Share.of(not alarm(reading) for emergency, reading in rows if emergency),
        alarms=Share.of(alarm(reading) for emergency, reading in rows if not emergency),
        threshold=threshold,
    )

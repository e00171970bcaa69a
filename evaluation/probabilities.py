"""What the classifier's probabilities are worth: as thresholds move, and taken at their word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from actions.intents import EMERGENCY, NOT_UNDERSTOOD, route_of
from bot.understanding.thresholds import Thresholds
from evaluation.answers import Judged, ReadMessage
from evaluation.shares import Share

STEPS = 100
BINS = 10

# Is it an emergency, and how was it read?
Labelled = tuple[bool, ReadMessage]
# The probability that was given, and whether it came true.
Claim = tuple[float, bool]


@dataclass(frozen=True)
class Point:
    """Missed emergencies and false alarms at a threshold; no threshold where rules decide alone."""

    missed: Share
    alarms: Share
    threshold: float | None = None


@dataclass(frozen=True)
class Curves:
    """As the gate's `alone` moves, with the rules, and the classifier by itself.

    `chosen` is as config.yml has it; `sure` and `hints` are the rules alone.
    """

    whole: tuple[Point, ...]
    classifier: tuple[Point, ...]
    chosen: Point
    sure: Point
    hints: Point


@dataclass(frozen=True)
class Bin:
    """Claims of about the same probability: their mean, and how many came true."""

    low: float
    high: float
    mean: float
    true: Share


@dataclass(frozen=True)
class Calibration:
    """Bins that hold anything, and the expected calibration error: the mean distance, weighted by claims."""

    bins: tuple[Bin, ...]
    error: float


def plainly_labelled(heard: Iterable[Judged]) -> list[Labelled]:
    """Plain emergencies and calm messages; where both would do, nothing can be counted."""
    return [
        (one.turn.expected.is_emergency, one.reading)
        for one in heard
        if one.turn.expected.is_emergency or one.turn.expected.is_calm
    ]


def curves(rows: Sequence[Labelled], at: Thresholds) -> Curves:
    """By the gate's own decisions: whatever its code says is what is drawn."""
    return Curves(
        whole=tuple(_with_rules(rows, at, step / STEPS) for step in range(STEPS + 1)),
        classifier=tuple(_classifier(rows, step / STEPS) for step in range(STEPS + 1)),
        chosen=_with_rules(rows, at, at.alone),
        sure=_point(rows, lambda reading: reading.danger is not None and reading.danger.sure),
        hints=_point(rows, lambda reading: reading.danger is not None),
    )


def _with_rules(rows: Sequence[Labelled], at: Thresholds, alone: float) -> Point:
    moved = replace(at, alone=alone)
    return _point(rows, lambda reading: reading.again(moved).intent == EMERGENCY, alone)


def _classifier(rows: Sequence[Labelled], threshold: float) -> Point:
    return _point(rows, lambda reading: reading.emergency >= threshold, threshold)


def _point(rows: Sequence[Labelled], alarm: Callable[[ReadMessage], bool], threshold: float | None = None) -> Point:
    return Point(
        missed=Share.of(not alarm(reading) for emergency, reading in rows if emergency),
        alarms=Share.of(alarm(reading) for emergency, reading in rows if not emergency),
        threshold=threshold,
    )


def calibration(claims: Sequence[Claim]) -> Calibration:
    """How far the claims can be taken at their word, in bins of equal width."""
    bins = tuple(filter(None, (_bin(claims, number) for number in range(BINS))))
    far = sum(one.true.whole * abs(one.mean - one.true.value) for one in bins)
    return Calibration(bins, far / len(claims) if claims else 0.0)


def _bin(claims: Sequence[Claim], number: int) -> Bin | None:
    inside = [(chance, true) for chance, true in claims if min(int(chance * BINS), BINS - 1) == number]
    if not inside:
        return None
    mean = sum(chance for chance, _ in inside) / len(inside)
    return Bin(number / BINS, (number + 1) / BINS, mean, Share.of(true for _, true in inside))


def intent_claims(heard: Iterable[Judged], at: Thresholds) -> list[Claim]:
    """The intent that is answered first, without the red flags; true where its route is accepted.

    Messages carry no intents, and of what was not understood nothing is claimed.
    """
    read = [(one.turn.expected, one.reading.again(at, flags=False)) for one in heard if one.reading.classified]
    return [
        (found.confidence, expected.takes(route_of(found.intent)))
        for expected, found in read
        if found.intent != NOT_UNDERSTOOD
    ]


def emergency_claims(heard: Iterable[Judged]) -> list[Claim]:
    """The probability of an emergency, on plain emergencies and calm messages."""
    read = [one for one in heard if one.reading.classified]
    return [(reading.emergency, emergency) for emergency, reading in plainly_labelled(read)]

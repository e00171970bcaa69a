"""Whether a probability of the classifier means what it says: of those it calls 80 %, are 80 % so?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.understanding.routes import route_of
from evaluation.results import Heard
from evaluation.shares import Share

BINS = 10

# The probability that was given, and whether it came true.
Claim = tuple[float, bool]


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


def calibration(claims: Sequence[Claim]) -> Calibration:
    """In bins of equal width."""
    bins = tuple(filter(None, (_bin(claims, number) for number in range(BINS))))
    far = sum(one.true.whole * abs(one.mean - one.true.value) for one in bins)
    return Calibration(bins, far / len(claims) if claims else 0.0)


def _bin(claims: Sequence[Claim], number: int) -> Bin | None:
    inside = [(chance, true) for chance, true in claims if min(int(chance * BINS), BINS - 1) == number]
    if not inside:
        return None
    mean = sum(chance for chance, _ in inside) / len(inside)
    return Bin(number / BINS, (number + 1) / BINS, mean, Share.of(true for _, true in inside))


def intent_claims(heard: Iterable[Heard]) -> list[Claim]:
    """The likeliest intent's probability; true where its route is an accepted one, since messages carry no intents."""
    firsts = [(one.turn.expected, one.reading.ranking[0]) for one in heard if one.reading.ranking]
    return [(chance, expected.takes(route_of(intent))) for expected, (intent, chance) in firsts]


def emergency_claims(heard: Iterable[Heard]) -> list[Claim]:
    """The probability of an emergency, on plain emergencies and calm messages."""
    return [
        (one.reading.emergency, one.turn.expected.is_emergency)
        for one in heard
        if one.reading.ranking and (one.turn.expected.is_emergency or one.turn.expected.is_calm)
    ]

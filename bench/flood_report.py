"""What a flood did to others, as text."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.asking import Exchange

# What docs/reliability.md says holds: seconds.
BESIDE_THE_COSTLIEST, IN_DANGER, STOP = 0.5, 2.0, 14.0
HEAD = f"{'':<34}{'who':<8}{'asked':>6}{'in full':>9}{'card':>6}{'none':>6}{'median s':>10}{'worst s':>9}"
STOP_HEAD = f"{'':<34}{'flood/s':>8}{'refused':>9}{'stop s':>8}{'exit':>6}{'under way':>11}{'lost':>6}"


@dataclass(frozen=True)
class Stop:
    """A SIGTERM: when by the monotonic clock, how many seconds it took, and with what it ended."""

    at: float
    seconds: float
    code: int


@dataclass(frozen=True)
class FloodOutcome:
    """One scenario: by person what was asked, what the flood asked in so many seconds, and the stop amid it."""

    people: Mapping[str, Sequence[Exchange]]
    flood: Sequence[Exchange]
    seconds: float
    stop: Stop
    note: str = ""

    @property
    def under_way(self) -> list[Exchange]:
        """What had been sent and was not answered when the stop came."""
        everything = [one for asked in (*self.people.values(), self.flood) for one in asked]
        return [one for one in everything if one.was_under_way(self.stop.at)]

    @property
    def lost(self) -> int:
        return sum(not one.status for one in self.under_way)

    def worst(self, who: str) -> float:
        return max(one.seconds for one in self.people[who])


def report(found: Mapping[str, FloodOutcome], skipped: Mapping[str, str], circumstances: str) -> str:
    """Both tables, what is to be said of single scenarios, and whether what is promised held."""
    lines = [circumstances, "", HEAD]
    for name, seen in found.items():
        lines += [_row(name if not place else "", who, asked) for place, (who, asked) in enumerate(seen.people.items())]
    lines += ["", STOP_HEAD, *(_stop_row(name, seen) for name, seen in found.items()), ""]
    lines += [f"{name}: {seen.note}" for name, seen in found.items() if seen.note]
    lines += [f"{name}: skipped, {why}" for name, why in skipped.items()]
    return "\n".join([*lines, *_verdicts(found)])


def _row(name: str, who: str, asked: Sequence[Exchange]) -> str:
    seconds = [one.seconds for one in asked]
    in_full = sum(one.is_in_full for one in asked)
    answered = sum(one.status == 200 for one in asked)
    counts = f"{len(asked):>6}{in_full:>9}{answered - in_full:>6}{len(asked) - answered:>6}"
    return f"{name:<34}{who:<8}{counts}{statistics.median(seconds):>10.2f}{max(seconds):>9.2f}"


def _stop_row(name: str, seen: FloodOutcome) -> str:
    before = [one for one in seen.flood if one.ended < seen.stop.at]
    refused = sum(one.status != 200 for one in before)
    rate = (len(before) - refused) / seen.seconds
    stop = f"{seen.stop.seconds:>8.1f}{seen.stop.code:>6}{len(seen.under_way):>11}{seen.lost:>6}"
    return f"{name:<34}{rate:>8.1f}{refused:>9}{stop}"


def _verdicts(found: Mapping[str, FloodOutcome]) -> list[str]:
    """One line for each promise that was tried; it counts as held only where every scenario holds it."""
    if not found:
        return []
    costliest = [seen.worst("calm") for name, seen in found.items() if "costliest" in name]
    danger = [seen.worst("danger") for seen in found.values()]
    untold = sum(not one.names_999 for seen in found.values() for one in seen.people["danger"])
    lost = sum(seen.lost for seen in found.values())
    lines = [
        _verdict("In danger", danger, IN_DANGER),
        _verdict("A stop", [one.stop.seconds for one in found.values()], STOP),
    ]
    if costliest:
        lines.insert(0, _verdict("Calm beside the costliest texts", costliest, BESIDE_THE_COSTLIEST))
    return [*lines, f"In danger and not told 999: {untold}. Lost at a stop: {lost}."]


def _verdict(what: str, seconds: Sequence[float], most: float) -> str:
    held = "held" if max(seconds) <= most else "NOT held"
    return f"{what}, within {most:g} s: {held} (worst {max(seconds):.2f})"

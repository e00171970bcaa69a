"""What was measured, as text."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version

from bench.load import TurnTimes
from bench.results import BenchResult, Figures, Speed
from bench.tables import table
from bench.targets import SLOWER, TARGETS, of_its_median, times_per_second

BUSY = 0.5
# What a start and the memory are compared by.
OF_A_START = (
    ("to the open port", "port_s"),
    ("to the first answer", "answer_s"),
    ("processor time of the start", "start_processor_s"),
    ("memory", "memory_mb"),
)


def report(result: BenchResult, *, ours: str, stock: str, before: BenchResult | None = None) -> str:
    """The tables, what is beside the stock bot, and the targets; `before` is an earlier result of the same kind."""
    mine, other = result.bots[ours], result.bots[stock]
    parts = [head(result), _turns(result), _starts(result), _beside(mine, other, stock), _targets(mine, other)]
    if before and {ours, stock} <= before.bots.keys():
        then = _beside(before.bots[ours], before.bots[stock], stock)
        parts.append(f"In the last run of this commit, {before.date}, load {before.load:.1f}:\n\n{then}")
    return "\n\n".join(parts)


def report_against(result: BenchResult, *, ours: str, other: str) -> str:
    """The tables, and whether a turn has become slower than it may."""
    mine, before = result.bots[ours], result.bots[other]
    lines = [_slower(_clients(clients), speed, before.speeds[clients], other) for clients, speed in mine.speeds.items()]
    worst = max(of_its_median(mine, before))
    rule = f"Rule, a turn's median at most {SLOWER:.2f} of it: {'met' if worst <= SLOWER else 'NOT met'} ({worst:.2f})"
    start = [f"- {_ratio(mine, before, name):.2f} of {other}'s, {what}." for what, name in OF_A_START]
    return "\n\n".join([head(result), _turns(result), _starts(result), "\n".join([*lines, *start]), rule])


def head(result: BenchResult) -> str:
    """When, what and on what machine."""
    machine, changed = result.machine, ", changed since" if result.changed else ""
    busy = ": a busy machine, so the seconds are too many and the ratios unsteady" if result.load > BUSY else ""
    return (
        f"{result.date}, commit {result.commit}{changed}, {machine['cores']} cores ({machine['architecture']}, "
        f"{machine['processor']}), Python {result.versions['python']}, Rasa {result.versions['rasa']}; "
        f"load {result.load:.1f} before the run{busy}."
    )


def circumstances(load: float) -> str:
    """When and on what machine."""
    today = f"{datetime.now().astimezone():%Y-%m-%d}"
    return (
        f"{today}, {os.cpu_count()} cores ({platform.machine()}), load {load:.1f} before, "
        f"Python {platform.python_version()}, Rasa {version('rasa')}"
    )


def row(clients: str, name: str, measured: TurnTimes) -> str:
    """One row of the table of turns."""
    rate, median, p95 = measured.per_second, measured.median_ms, measured.p95_ms
    return f"{clients:<12}{name:<11}{len(measured.turns):>7}{rate:>10.1f}{median:>11.1f}{p95:>9.1f}"


def _turns(result: BenchResult) -> str:
    rows = [
        (
            _clients(clients),
            name,
            str(speed.turns),
            *(f"{value:.1f}" for value in (speed.per_second, speed.median_ms, speed.p95_ms, speed.processor_ms)),
        )
        for clients in next(iter(result.bots.values())).speeds
        for name, speed in ((name, figures.speeds[clients]) for name, figures in result.bots.items())
    ]
    return table(("clients", "bot", "turns", "turns/s", "median ms", "p95 ms", "processor ms"), rows, words=2)


def _starts(result: BenchResult) -> str:
    rows = [
        (
            name,
            str(figures.starts),
            f"{figures.port_s:.1f}",
            f"{figures.answer_s:.1f}",
            f"{figures.start_processor_s:.1f}",
            f"{figures.memory_mb:.0f}",
        )
        for name, figures in result.bots.items()
    ]
    return table(("bot", "starts", "open port s", "first answer s", "processor s", "memory MB"), rows)


def _beside(mine: Figures, other: Figures, name: str) -> str:
    rates = _listed(mine, times_per_second(mine, other), 1)
    medians = _listed(mine, of_its_median(mine, other), 2)
    start = ", ".join(f"{_ratio(mine, other, attribute):.2f} ({what})" for what, attribute in OF_A_START)
    return "\n".join(
        [
            f"- Turns a second, times the {name}'s: {rates}.",
            f"- A turn's median, of the {name}'s: {medians}.",
            f"- Start and memory, of the {name}'s: {start}.",
        ]
    )


def _targets(mine: Figures, other: Figures) -> str:
    rows = []
    for target in TARGETS:
        value = target.worst(mine, other)
        bounds = (target.bound(target.must), target.bound(target.aim), target.written(value))
        rows.append((target.what, target.verdict(value), *bounds))
    return table(("target", "", "must be", "aim", "is"), rows, words=2)


def _slower(clients: str, now: Speed, before: Speed, other: str) -> str:
    by_round = [one / two for one, two in zip(now.round_medians_ms, before.round_medians_ms, strict=True)]
    return (
        f"- {clients}: {now.median_ms / before.median_ms:.2f} of {other}'s median (by round {min(by_round):.2f} to "
        f"{max(by_round):.2f}), {now.processor_ms / before.processor_ms:.2f} of its processor time a turn."
    )


def _ratio(mine: Figures, other: Figures, name: str) -> float:
    return float(getattr(mine, name) / getattr(other, name))


def _listed(mine: Figures, values: Sequence[float], digits: int) -> str:
    return ", ".join(
        f"{value:.{digits}f} ({_clients(clients)})" for clients, value in zip(mine.speeds, values, strict=True)
    )


def _clients(number: int) -> str:
    return "one client" if number == 1 else f"{number} at once"

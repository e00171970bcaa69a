"""What was measured, as text."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from datetime import datetime
from importlib.metadata import version

from bench.load import Measured

TARGET = 3.0

# clients at once -> bot -> what was measured
Results = Mapping[int, Mapping[str, Measured]]


def report(results: Results, *, ours: str, stock: str, load: float) -> str:
    """A table, the ratios of the throughputs, and whether the target was met; `load` is from before the run."""
    lines = [circumstances(load), "", f"{'':<12}{'bot':<11}{'turns':>7}{'turns/s':>10}{'median ms':>11}{'p95 ms':>9}"]
    for clients, measured in results.items():
        lines += [row(_clients(clients), name, measured[name]) for name in (ours, stock)]
    lines.append("")
    ratios = {clients: measured[ours].per_second / measured[stock].per_second for clients, measured in results.items()}
    lines += [
        f"{_clients(clients)}: {ratio:.1f} times the {stock}'s turns a second" for clients, ratio in ratios.items()
    ]
    return "\n".join([*lines, verdict(ratios)])


def verdict(ratios: Mapping[int, float]) -> str:
    """One line; the target counts as met only where every number of clients meets it."""
    met = all(ratio >= TARGET for ratio in ratios.values())
    return f"Target, at least {TARGET:.0f} times: {'met' if met else 'NOT met'} (lowest {min(ratios.values()):.1f})"


def circumstances(load: float) -> str:
    """When and on what machine."""
    today = f"{datetime.now().astimezone():%Y-%m-%d}"
    return (
        f"{today}, {os.cpu_count()} cores ({platform.machine()}), load {load:.1f} before, "
        f"Python {platform.python_version()}, Rasa {version('rasa')}"
    )


def row(clients: str, name: str, measured: Measured) -> str:
    """One of the table's."""
    rate, median, p95 = measured.per_second, measured.median_ms, measured.p95_ms
    return f"{clients:<12}{name:<11}{len(measured.turns):>7}{rate:>10.1f}{median:>11.1f}{p95:>9.1f}"


def _clients(number: int) -> str:
    return "one client" if number == 1 else f"{number} at once"

"""Figures of bots that were never run."""

from __future__ import annotations

from bench.results import BenchResult, Figures, Speed


def speed(median_ms: float = 10.0, per_second: float = 80.0, rounds: tuple[float, ...] = (10.0, 10.0)) -> Speed:
    return Speed(320, per_second, median_ms, 2 * median_ms, 0.8 * median_ms, rounds)


def figures(*, answer_s: float = 4.0, memory_mb: float = 400.0, **speeds: Speed) -> Figures:
    by_clients = {1: speeds.get("one", speed()), 8: speeds.get("eight", speed())}
    return Figures(2, 1.0, answer_s, 5.0, memory_mb, by_clients)


def result(**bots: Figures) -> BenchResult:
    machine = {"cores": 2, "architecture": "x86_64", "processor": "made up", "memory_gb": 8.0}
    named = {name.replace("_", " "): found for name, found in bots.items()}
    return BenchResult(
        "0123456789ab", False, "2026-11-28", machine, {"python": "3.11.7", "rasa": "3.6.21"}, load=0.2, bots=named
    )

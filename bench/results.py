"""What was measured, kept as JSON so that a later commit can be held against it."""

from __future__ import annotations

import json
import os
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.load import TurnTimes
from bench.starts import Start

KEPT = Path(".build") / "bench"
VERSIONS = ("rasa", "rasa-sdk", "spacy", "scikit-learn", "scipy", "numpy", "onnxruntime", "sanic")


@dataclass(frozen=True)
class Speed:
    """One bot's turns with a number of clients. `round_medians_ms` has the median of each round."""

    turns: int
    per_second: float
    median_ms: float
    p95_ms: float
    processor_ms: float
    round_medians_ms: tuple[float, ...]

    @classmethod
    def of(cls, rounds: Sequence[TurnTimes], processor_seconds: float) -> Speed:
        """All rounds together; `processor_seconds` are those that the bot used in all of them."""
        whole = rounds[0]
        for one in rounds[1:]:
            whole += one
        return cls(
            turns=len(whole.turns),
            per_second=whole.per_second,
            median_ms=whole.median_ms,
            p95_ms=whole.p95_ms,
            processor_ms=1000 * processor_seconds / len(whole.turns),
            round_medians_ms=tuple(one.median_ms for one in rounds),
        )


@dataclass(frozen=True)
class Figures:
    """One bot's: its starts, its memory after all turns, and its speed by the number of clients."""

    starts: int
    port_s: float
    answer_s: float
    start_processor_s: float
    memory_mb: float
    speeds: Mapping[int, Speed]

    @classmethod
    def of(cls, starts: Sequence[Start], memory_mb: float, speeds: Mapping[int, Speed]) -> Figures:
        """The figures of one bot; of several starts the median counts."""
        return cls(
            starts=len(starts),
            port_s=statistics.median(start.port for start in starts),
            answer_s=statistics.median(start.answer for start in starts),
            start_processor_s=statistics.median(start.processor for start in starts),
            memory_mb=memory_mb,
            speeds=speeds,
        )


@dataclass(frozen=True)
class BenchResult:
    """One run. `changed` is whether the tree was not what the commit has; `load` is from before the run."""

    commit: str
    changed: bool
    date: str
    machine: Mapping[str, Any]
    versions: Mapping[str, str]
    load: float
    bots: Mapping[str, Figures]


def keep(result: BenchResult, root: Path) -> Path:
    """Writes it to the folder for results, in the place of an earlier one of the same commit."""
    path = kept(result.commit, root)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(result), indent=1) + "\n", encoding="utf-8")
    return path


def read(commit: str, root: Path) -> BenchResult | None:
    """That of an earlier run; None where there is none, or one of another shape."""
    try:
        found = json.loads(kept(commit, root).read_text(encoding="utf-8"))
        bots = {name: _figures(figures) for name, figures in found["bots"].items()}
        return BenchResult(**{**found, "bots": bots})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def kept(commit: str, root: Path) -> Path:
    """Where the last result of a commit stands."""
    return root / KEPT / f"{commit}.json"


def machine() -> dict[str, Any]:
    """The machine that it was measured on: cores, processor, memory."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": os.cpu_count(),
        "architecture": platform.machine(),
        "processor": _processor(),
        "memory_gb": round(memory / 1e9, 1),
    }


def versions() -> dict[str, str]:
    """Python's and those of the packages that take most of a turn."""
    return {"python": platform.python_version(), **{name: version(name) for name in VERSIONS}}


def _figures(found: dict[str, Any]) -> Figures:
    speeds = {
        int(clients): Speed(**{**speed, "round_medians_ms": tuple(speed["round_medians_ms"])})
        for clients, speed in found["speeds"].items()
    }
    return Figures(**{**found, "speeds": speeds})


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return "unknown"
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "unknown")

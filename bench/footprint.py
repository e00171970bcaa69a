"""What the processes of some groups take of the machine: memory, and processor time."""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


def memory_mb(groups: Collection[int]) -> float:
    """Resident memory. What two of the processes share counts twice."""
    return sum(_resident_kb(process) for process in _of(groups)) / 1024


def processor_seconds(groups: Collection[int]) -> float:
    """Since they were started, with those of their children that have ended."""
    return sum(_clock(process) + _ended_children(process) for process in _of(groups))


def _of(groups: Collection[int]) -> Iterator[Path]:
    for process in PROC.glob("[0-9]*"):
        # Any of them may end while it is looked at.
        with suppress(OSError):
            if int(fields(_stat(process))[2]) in groups:
                yield process


def fields(stat: str) -> list[str]:
    """What stands in a line of /proc/…/stat from the state on; the name before that may hold spaces and brackets."""
    return stat.rpartition(")")[2].split()


def _stat(process: Path) -> str:
    return (process / "stat").read_text(encoding="utf-8", errors="replace")


def _resident_kb(process: Path) -> int:
    with suppress(OSError):
        for line in (process / "status").read_text(encoding="utf-8", errors="replace").splitlines():
            name, _, value = line.partition(":")
            if name == "VmRSS":
                return int(value.split()[0])
    return 0


def _clock(process: Path) -> float:
    """Nanoseconds where /proc has hundredths of a second: Linux's clock of another process, as its headers build it."""
    with suppress(OSError):
        return time.clock_gettime((~int(process.name) << 3) | 2)
    return 0.0


def _ended_children(process: Path) -> float:
    with suppress(OSError):
        user, system = fields(_stat(process))[13:15]
        return (int(user) + int(system)) / TICKS
    return 0.0

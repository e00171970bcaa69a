"""Whose the processor's time was: those who measure share it with what they measure."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.engines import EnginesRunning
from bench.footprint import fields
from rig.engines import family

# Of the `fields` of /proc/PID/stat: what it spent itself, and what its children that have ended did.
OWN_AND_ENDED = slice(11, 15)
# In /proc/stat: what nobody used.
IDLE = (3, 4)


@dataclass(frozen=True)
class ProcessorShares:
    """Of all that the cores could have done."""

    bot: float
    haproxy: float
    people: float
    others: float

    def __str__(self) -> str:
        return " | ".join(f"{share:.0%}" for share in (self.bot, self.haproxy, self.people, self.others))


@dataclass(frozen=True)
class Spent:
    """Ticks of the clock until now, since each began."""

    bot: int
    haproxy: int
    people: int
    all_busy: int
    all_there_were: int

    @classmethod
    def of(cls, engines: EnginesRunning) -> Spent:
        cores = [int(word) for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
        bot = [*_family(engines.server), *_family(engines.valkey)]
        busy = sum(ticks for place, ticks in enumerate(cores) if place not in IDLE)
        haproxy = _ticks(_family(engines.haproxy))
        return cls(_ticks(bot), haproxy, _ticks([os.getpid()]), busy, sum(cores))

    def since(self, before: Spent) -> ProcessorShares:
        there_were = max(1, self.all_there_were - before.all_there_were)
        bot, haproxy = self.bot - before.bot, self.haproxy - before.haproxy
        people = self.people - before.people
        others = self.all_busy - before.all_busy - bot - haproxy - people
        return ProcessorShares(*(max(0, one) / there_were for one in (bot, haproxy, people, others)))


def _family(process: subprocess.Popen[bytes] | None) -> list[int]:
    return family(process.pid) if process else []


def _ticks(pids: Iterable[int]) -> int:
    found = 0
    for pid in pids:
        with suppress(OSError):
            words = fields(Path(f"/proc/{pid}/stat").read_text())
            found += sum(map(int, words[OWN_AND_ENDED]))
    return found

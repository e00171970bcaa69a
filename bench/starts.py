"""Starts a bot with a stopwatch in hand, and stops it."""

from __future__ import annotations

import logging
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import footprint
from bench.load import RestBot, has_answered
from bench.processes import LONGEST_START, BenchFailed, last_line, started

logger = logging.getLogger(__name__)

# Whoever asks more often would be measured too.
ASK_EVERY = 0.1
KNOCK_EVERY = 0.01
# The conversation of the first answer.
FIRST = "bench-first"


@dataclass(frozen=True)
class Program:
    """A command line, where and with which settings it is started, and where what it says is kept."""

    what: str
    command: Sequence[str]
    folder: Path
    settings: Mapping[str, str]
    log: Path


@dataclass(frozen=True)
class Candidate:
    """A bot that can be started, by one program or by several at once."""

    bot: RestBot
    programs: Sequence[Program]


@dataclass(frozen=True)
class Start:
    """Seconds until the port was open and until the first whole answer; processor time of all programs until then."""

    port: float
    answer: float
    processor: float


@dataclass(frozen=True)
class RunningBot:
    """A bot that has been started and answers. `groups` are its programs' process groups."""

    bot: RestBot
    start: Start
    groups: tuple[int, ...]

    def memory_mb(self) -> float:
        """What it holds now."""
        return footprint.memory_mb(self.groups)

    def processor_seconds(self) -> float:
        """What it has used since its start."""
        return footprint.processor_seconds(self.groups)


@contextmanager
def running(candidate: Candidate, *, within: float = LONGEST_START) -> Iterator[RunningBot]:
    """Starts it, waits for its first whole answer, and stops it afterwards. Raises BenchFailed.

    What a safety net says before the bot itself can is no such answer.
    """
    bot = candidate.bot
    logger.info("Starting %s ...", bot.name)
    with ExitStack() as stack:
        begun = time.perf_counter()
        processes = [stack.enter_context(_started(program)) for program in candidate.programs]

        def until(come: Callable[[], bool], pause: float) -> float:
            while not come():
                _need_all(candidate, processes)
                if time.perf_counter() - begun > within:
                    said = last_line(candidate.programs[-1].log)
                    raise BenchFailed(f"{bot.name} gave no answer within {within:.0f} s: {said}")
                time.sleep(pause)
            return time.perf_counter() - begun

        groups = tuple(process.pid for process in processes)
        port = until(lambda: _is_open(bot.port), KNOCK_EVERY)
        answer = until(lambda: has_answered(bot, FIRST), ASK_EVERY)
        try:
            yield RunningBot(bot, Start(port, answer, footprint.processor_seconds(groups)), groups)
        except BenchFailed:
            _need_all(candidate, processes)
            raise


def start_of(candidate: Candidate) -> Start:
    """Starts it and stops it again."""
    with running(candidate) as found:
        return found.start


def _started(program: Program) -> AbstractContextManager[subprocess.Popen[bytes]]:
    return started(program.command, program.folder, program.settings, program.log)


def _is_open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def _need_all(candidate: Candidate, processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for program, process in zip(candidate.programs, processes, strict=True):
        code = process.poll()
        if code is not None:
            # A negative code is the signal that ended it.
            said = last_line(program.log)
            raise BenchFailed(f"{program.what} ended while it was needed (exit code {code}): {said}")

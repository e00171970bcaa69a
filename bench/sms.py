"""The command `python -m bench.sms`: texts through the real Kannel, beside REST in the same run."""

from __future__ import annotations

import itertools
import logging
import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from bench.command import begin, in_one_line
from bench.load import RestBot, TurnTimes, measure
from bench.ours import our_bot
from bench.processes import BenchFailed
from bench.report import circumstances, row
from rig.kannel import MISSING, KannelBoxes, is_installed
from rig.phones import PhoneLine, Text, incoming, read
from rig.ports import free_port

logger = logging.getLogger("bench")

AT_ONCE = (1, 10, 50)
WARM_UP = 60
LONGEST_TEXT = 60.0
# With these words Kannel answers by itself, and the bot beyond its rate.
NOT_ANSWERS = ("This text line", "You sent a lot of texts")
# So that no limit of the bot's is what is measured.
NO_LIMIT = {"SIGNPOST_SMS_RATE": "1000", "SIGNPOST_SMS_RATE_ALL": "100000"}
WAYS = ("REST", "Kannel")
numbers = (f"+4477{number:08d}" for number in itertools.count(1))

# people at once -> way -> what was measured
Results = dict[int, dict[str, TurnTimes]]


@click.command()
@click.option("--turns", default=150, show_default=True, type=click.IntRange(min=50), help="Texts a round and way.")
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(min=1), help="Rounds; the ways take turns.")
def main(turns: int, rounds: int) -> None:
    """Measure the bot by text and by REST, with Debian's Kannel as it is shipped. Takes about a minute."""
    begin()
    with in_one_line(), tempfile.TemporaryDirectory(prefix="signpost-bench-", ignore_cleanup_errors=True) as folder:
        load = os.getloadavg()[0]
        click.echo(report(_measured(Path(folder), turns, rounds), load))


def report(results: Results, load: float) -> str:
    """A table, and how many of REST's answers a second there are by text."""
    lines = [circumstances(load), "", f"{'':<12}{'way':<11}{'turns':>7}{'turns/s':>10}{'median ms':>11}{'p95 ms':>9}"]
    for people, measured in results.items():
        lines += [row(f"{people} at once", way, measured[way]) for way in WAYS]
    lines.append("")
    for people, measured in results.items():
        ratio = measured["Kannel"].per_second / measured["REST"].per_second
        lines.append(f"{people} at once: {ratio:.2f} times REST's turns a second")
    return "\n".join(lines)


def _measured(folder: Path, turns: int, rounds: int) -> Results:
    if not is_installed():
        raise BenchFailed(MISSING)
    gateway = KannelBoxes(folder, free_port())
    settings = {"SIGNPOST_PORT": str(gateway.bot), **gateway.settings, **NO_LIMIT}
    with our_bot(folder, **settings) as bot, gateway.up():
        _by_text(bot, gateway, 10, WARM_UP)
        return {people: _rounds(bot, gateway, people, turns, rounds) for people in AT_ONCE}


def _rounds(bot: RestBot, gateway: KannelBoxes, people: int, turns: int, rounds: int) -> dict[str, TurnTimes]:
    found: dict[str, TurnTimes] = {}
    for number in range(1, rounds + 1):
        logger.info("Round %s of %s, %s at once ...", number, rounds, people)
        both = (measure(bot, clients=people, turns=turns), _by_text(bot, gateway, people, turns))
        for way, one in zip(WAYS, both, strict=True):
            found[way] = found[way] + one if way in found else one
    return found


@dataclass
class _Waiting:
    """Somebody whose answer is on its way."""

    since: float
    lines: list[str]


def _by_text(bot: RestBot, gateway: KannelBoxes, people: int, turns: int) -> TurnTimes:
    """So many people write at once, each of them once: whoever has got an answer is replaced by somebody new.

    An answer is there when the last part of its first text is.
    """
    line, said = PhoneLine(gateway.phones), itertools.cycle(bot.messages)
    seconds: list[float] = []
    begun = time.perf_counter()
    waiting: dict[str, _Waiting] = {}
    left = turns
    try:
        while len(seconds) < turns:
            for _ in range(min(people - len(waiting), left)):
                waiting[_write(line, next(said))] = _Waiting(time.perf_counter(), [])
                left -= 1
            seconds += list(_answered(line, waiting))
        elapsed = time.perf_counter() - begun
    finally:
        line.close()
    return TurnTimes(tuple(seconds), elapsed)


def _write(line: PhoneLine, words: str) -> str:
    number = next(numbers)
    line.send(incoming(number, words))
    return number


def _answered(line: PhoneLine, waiting: dict[str, _Waiting]) -> Iterator[float]:
    """Takes what has come, and gives the seconds of those whose answer is there now."""
    got = line.take(LONGEST_TEXT)
    now = time.perf_counter()
    if not got:
        raise BenchFailed(f"no text came within {LONGEST_TEXT:.0f} s: run it again")
    number = ""
    for piece in got:
        # Further lines of a text are by themselves.
        number = next((word for word in piece.split(" ")[1:2] if word in waiting), number)
        if number in waiting:
            waiting[number].lines.append(piece)
    for person, found in list(waiting.items()):
        if texts := read(found.lines):
            _need_an_answer(texts[0])
            yield now - found.since
            del waiting[person]


def _need_an_answer(text: Text) -> None:
    if not text.words or any(words in text.words for words in NOT_ANSWERS):
        raise BenchFailed(f"this is no answer of the bot's: {text.words!r}")


if __name__ == "__main__":
    main()

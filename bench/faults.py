"""`python -m bench.faults`: real engines, people who write, and one thing after the other that goes wrong."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import click

from bench.command import begin, in_one_line, need_engines, say
from bench.engines import EnginesRunning, running_engines
from bench.fault_kinds import KINDS, NAMES, ON_A_SMALL_DISK, REDELIVERED, WITH_A_CLOCK
from bench.fault_people import Outcome, everybody
from bench.fault_phones import phones
from bench.processes import busy
from bench.slow_way import SlowWay
from rig.clock import MISSING

logger = logging.getLogger("bench.faults")

MARKS = ("<!-- make faults -->", "<!-- end -->")
# Between two faults: texts that a worker left are sent after some seven seconds.
SETTLE, WARM_UP = 9.0, 4.0
HEAD = (
    "| what goes wrong | requests | turns lost | memory lost | cards | slowest | texts doubled | texts lost |\n"
    "|---|---|---|---|---|---|---|---|"
)
LONGEST_LOG = 6000


@click.command()
@click.option("--seconds", default=12.0, show_default=True, help="For each.")
@click.option("--only", multiple=True, type=click.Choice(NAMES), help="Those alone.")
@click.option("--write", is_flag=True, help="Put the table into docs/reliability.md.")
def main(seconds: float, only: tuple[str, ...], write: bool) -> None:
    """Have one thing after the other go wrong beside people who write, and count what is lost."""
    begin()
    if write and only:
        raise click.UsageError("--write writes all of them: leave --only out")
    with in_one_line():
        need_engines()
        say(_table(seconds, only or NAMES), MARKS, write=write)


def _table(seconds: float, names: Sequence[str]) -> str:
    now = datetime.now().astimezone()
    rows = [f"On {now:%d %B %Y at %H:%M}, {seconds:.0f} seconds each, {busy()}.\n\n{HEAD}"]
    with phones() as gateway, running_engines(gateway, own=True) as (engines, way):
        # What is read for the first time is no fault.
        usual = texts_each(asyncio.run(beside(engines, way, NAMES[0], WARM_UP)))
        rows += [_tried(engines, way, name, seconds, usual) for name in names]
        logger.info("%s", (engines.home / "server.log").read_text(errors="replace")[-LONGEST_LOG:])
    return "\n".join(rows)


def _tried(engines: EnginesRunning, way: SlowWay, name: str, seconds: float, usual: int) -> str:
    logger.info("%s ...", name)
    if lacks := _lacks(engines, name):
        return f"| {name} | not tried: {lacks} | | | | | | |"
    row = _row(name, asyncio.run(beside(engines, way, name, seconds)), usual)
    logger.info("%s", row)
    return row


def _lacks(engines: EnginesRunning, name: str) -> str:
    if name in ON_A_SMALL_DISK and not engines.has_small_disk:
        return "only root may mount a disk for it"
    return MISSING if name in WITH_A_CLOCK and not engines.clock else ""


async def beside(
    engines: EnginesRunning, way: SlowWay, name: str, seconds: float, *, settle: float = SETTLE
) -> Outcome:
    """What becomes of people who write while it goes wrong. Where no worker dies, little has to settle."""
    outcome = Outcome()
    sent = engines.gateway.sent
    sent.clear()
    await asyncio.gather(
        KINDS[name](engines, way, seconds), everybody(engines, seconds, outcome, elsewhere=name == REDELIVERED)
    )
    await asyncio.sleep(settle)
    outcome.sent = Counter(sent)
    return outcome


def texts_each(outcome: Outcome) -> int:
    """How many texts follow the first one, for a person who loses none."""
    by_number = Counter(number for number, _ in outcome.sent)
    return max(Counter(by_number.values()), key=Counter(by_number.values()).__getitem__, default=0)


def _row(name: str, outcome: Outcome, usual: int) -> str:
    lost = Counter(outcome.lost)
    why = f" ({', '.join(f'{many} {what}' for what, many in lost.items())})" if lost else ""
    texts_lost = max(0, outcome.texts * usual - len(outcome.sent))
    told = f", {outcome.told} told" if outcome.told else ""
    return (
        f"| {name} | {outcome.requests} | {sum(lost.values())}{why} | {outcome.forgotten}{told} | {outcome.cards} "
        f"| {outcome.slowest:.1f} s | {outcome.doubled} | {texts_lost} of {outcome.texts * usual} |"
    )


if __name__ == "__main__":
    main()

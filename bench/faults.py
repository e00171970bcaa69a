"""`python -m bench.faults`: real engines, people who write, and one thing after the other that goes wrong."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import click

from bench.engines import EnginesRunning, missing, running_engines
from bench.fault_kinds import KINDS, NAMES, REDELIVERED
from bench.fault_people import Outcome, everybody, phones
from bench.processes import BenchFailed
from bench.slow_way import Way
from bot.settings import ROOT

logger = logging.getLogger("bench.faults")

PAGE = ROOT / "docs" / "reliability.md"
BEGINS, ENDS = "<!-- make faults -->", "<!-- end -->"
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
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(message)s")
    # So that what it has started is ended.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    if lacking := missing():
        raise click.ClickException(
            f"these faults need real engines: install {' and '.join(lacking)} (Debian's packages)"
        )
    if write and only:
        raise click.UsageError("--write writes all of them: leave --only out")
    try:
        text = _table(seconds, only or NAMES)
    except BenchFailed as error:
        raise click.ClickException(str(error)) from error
    click.echo(text)
    if write:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGINS)
        after = rest.partition(ENDS)[2]
        PAGE.write_text(f"{before}{BEGINS}\n{text}\n{ENDS}{after}", encoding="utf-8")


def _table(seconds: float, names: Sequence[str]) -> str:
    rows = [f"On {datetime.now().astimezone():%d %B %Y at %H:%M}, {seconds:.0f} seconds each.\n\n{HEAD}"]
    with phones() as (address, sent), running_engines(address) as (engines, way):
        # What is read for the first time is no fault.
        asyncio.run(_beside(engines, way, sent, NAMES[0], WARM_UP))
        usual = 0
        for name in names:
            logger.info("%s ...", name)
            outcome = asyncio.run(_beside(engines, way, sent, name, seconds))
            usual = usual or _most_often(outcome)
            rows.append(_row(name, outcome, usual))
            logger.info("%s", rows[-1])
        logger.info("%s", (engines.home / "server.log").read_text(errors="replace")[-LONGEST_LOG:])
    return "\n".join(rows)


async def _beside(engines: EnginesRunning, way: Way, sent: Outcome, name: str, seconds: float) -> Outcome:
    outcome = Outcome(sent=sent.sent)
    sent.sent.clear()
    await asyncio.gather(
        KINDS[name](engines, way, seconds), everybody(engines, seconds, outcome, elsewhere=name == REDELIVERED)
    )
    await asyncio.sleep(SETTLE)
    outcome.sent = Counter(sent.sent)
    outcome.doubled += sum(many - 1 for many in outcome.sent.values())
    return outcome


def _most_often(outcome: Outcome) -> int:
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

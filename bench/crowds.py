"""`python -m bench.crowds`: so many people at once through HAProxy, on one process and on two workers, in one run."""

from __future__ import annotations

import asyncio
import logging
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import aiohttp
import click

from bench.asking import MESSAGE, START, ask, words_of
from bench.command import begin, in_one_line, need_engines, say
from bench.engines import EnginesRunning, running_engines
from bench.fault_people import CARDS
from bench.fault_phones import phones
from bench.processes import busy
from bench.processor_time import ProcessorShares, Spent
from rig.engines import family, pss_mb

logger = logging.getLogger("bench.crowds")

MARKS = ("<!-- make load -->", "<!-- end of load -->")
CROWDS = (1, 10, 50, 200)
CALM = ("i want to stop smoking weed", "what is their number", "is it anonymous", "thank you")
DANGER = "my mate wont wake up"
DANGER_EVERY = 0.5
LONGEST = 30.0
HEAD = (
    "| workers | people at once | turns a second | median | 95th | 99th | in danger, median | beside one person "
    "| in danger, cards | cards | errors | processor: bot | HAProxy | people | others |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
)


@dataclass
class Times:
    """Seconds of each turn, of calm people and of those in danger."""

    calm: list[float] = field(default_factory=list)
    danger: list[float] = field(default_factory=list)
    cards: int = 0
    danger_cards: int = 0
    errors: int = 0
    processor: ProcessorShares | None = None

    @property
    def in_danger(self) -> float:
        """The median wait of those in danger, in seconds."""
        return statistics.median(self.danger) if self.danger else 0.0

    def at(self, share: float) -> float:
        ordered = sorted(self.calm) or [0.0]
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@click.command()
@click.option("--seconds", default=15.0, show_default=True, help="For each crowd but the last.")
@click.option("--longest", default=600.0, show_default=True, help="Seconds for the last crowd, on two workers.")
@click.option("--crowd", "crowds", multiple=True, type=int, default=CROWDS, show_default=True, help="People at once.")
@click.option("--write", is_flag=True, help="Put the tables into docs/reliability.md.")
def main(seconds: float, longest: float, crowds: Sequence[int], write: bool) -> None:
    """Measure turns a second and waits for crowds of people, and what two workers need of memory beside one process."""
    begin()
    with in_one_line():
        need_engines()
        say(_tables(seconds, longest, crowds), MARKS, write=write)


def _tables(seconds: float, longest: float, crowds: Sequence[int]) -> str:
    rows, memory = [HEAD], dict[int, float]()
    rates: dict[int, float] = {}
    day = f"{datetime.now().astimezone():%d %B %Y at %H:%M}"
    when = f"On {day}, {seconds:.0f} seconds each, the last {longest:.0f}, {busy()}."
    last = (2, crowds[-1])
    for many in (1, 2):
        with phones() as gateway, running_engines(gateway, many=many) as (engines, _):
            asyncio.run(_crowd(engines, 2, 4.0))
            calm = 0.0
            for people in crowds:
                lasting = longest if (many, people) == last else seconds
                times = asyncio.run(_crowd(engines, people, lasting))
                calm = calm or times.in_danger
                rate = len(times.calm) / lasting
                rates.setdefault(people, rate)
                rows.append(_row(many, people, rate, rate / max(rates[people], 0.001), calm, times))
                logger.info("%s", rows[-1])
            memory[many] = pss_mb(family(engines.server.pid)) if engines.server else 0.0
    ratio = memory[2] / memory[1]
    said = f"Memory (PSS): one process {memory[1]:.0f} MB, two workers with all that is above them {memory[2]:.0f} MB, "
    return "\n".join([when, "", *rows, "", f"{said}{ratio:.2f} times that."])


def _row(many: int, people: int, rate: float, ratio: float, calm: float, times: Times) -> str:
    beside = times.in_danger / calm if calm else 0.0
    in_danger = f"{times.in_danger:.2f} s | {beside:.1f} | {times.danger_cards} of {len(times.danger)}"
    return (
        f"| {many} | {people} | {rate:.0f} ({ratio:.2f}) | {times.at(0.5):.2f} s | {times.at(0.95):.2f} s "
        f"| {times.at(0.99):.2f} s | {in_danger} | {times.cards} | {times.errors} | {times.processor or ''} |"
    )


async def _crowd(engines: EnginesRunning, people: int, seconds: float) -> Times:
    times, until, spent = Times(), time.monotonic() + seconds, Spent.of(engines)
    timeout = aiohttp.ClientTimeout(total=LONGEST)
    async with aiohttp.ClientSession(timeout=timeout, connector=aiohttp.TCPConnector(limit=0)) as session:
        calm = [_talks(session, engines, until, times) for _ in range(people)]
        await asyncio.gather(*calm, _is_in_danger(session, engines, until, times))
    times.processor = Spent.of(engines).since(spent)
    return times


async def _talks(session: aiohttp.ClientSession, engines: EnginesRunning, until: float, times: Times) -> None:
    while time.monotonic() < until:
        conversation = await _begun(session, engines, times)
        for words in CALM if conversation else ():
            if time.monotonic() < until:
                await _says(session, engines, {"conversation": conversation, "message": words}, times, times.calm)


async def _is_in_danger(session: aiohttp.ClientSession, engines: EnginesRunning, until: float, times: Times) -> None:
    while time.monotonic() < until:
        if conversation := await _begun(session, engines, times):
            await _says(session, engines, {"conversation": conversation, "message": DANGER}, times, times.danger)
        await asyncio.sleep(DANGER_EVERY)


async def _begun(session: aiohttp.ClientSession, engines: EnginesRunning, times: Times) -> str:
    """A conversation; empty where there was no answer."""
    content = (await ask(session, engines.url + START, {})).content
    if content is None:
        times.errors += 1
        return ""
    return str(content["conversation"])


async def _says(
    session: aiohttp.ClientSession, engines: EnginesRunning, body: dict[str, str], times: Times, taken: list[float]
) -> None:
    one = await ask(session, engines.url + MESSAGE, body)
    if (reply := one.content) is None:
        times.errors += 1
        return
    taken.append(one.seconds)
    said = words_of(reply)
    times.cards += CARDS[0] in said
    times.danger_cards += CARDS[1] in said


if __name__ == "__main__":
    main()

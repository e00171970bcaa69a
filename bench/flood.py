"""The command `python -m bench.flood`: how long others wait, and how long a stop takes, while the bot is flooded."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import click

from bench.asking import REST, Door, Exchange, ask
from bench.command import begin, in_one_line
from bench.flood_kinds import (
    CALM,
    COSTLIEST,
    DANGERS,
    LONGEST_READ,
    LONGEST_TYPED,
    Flood,
    HalfOpen,
    OneCaller,
    Rest,
    flooding,
    repeated,
)
from bench.flood_people import CALLERS, conversations, writes
from bench.flood_proxy import missing, outward, proxied
from bench.flood_report import FloodOutcome, Stop, report
from bench.ours import served
from bench.processes import BenchFailed
from bench.report import circumstances

logger = logging.getLogger("bench")

# How long a flood goes on before somebody else is looked at.
LEAD = 1.0
LONGEST_STOP = 60.0
SECONDS_HELP = "How long each flood lasts."
ONLY_HELP = "This one alone; may be given again."


@dataclass(frozen=True)
class Scenario:
    """`flood` is made when its turn comes. `settings` are the server's, beside those that are shipped."""

    flood: Callable[[], Flood | None]
    proxied: bool = False
    settings: dict[str, str] = field(default_factory=dict)


COSTLIEST_TEXTS = repeated(COSTLIEST, LONGEST_READ)
SCENARIOS = {
    "quiet": Scenario(lambda: None),
    "costliest texts, one client": Scenario(lambda: Rest(1, COSTLIEST_TEXTS)),
    "costliest texts, 8 clients": Scenario(lambda: Rest(8, COSTLIEST_TEXTS)),
    "8 clients, long texts of danger": Scenario(lambda: Rest(8, repeated(DANGERS, LONGEST_READ))),
    "200 calm people at once": Scenario(lambda: Rest(200, CALM)),
    "1,500 half-open connections": Scenario(lambda: HalfOpen(1500)),
    # So few that the flood is beyond its share within its seconds.
    "one caller through Caddy": Scenario(
        lambda: OneCaller(20, CALM * 4 + repeated(COSTLIEST, LONGEST_TYPED), outward() or ""),
        proxied=True,
        settings={"SIGNPOST_WEB_RATE_ALL": "200"},
    ),
}


@click.command()
@click.option("--seconds", default=8.0, show_default=True, type=click.FloatRange(min=0.5, max=60), help=SECONDS_HELP)
@click.option("--only", multiple=True, type=click.Choice(list(SCENARIOS)), help=ONLY_HELP)
def main(seconds: float, only: tuple[str, ...]) -> None:
    """Flood a bot of its own in several ways, while one calm person and one in danger write, and stop it amid each.

    Takes about three minutes.
    """
    begin()
    load = os.getloadavg()[0]
    why = missing()
    chosen = {name: one for name, one in SCENARIOS.items() if not only or name in only}
    skipped = {name: why for name, one in chosen.items() if one.proxied and why}
    with in_one_line():
        found = {name: _tried(name, one, seconds) for name, one in chosen.items() if name not in skipped}
    click.echo(report(found, skipped, circumstances(load)))


@dataclass(frozen=True)
class Stage:
    """A server, its own door, and the one by which people and the flood come."""

    process: subprocess.Popen[bytes]
    direct: Door
    door: Door


def _tried(name: str, scenario: Scenario, seconds: float) -> FloodOutcome:
    """Each has a server of its own, so that none finds what another left."""
    with (
        tempfile.TemporaryDirectory(prefix="signpost-flood-", ignore_cleanup_errors=True) as folder,
        _stage(Path(folder), scenario) as stage,
    ):
        begun = {who: asyncio.run(conversations(stage.door, who)) for who in CALLERS}
        logger.info("Trying: %s ...", name)
        with flooding(scenario.flood(), stage.door) as running:
            people, stop, note = asyncio.run(_beside(stage, begun, seconds))
        return FloodOutcome(people, running.asked, LEAD + seconds, stop, note)


@contextmanager
def _stage(folder: Path, scenario: Scenario) -> Iterator[Stage]:
    with ExitStack() as stack:
        port, process = stack.enter_context(served(folder, **scenario.settings))
        direct = Door(f"http://127.0.0.1:{port}")
        yield Stage(process, direct, stack.enter_context(proxied(folder, port)) if scenario.proxied else direct)


async def _beside(
    stage: Stage, begun: Mapping[str, Sequence[str]], seconds: float
) -> tuple[dict[str, list[Exchange]], Stop, str]:
    """What people were answered amid the flood, and the stop; then what REST said where a proxy was there."""
    await asyncio.sleep(LEAD)
    enough = asyncio.Event()
    writing = {who: asyncio.create_task(writes(stage.door, who, begun[who], enough)) for who in CALLERS}
    await asyncio.sleep(seconds)
    note = await _rest_of(stage) if stage.door is not stage.direct else ""
    enough.set()
    stop = await asyncio.to_thread(_stopped, stage.process)
    return {who: await task for who, task in writing.items()}, stop, note


def _stopped(process: subprocess.Popen[bytes]) -> Stop:
    at = time.monotonic()
    process.send_signal(signal.SIGTERM)
    try:
        code = process.wait(LONGEST_STOP)
    except subprocess.TimeoutExpired:
        raise BenchFailed(f"the bot did not stop within {LONGEST_STOP:.0f} s of SIGTERM") from None
    return Stop(at, time.monotonic() - at, code)


async def _rest_of(stage: Stage) -> str:
    """Whether REST is shut, through the proxy and beside it."""
    found = []
    for one in (stage.door, stage.direct):
        async with one.session("127.0.0.1", kept=False) as session:
            found.append((await ask(session, one.address + REST, {"sender": "a", "message": "hello"})).status)
    return f"REST answers {found[0]} through it and {found[1]} beside it"


if __name__ == "__main__":
    main()

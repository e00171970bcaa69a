"""`python -m bench.endurance`: one process, many conversations held at once, and very many turns in them."""

from __future__ import annotations

import asyncio
import itertools
import logging
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import click

from bench.asking import MESSAGE, START, ask, route_of, words_of
from bench.command import begin, in_one_line, say
from bench.fault_people import CARDS, TALK
from bench.footprint import memory_mb, processor_seconds
from bench.processes import busy, serving
from bot.engine.expiring import MOST_CONVERSATIONS
from bot.settings import ROOT
from rig.ports import free_port

logger = logging.getLogger("bench.endurance")

MARKS = ("<!-- make endurance -->", "<!-- end of endurance -->")
LONGEST = 30.0
A_LOOK = 2500
# Of the scheduler, so that whoever else is on the machine is not held up.
NICE = 10
HEAD = (
    "| turns | conversations held | RSS | beside the first | forgotten | cards | errors |\n"
    "|---|---|---|---|---|---|---|"
)


@dataclass
class Tally:
    """What became of the turns. An answer that is no emergency has forgotten what the conversation began with."""

    turns: int = 0
    forgotten: int = 0
    cards: int = 0
    errors: int = 0
    conversations: list[str] = field(default_factory=list)


@click.command()
@click.option("--conversations", default=MOST_CONVERSATIONS, show_default=True, help="Held at once.")
@click.option("--turns", default=50_000, show_default=True, help="In these conversations, once all of them are held.")
@click.option("--people", default=4, show_default=True, help="Who write at a time.")
@click.option("--minutes", default=60.0, show_default=True, help="Ends it earlier.")
@click.option("--write", is_flag=True, help="Put the table into docs/reliability.md.")
def main(conversations: int, turns: int, people: int, minutes: float, write: bool) -> None:
    """Open many conversations in one process, have them go on for many turns, and look at its memory and at theirs."""
    begin()
    with in_one_line():
        with _server() as (url, process):
            text = asyncio.run(_table(url, process, conversations, turns, people, minutes * 60))
        say(text, MARKS, write=write)


@contextmanager
def _server() -> Iterator[tuple[str, int]]:
    """Where it answers, and its one process."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = {
            "SIGNPOST_PORT": str(port),
            "SIGNPOST_MODELS": str(ROOT / "models"),
            "SIGNPOST_DIRECTORY": str(home / "built.sqlite"),
            "SIGNPOST_WEB_RATE": "100000",
            "SIGNPOST_WEB_RATE_ALL": "1000000",
        }
        command = ["nice", "-n", str(NICE), sys.executable, "-W", "ignore", "-m", "bot.cli", "serve"]
        url = f"http://127.0.0.1:{port}"
        with serving("the server", command, ROOT, settings, f"{url}/healthz", home / "server.log") as process:
            yield url, process.pid


async def _table(url: str, process: int, conversations: int, turns: int, people: int, seconds: float) -> str:
    seen, ends, began, spent = Tally(), time.monotonic() + seconds, time.monotonic(), processor_seconds([process])
    timeout = aiohttp.ClientTimeout(total=LONGEST)
    async with aiohttp.ClientSession(url, timeout=timeout) as session:
        begin = itertools.repeat(None, conversations)
        await asyncio.gather(*(_begins(session, begin, seen, ends) for _ in range(people)))
        first = memory_mb([process])
        rows = [_row(seen, first, first)]
        while seen.turns < conversations + turns and time.monotonic() < ends:
            many = min(A_LOOK, conversations + turns - seen.turns)
            going = iter([(seen.turns + number) for number in range(many)])
            await asyncio.gather(*(_goes_on(session, going, seen, ends) for _ in range(people)))
            rows.append(_row(seen, first, memory_mb([process])))
            logger.info("%s", rows[-1])
    took, spent = time.monotonic() - began, processor_seconds([process]) - spent
    each = 1000 * spent / max(1, seen.turns)
    when = f"On {datetime.now().astimezone():%d %B %Y at %H:%M}, {busy()}"
    said = f"{when}: {seen.turns:,} turns in {took / 60:.0f} minutes, {each:.0f} ms of processor time each."
    return "\n".join([said, "", HEAD, *_few(rows)])


def _few(rows: list[str]) -> list[str]:
    """The first, the last, and four between."""
    step = max(1, (len(rows) - 1) // 5)
    return [*rows[:-1:step], rows[-1]]


def _row(seen: Tally, first: float, now: float) -> str:
    return (
        f"| {seen.turns:,} | {len(seen.conversations):,} | {now:.0f} MB | {now / first - 1:+.1%} "
        f"| {seen.forgotten} | {seen.cards} | {seen.errors} |"
    )


async def _begins(session: aiohttp.ClientSession, begin: Iterator[None], seen: Tally, ends: float) -> None:
    for _ in begin:
        if time.monotonic() > ends:
            return
        started = await _asked(session, START, {}, seen)
        if started:
            conversation = str(started["conversation"])
            await _says(session, conversation, TALK[0], seen)
            seen.conversations.append(conversation)


async def _goes_on(session: aiohttp.ClientSession, going: Iterator[int], seen: Tally, ends: float) -> None:
    """One conversation after the other, so that each is held for as long as all others take."""
    many = len(seen.conversations)
    for number in going:
        if time.monotonic() > ends:
            return
        words = TALK[1 + number // many % (len(TALK) - 1)]
        await _says(session, seen.conversations[number % many], words, seen)


async def _says(session: aiohttp.ClientSession, conversation: str, words: str, seen: Tally) -> None:
    reply = await _asked(session, MESSAGE, {"conversation": conversation, "message": words}, seen)
    seen.turns += 1
    if reply is None:
        return
    if any(card in words_of(reply) for card in CARDS):
        seen.cards += 1
    elif route_of(reply) != "emergency":
        seen.forgotten += 1


async def _asked(session: aiohttp.ClientSession, path: str, body: dict[str, str], seen: Tally) -> Any:
    one = await ask(session, path, body)
    if (content := one.content) is None:
        logger.info("%s", one.lacks)
        seen.errors += 1
    return content


if __name__ == "__main__":
    main()

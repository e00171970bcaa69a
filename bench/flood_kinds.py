"""What the bot is flooded with. Each kind runs in a process of its own, so that it takes nothing from other clocks."""

from __future__ import annotations

import asyncio
import itertools
import multiprocessing
import resource
import uuid
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection

from bench.asking import MESSAGE, REST, START, Door, Exchange, ask
from bench.processes import BenchFailed

# The dearest of those that tests/understanding/costing.py holds to their cost.
COSTLIEST = ("1 ", "\u2057", "=", "= ", "cannot ", "a.", "1=")
# And of those that the red flags take for a danger.
DANGERS = ("تتشنج.أمس.", "last night not breathing ")
LONGEST_READ = 4000
# What the web channel takes of one message.
LONGEST_TYPED = 1000
CALM = ("I want to stop drinking", "what does ketamine do to you", "I need help to come off heroin")
HALVES = (b"", b"POST / HT", b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nmessage=")
# Of a client that cannot get in.
A_PAUSE = 0.05
LONGEST_END = 30.0

# Until it is cancelled; what was asked goes to the list.
Flood = Callable[[Door, list[Exchange]], Awaitable[None]]


@dataclass(frozen=True)
class Rest:
    """So many clients with an address and a connection each, who write without a pause where no limit holds them."""

    clients: int
    texts: Sequence[str]

    async def __call__(self, door: Door, asked: list[Exchange]) -> None:
        await asyncio.gather(*(self._write(door, asked, number) for number in range(self.clients)))

    async def _write(self, door: Door, asked: list[Exchange], number: int) -> None:
        async with door.session(_address(number), kept=True) as session:
            for place in itertools.count(number):
                body = {"sender": uuid.uuid4().hex, "message": self.texts[place % len(self.texts)]}
                await _note(asked, await ask(session, door.address + REST, body))


@dataclass(frozen=True)
class OneCaller:
    """One address with so many connections, by the web channel, each text in a conversation of its own."""

    clients: int
    texts: Sequence[str]
    caller: str

    async def __call__(self, door: Door, asked: list[Exchange]) -> None:
        await asyncio.gather(*(self._write(door, asked, number) for number in range(self.clients)))

    async def _write(self, door: Door, asked: list[Exchange], number: int) -> None:
        async with door.session(self.caller, kept=True) as session:
            for place in itertools.count(number):
                begun = await ask(session, door.address + START, {})
                if begun.status == 200:
                    token = begun.body.split(b'"')[3].decode()
                    body = {"conversation": token, "message": self.texts[place % len(self.texts)]}
                    begun = await ask(session, door.address + MESSAGE, body)
                await _note(asked, begun)


@dataclass(frozen=True)
class HalfOpen:
    """So many connections that send nothing, half a head or half a body, and come again when they are closed."""

    connections: int

    async def __call__(self, door: Door, asked: list[Exchange]) -> None:
        port = int(door.address.rpartition(":")[2])
        await asyncio.gather(*(self._hold(port, number) for number in range(self.connections)))

    async def _hold(self, port: int, number: int) -> None:
        while True:
            with suppress(OSError):
                reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(_address(number), 0))
                try:
                    writer.write(HALVES[number % len(HALVES)])
                    await reader.read()
                finally:
                    writer.close()
            await asyncio.sleep(A_PAUSE)


@dataclass
class RunningFlood:
    """A flood that goes on. `asked` is there once it has ended."""

    asked: list[Exchange] = field(default_factory=list)


@contextmanager
def flooding(flood: Flood | None, door: Door) -> Iterator[RunningFlood]:
    """Until the block ends."""
    running = RunningFlood()
    if flood is None:
        yield running
        return
    # Not anew: the module that was started brings the whole bot with it.
    made = multiprocessing.get_context("fork")
    ours, its = made.Pipe()
    process = made.Process(target=_in_a_process, args=(flood, door, ours, its), daemon=True)
    process.start()
    its.close()
    try:
        yield running
        ours.send("enough")
        if not ours.poll(LONGEST_END):
            raise BenchFailed("the flood did not end in time: run it again when the machine is less busy")
        running.asked = ours.recv()
    except (EOFError, BrokenPipeError) as error:
        raise BenchFailed("the flood ended by itself: run it again") from error
    finally:
        process.kill()
        process.join()


def _in_a_process(flood: Flood, door: Door, theirs: Connection, told: Connection) -> None:
    # Its copy, which would keep it from hearing that they are gone.
    theirs.close()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with suppress(KeyboardInterrupt, EOFError, BrokenPipeError):
        told.send(asyncio.run(_until_told(flood, door, told)))


async def _until_told(flood: Flood, door: Door, told: Connection) -> list[Exchange]:
    asked: list[Exchange] = []
    going = asyncio.ensure_future(flood(door, asked))
    while not told.poll():
        await asyncio.wait([going], timeout=A_PAUSE)
        if going.done():
            going.result()
    told.recv()
    going.cancel()
    await asyncio.wait([going])
    return asked


async def _note(asked: list[Exchange], one: Exchange) -> None:
    asked.append(replace(one, body=b""))
    if not one.status:
        await asyncio.sleep(A_PAUSE)


def _address(number: int) -> str:
    return f"127.0.1.{number % 250 + 1}"


def repeated(units: Sequence[str], length: int) -> tuple[str, ...]:
    """Each over and over, to this length."""
    return tuple((unit * (length // len(unit) + 1))[:length] for unit in units)

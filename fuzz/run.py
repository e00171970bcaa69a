"""Keeps several connections going until all is sent, and asks for help for somebody every now and then."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from fuzz import emergency, modem
from fuzz.exchange import Heard, exchange
from fuzz.gateway import gateway
from fuzz.left import marks_in, unknown_lines
from fuzz.plan import shot
from fuzz.server import FuzzFailed, Served, Way, has_gammu, serving
from fuzz.shot import Shot
from fuzz.verdict import faults

# Whatever takes longer waits for the server to give up, and the next begins meanwhile.
PATIENT_AFTER = 1.0
SOUND, CHANGED = "sound", "changed"
MOST_PATIENT = 200
EMERGENCY_EVERY = 250
MODEM_EVERY = 100
# For the texts of the modem that are still in its inbox.
LONGEST_MODEM = 120.0


@dataclass
class FuzzFinding:
    """What became of a run. `faults` are by the number of the request, `general` those of the server."""

    seed: int
    sent: int = 0
    connections: int = 0
    seconds: float = 0.0
    statuses: Counter[str] = field(default_factory=Counter)
    told: list[emergency.EmergencyTold] = field(default_factory=list)
    faults: dict[int, tuple[Shot, list[str]]] = field(default_factory=dict)
    general: list[str] = field(default_factory=list)
    megabytes: tuple[int, int] = (0, 0)

    @property
    def is_well(self) -> bool:
        return not self.faults and not self.general

    def note(self, sent: Shot, heard: Heard, *, is_proxied: bool) -> None:
        self.connections += 1
        self.sent += len(sent.methods or (1,))
        self.statuses.update(str(answer.status) for answer in heard.answers)
        if sent.leaves or not heard.answers:
            self.statuses["left by us" if sent.leaves else f"{heard.end} without an answer"] += 1
        if wrong := faults(sent, heard, is_proxied=is_proxied):
            self.faults[sent.number] = (sent, wrong)


@dataclass
class FuzzRun:
    """One run: `number` requests from `first` on, for so many seconds at most, over so many busy connections."""

    found: FuzzFinding
    served: Served
    first: int
    number: int
    ends: float
    waits: bool = True
    conversation: str = ""
    patient: set[asyncio.Task[None]] = field(default_factory=set)

    async def go(self, connections: int) -> None:
        numbers = self._numbers()
        await asyncio.gather(*(self._work(numbers) for _ in range(connections)))
        await self._last_ones()
        for place in range(len(self._doors)):
            await self._ask(place)

    @property
    def _doors(self) -> Sequence[emergency.Door]:
        return emergency.THROUGH_A_PROXY if self.served.proxy else emergency.DOORS

    async def _last_ones(self) -> None:
        """Those that may be cut, and for whose end the server has its times, are left where `waits` is off."""
        if not self.waits:
            for sending in self.patient:
                if sending.get_name() == CHANGED:
                    sending.cancel()
        if self.patient:
            await asyncio.wait(self.patient)

    def _numbers(self) -> Iterator[int]:
        number = self.first
        while self.found.sent < self.number and time.monotonic() < self.ends:
            yield number
            number += 1

    async def _work(self, numbers: Iterator[int]) -> None:
        for number in numbers:
            if number % EMERGENCY_EVERY == 0:
                await self._ask(number // EMERGENCY_EVERY)
            if number % MODEM_EVERY == 0 and has_gammu():
                modem.drop(self.served.gammu / "inbox", Random(f"{self.found.seed} {number}"), number)
            sent = shot(self.found.seed, number, self.conversation)
            sending = asyncio.create_task(self._send(sent), name=SOUND if sent.methods else CHANGED)
            await asyncio.wait([sending], timeout=PATIENT_AFTER)
            if sending.done():
                sending.result()
                continue
            self.patient.add(sending)
            sending.add_done_callback(self._is_done)
            if len(self.patient) > MOST_PATIENT:
                await asyncio.wait(self.patient, return_when=asyncio.FIRST_COMPLETED)

    def _is_done(self, sending: asyncio.Task[None]) -> None:
        self.patient.discard(sending)
        if not sending.cancelled() and (error := sending.exception()):
            self.found.general.append(f"the fuzzer itself failed: {error!r}")

    async def _send(self, sent: Shot) -> None:
        try:
            heard = await exchange(self.served.port(sent.number), sent)
        except ConnectionError:
            heard = Heard((), b"", "never")
        self.found.note(sent, heard, is_proxied=bool(self.served.proxy))

    async def _ask(self, place: int) -> None:
        self.conversation = await emergency.conversation(self.served.port(place))
        told = await emergency.ask(self.served.port(place), place, doors=self._doors)
        self.found.told.append(told)
        if not told.said:
            self.found.general.append(f"an emergency was not told 999 by {told.door}")


async def run(
    home: Path,
    models: Path,
    *,
    seed: int,
    number: int,
    seconds: float,
    connections: int = 8,
    first: int = 0,
    waits: bool = True,
    way: Way = Way(),  # noqa: B008 - it is frozen
) -> FuzzFinding:
    """Starts the server, sends, judges, stops the server, looks at what it left. Raises FuzzFailed."""
    found = FuzzFinding(seed)
    async with gateway() as port:
        with serving(home, models, port, way) as served:
            begun, before = time.monotonic(), served.megabytes()
            try:
                await FuzzRun(found, served, first, number, begun + seconds, waits).go(connections)
            except OSError as error:
                raise FuzzFailed(_gone(served, error)) from error
            await _modem_is_done(served, found)
            found.seconds, found.megabytes = time.monotonic() - begun, (before, served.megabytes())
            stopped = await asyncio.to_thread(served.stop)
            if stopped != 0:
                found.general.append(f"at SIGTERM it ended with {stopped}")
    found.general += [f"an unknown line in the log: {line}" for line in unknown_lines(served.printed())]
    found.general += marks_in(home, spared=[served.gammu])
    return found


def _gone(served: Served, error: OSError) -> str:
    code = served.process.poll()
    return f"the server cannot be reached ({type(error).__name__}, exit status {code}): {served.printed()[-300:]}"


async def _modem_is_done(served: Served, found: FuzzFinding) -> None:
    """Every file is answered or given up."""
    ends = time.monotonic() + LONGEST_MODEM
    inbox = served.gammu / "inbox"
    while has_gammu() and any(inbox.iterdir()):
        if time.monotonic() > ends:
            found.general.append("texts stay in the modem's inbox")
            return
        await asyncio.sleep(0.2)

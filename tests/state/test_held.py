"""Texts on their way outlive their worker: the next one of its place sends the rest, and no other does."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.sms import held as module
from bot.sms.held import HeldReplies
from bot.sms.outbox import Call, Outbox, Waiting
from bot.state.sealing import Keys
from bot.state.shared import Shared
from bot.state.spare import made
from tests.sms.texting import Gateway, gateway
from tests.state.engines import Valkey
from tests.state.workers import worker
from tests.waiting import PATIENCE, until_then

KEYS = Keys.fresh()
PLACE = "this-machine 5005"


@dataclass
class Texting:
    """A worker with an outbox. `rounds` is when it began each look at what others may have left."""

    state: Shared
    outbox: Outbox
    beside: asyncio.Task[None]
    rounds: list[float]

    async def has_looked(self) -> None:
        """A whole round long after whatever lies there now counts as left by somebody who shows no sign of life."""
        left = time.monotonic() + 2 * module.LEFT_ALONE
        await until_then(lambda: sum(began > left for began in self.rounds) > 1)

    async def dies(self) -> None:
        """Without a word."""
        self.outbox.keep = None
        self.beside.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.beside
        for task in list(self.outbox._on_their_way):
            task.cancel()
        await self.state.close()


async def texting(valkey: Valkey, place: str = PLACE, *, spare: int | None = None) -> Texting:
    state = worker(valkey.url, KEYS, spare=spare).state
    outbox, held = Outbox(waits=(PATIENCE,), moment=0.05), HeldReplies(state, place)
    outbox.keep = held.keep
    rounds: list[float] = []

    def waiting() -> Sequence[Waiting]:
        rounds.append(time.monotonic())
        return outbox.waiting()

    beside = asyncio.create_task(held.run(waiting, outbox.resume))
    await until_then(lambda: held._mine)
    return Texting(state, outbox, beside, rounds)


@pytest_asyncio.fixture
async def phone(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Gateway]:
    monkeypatch.setattr(module, "EVERY", 0.02)
    monkeypatch.setattr(module, "LEFT_ALONE", 0.5)
    with gateway() as found:
        yield found


def calls(phone: Gateway, *texts: str) -> list[Call]:
    return [Call("POST", f"{phone.url}/send", json={"text": text}, login=("sms", "pass")) for text in texts]


def texts(phone: Gateway) -> list[str]:
    return [got.json["text"] for got in phone.got]


async def test_what_a_worker_had_not_sent_the_next_one_sends(valkey: Valkey, phone: Gateway) -> None:
    phone.next = [202, 503]
    one = await texting(valkey)
    await one.outbox.hand_over("phone", calls(phone, "first", "second", "third"))
    await until_then(lambda: len(phone.got) == 2)
    await one.outbox.hold()
    await one.dies()
    other = await texting(valkey)
    await until_then(lambda: len(phone.got) == 4)
    assert texts(phone) == ["first", "second", "second", "third"]
    await other.dies()


async def test_without_valkey_the_next_one_sends_it_too(valkey: Valkey, phone: Gateway) -> None:
    phone.next = [202, 503]
    spare = made()
    one = await texting(valkey, spare=spare)
    valkey.kill()
    await one.outbox.hand_over("phone", calls(phone, "first", "second"))
    await until_then(lambda: len(phone.got) == 2)
    await one.outbox.hold()
    await one.dies()
    other = await texting(valkey, spare=spare)
    await until_then(lambda: len(phone.got) == 3)
    assert texts(phone) == ["first", "second", "second"]
    await other.dies()
    os.close(spare)


async def test_while_a_worker_lives_nobody_sends_for_it(valkey: Valkey, phone: Gateway) -> None:
    phone.next = [503]
    one = await texting(valkey)
    await one.outbox.hand_over("phone", calls(phone, "first"))
    other = await texting(valkey)
    await other.has_looked()
    assert texts(phone) == ["first"]
    await other.dies()
    await one.dies()


async def test_of_two_that_had_nothing_to_send_when_they_began_neither_writes_over_the_other(
    valkey: Valkey, phone: Gateway
) -> None:
    """The one that ends and the one that begins: the texts of the first to be kept were lost."""
    phone.next = [503, 503]
    one = await texting(valkey)
    await one.has_looked()
    other = await texting(valkey)
    await one.outbox.hand_over("phone", calls(phone, "first"))
    await other.outbox.hand_over("phone", calls(phone, "second"))
    await one.dies()
    await other.dies()
    third = await texting(valkey)
    await until_then(lambda: len(phone.got) == 4)
    assert sorted(texts(phone)[2:]) == ["first", "second"]
    await third.dies()


async def test_the_next_of_another_place_leaves_it_alone(valkey: Valkey, phone: Gateway) -> None:
    phone.next = [503]
    one = await texting(valkey)
    await one.outbox.hand_over("phone", calls(phone, "first"))
    await one.dies()
    stranger = await texting(valkey, "this-machine 5006")
    await stranger.has_looked()
    assert texts(phone) == ["first"]
    await stranger.dies()


async def test_in_valkey_no_number_and_no_word_can_be_read(valkey: Valkey, phone: Gateway) -> None:
    phone.next = [503]
    one = await texting(valkey)
    await one.outbox.hand_over("phone", calls(phone, "qzmarkqz"))
    assert b"qzmarkqz" not in valkey.holds()
    await one.dies()

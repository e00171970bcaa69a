"""Replies that we hand over: in order, again with longer and longer waits, and not for ever."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.sms import outbox as module
from bot.sms.gateway_health import GatewayHealth
from bot.sms.outbox import LEFT_FREE, WAITS, Call, Full, Outbox, TurnedAway
from rig.ports import free_port
from tests.sms.certificates import its_own_certificate
from tests.sms.texting import Gateway, gateway
from tests.waiting import PATIENCE, until_then

MARK = "qzmarkqz"
SHORT = (0.01, 0.02, 0.04)


@pytest_asyncio.fixture
async def outbox() -> AsyncIterator[Outbox]:
    found = Outbox(waits=SHORT, longest_call=PATIENCE, longest=PATIENCE, moment=1.0)
    yield found
    await found.close()


def calls(to: Gateway, *texts: str, check: bool = False) -> list[Call]:
    name = f"{to.url}/there" if check else None
    return [Call("POST", f"{to.url}/send", json={"text": text, "to": MARK}, check=name) for text in texts]


async def sent(outbox: Outbox, found: list[Call]) -> bool:
    task = outbox.send("test", found)
    assert task is not None
    return await task == len(found)


async def test_calls_go_out_one_after_the_other(outbox: Outbox, other_side: Gateway) -> None:
    assert await sent(outbox, calls(other_side, "a", "b", "c"))
    assert [got.json["text"] for got in other_side.got] == ["a", "b", "c"]


@pytest.mark.parametrize("moved", [3600.0, -3600.0], ids=["ahead", "back"])
async def test_a_clock_that_is_moved_while_a_reply_waits_loses_nothing(
    outbox: Outbox, other_side: Gateway, monkeypatch: pytest.MonkeyPatch, moved: float
) -> None:
    wall = time.time
    task = outbox.send("test", calls(other_side, "a"), after=0.01)
    monkeypatch.setattr(time, "time", lambda: wall() + moved)
    assert task is not None
    assert await task == 1


async def test_a_login_a_query_and_a_form_arrive_as_they_are(outbox: Outbox, other_side: Gateway) -> None:
    url = f"{other_side.url}/x"
    assert await sent(outbox, [Call("GET", url, query={"text": "a b&ü"}), Call("POST", url, form={"text": "€"})])
    assert await sent(outbox, [Call("POST", url, json={}, login=("sms", "päss:word"))])
    asked, posted, known = other_side.got
    assert (asked.query, posted.form) == ({"text": "a b&ü"}, {"text": "€"})
    assert known.headers["authorization"].startswith("Basic ")


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
async def test_what_may_pass_is_tried_again_and_keeps_its_order(
    outbox: Outbox, other_side: Gateway, status: int
) -> None:
    other_side.next = [status, status, 202]
    assert await sent(outbox, calls(other_side, "a", "b"))
    assert [got.json["text"] for got in other_side.got] == ["a", "a", "a", "b"]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 301, 302])
async def test_a_no_is_a_no(outbox: Outbox, other_side: Gateway, status: int, caplog: pytest.LogCaptureFixture) -> None:
    other_side.usual = status
    assert not await sent(outbox, calls(other_side, "a", "b"))
    assert len(other_side.got) == 1
    assert f"test: a message was not taken ({status})" in caplog.text
    assert "test: 2 of 2 messages could not be handed over" in caplog.text


async def test_where_a_gateway_sends_on_to_nobody_goes(outbox: Outbox, other_side: Gateway) -> None:
    with gateway() as elsewhere:
        other_side.usual, other_side.sends_on_to = 307, f"{elsewhere.url}/send"
        assert not await sent(outbox, calls(other_side, "a"))
        assert elsewhere.got == []


async def test_a_gateway_whose_certificate_nobody_vouches_for_gets_nothing(outbox: Outbox, tmp_path: Path) -> None:
    got: list[bytes] = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        got.append(await reader.read())
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0, ssl=its_own_certificate(tmp_path))
    async with server:
        port = server.sockets[0].getsockname()[1]
        said = await outbox.ask(Call("POST", f"https://127.0.0.1:{port}/send", json={"to": MARK}))
    assert said == "ClientConnectorCertificateError"
    assert got == []


async def test_it_gives_up_after_a_bound(outbox: Outbox, other_side: Gateway) -> None:
    other_side.usual = 503
    assert not await sent(outbox, calls(other_side, "a"))
    assert len(other_side.got) == 4


def test_the_waits_grow_and_come_to_two_minutes() -> None:
    assert sorted(WAITS) == list(WAITS)
    assert 60 <= sum(WAITS) <= 120


async def test_a_gateway_that_comes_back_gets_it(outbox: Outbox, caplog: pytest.LogCaptureFixture) -> None:
    port = free_port()
    outbox._waits, outbox._longest = (0.2,) * 10_000, PATIENCE
    task = outbox.send("test", [Call("POST", f"http://127.0.0.1:{port}/send", json={"text": "a"})])
    assert task is not None
    await until_then(lambda: "not taken" in caplog.text)
    with gateway(port) as back:
        assert await task
        assert [got.json["text"] for got in back.got] == ["a"]


async def test_one_that_may_have_taken_it_is_asked_before_it_gets_it_again(outbox: Outbox, other_side: Gateway) -> None:
    other_side.next, other_side.usual = [500], 200
    assert await sent(outbox, calls(other_side, "a", check=True))
    assert [got.path for got in other_side.got] == ["/send", "/there"]


async def test_one_that_has_not_taken_it_gets_it_again(outbox: Outbox, other_side: Gateway) -> None:
    other_side.next = [500, 404, 202]
    assert await sent(outbox, calls(other_side, "a", check=True))
    assert [got.path for got in other_side.got] == ["/send", "/there", "/send"]


async def test_nothing_that_fails_says_what_or_to_whom(
    outbox: Outbox, other_side: Gateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    other_side.next = [500, 400]
    await sent(outbox, calls(other_side, MARK))
    await sent(outbox, [Call("POST", f"http://127.0.0.1:{free_port()}/{MARK}", json={"text": MARK})])
    await sent(outbox, [Call("GET", f"http://[{MARK}", query={"to": MARK})])
    other_side.slow = PATIENCE
    hasty = Outbox(waits=SHORT, longest_call=0.1)
    await sent(hasty, calls(other_side, MARK))
    await hasty.close()
    ours = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    assert ours.count("not taken") >= 8
    assert MARK not in caplog.text
    assert MARK not in repr(calls(other_side, MARK))


async def test_it_waits_a_moment_for_a_gateway(outbox: Outbox, other_side: Gateway) -> None:
    outbox._moment = PATIENCE
    await outbox.hand_over("test", calls(other_side, "a"))
    assert len(other_side.got) == 1
    assert not outbox._on_their_way


@pytest.mark.parametrize("status", [400, 401, 403, 404])
async def test_what_is_refused_at_once_is_not_said_to_be_taken(
    outbox: Outbox, other_side: Gateway, status: int
) -> None:
    outbox._moment, other_side.usual = PATIENCE, status
    with pytest.raises(TurnedAway):
        await outbox.hand_over("test", calls(other_side, "a", "b"))
    assert len(other_side.got) == 1
    assert not outbox._on_their_way


async def test_what_is_taken_in_part_is_not_asked_for_again(outbox: Outbox, other_side: Gateway) -> None:
    outbox._moment, other_side.next = PATIENCE, [202, 404]
    await outbox.hand_over("test", calls(other_side, "a", "b", "c"))
    assert [got.json["text"] for got in other_side.got] == ["a", "b"]


async def test_a_login_that_is_refused_is_said_until_it_is_right(outbox: Outbox, other_side: Gateway) -> None:
    health = GatewayHealth({})
    outbox._note = health.note
    said = [health.problems]
    for status in (401, 403, 202):
        other_side.next = [status]
        await sent(outbox, calls(other_side, "a"))
        said.append(health.problems)
    refused = "texts do not go out by test: the login in the settings is refused"
    assert said == [(), (f"{refused} (401)",), (f"{refused} (403)",), ()]


async def test_it_waits_no_longer_than_a_moment(outbox: Outbox, other_side: Gateway) -> None:
    other_side.usual = 503
    outbox._waits, outbox._longest = (2 * PATIENCE,), 2 * PATIENCE
    await outbox.hand_over("test", calls(other_side, "b"))
    assert outbox._on_their_way


async def test_what_is_too_much_is_said(
    outbox: Outbox, other_side: Gateway, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "MOST_AT_ONCE", 2 + LEFT_FREE["rest"])
    tasks = [outbox.send("test", calls(other_side, "a")) for _ in range(3)]
    assert [task is None for task in tasks] == [False, False, True]
    assert "a reply is lost, 2 are waiting already" in caplog.text
    assert outbox.send("test", []) is None


async def test_a_stop_says_how_much_is_lost(other_side: Gateway, caplog: pytest.LogCaptureFixture) -> None:
    other_side.usual = 503
    box = Outbox(waits=(60.0,), last_moment=0.01)
    task = box.send("test", calls(other_side, "a"))
    await asyncio.to_thread(other_side.wait, 1)
    await box.close()
    assert task is not None
    assert task.cancelled()
    assert "1 replies were on their way and are lost" in caplog.text


async def test_a_stop_lets_what_is_on_its_way_arrive(other_side: Gateway, caplog: pytest.LogCaptureFixture) -> None:
    box = Outbox(longest_call=PATIENCE, last_moment=PATIENCE)
    box.send("test", calls(other_side, "a", "b"), after=0.05)
    await box.close()
    assert [got.json["text"] for got in other_side.got] == ["a", "b"]
    assert "lost" not in caplog.text


async def test_what_is_urgent_has_room_where_the_rest_has_none(
    outbox: Outbox, other_side: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_AT_ONCE", 3)
    monkeypatch.setattr(module, "LEFT_FREE", {"emergency": 0, "crisis": 1, "rest": 2})
    takes = {}
    for urgency in ("rest", "rest", "crisis", "crisis", "emergency", "emergency"):
        task = outbox.send("test", calls(other_side, "a"), urgency=urgency)
        takes.setdefault(urgency, []).append(task is not None)
    assert takes == {name: [True, False] for name in ("rest", "crisis", "emergency")}


async def test_where_there_is_no_room_the_gateway_is_told_to_come_again(
    other_side: Gateway, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "MOST_AT_ONCE", 0)
    outbox = Outbox()
    with pytest.raises(Full):
        await outbox.hand_over("test", calls(other_side, "a"))
    await outbox.hand_over("test", [])
    assert "lost" not in caplog.text


async def test_a_number_is_held_no_longer_than_the_longest_time(other_side: Gateway) -> None:
    outbox = Outbox(waits=(10.0,) * 6, longest=0.2)
    other_side.usual = 503
    assert not await sent(outbox, calls(other_side, "a", "b"))
    await outbox.close()

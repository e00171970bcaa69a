"""Who is acted on first where more has come than is acted on at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest

from bot.understanding.red_flags.detector import assess, glance
from bot.wire import gate as gate_module
from bot.wire.gate import AT_ONCE, Gate, typed
from tests.waiting import AN_HOUR

HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture(autouse=True)
def nobody_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine."""
    monkeypatch.setattr(gate_module, "GIVES_WAY", AN_HOUR)


async def full() -> tuple[Gate, list[Callable[[], None]]]:
    gate = Gate(is_urgent=lambda text: "wake" in text)
    return gate, [await gate.enter(b"", "10.0.0.1") for _ in range(AT_ONCE)]


async def in_order(gate: Gate, inside: list[Callable[[], None]], come: list[tuple[str, bytes, str]]) -> list[str]:
    """The names of those who come, in the order in which they are let through."""
    let_in: list[str] = []

    async def comes(name: str, said: bytes, peer: str) -> None:
        let_go = await gate.enter(HEAD + said, peer)
        let_in.append(name)
        let_go()

    waiting = [asyncio.create_task(comes(*each)) for each in come]
    await asyncio.sleep(0)
    assert let_in == []
    inside[0]()
    await asyncio.gather(*waiting)
    return let_in


async def test_whoever_may_be_in_danger_is_let_through_before_all_who_came_earlier() -> None:
    gate, inside = await full()
    come = [(f"calm {number}", b"message=hello", "10.0.0.1") for number in range(9)]
    order = await in_order(gate, inside, [*come, ("danger", b"message=he+wont+wake+up", "10.0.0.1")])
    assert order == ["danger", *(name for name, _, _ in come)]


async def test_a_flood_from_one_place_waits_behind_others() -> None:
    gate, inside = await full()
    many = [(f"one of many {number}", b"message=hello", "10.0.0.1") for number in range(3)]
    order = await in_order(gate, inside, [*many, ("alone", b"message=hello", "10.0.0.2")])
    assert order == ["one of many 0", "alone", "one of many 1", "one of many 2"]


async def test_whoever_stops_waiting_is_passed_over() -> None:
    gate, inside = await full()
    gone = asyncio.create_task(gate.enter(HEAD, "10.0.0.1"))
    await asyncio.sleep(0)
    gone.cancel()
    assert await in_order(gate, inside, [("next", b"", "10.0.0.1")]) == ["next"]


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + b"message=he+wont+wake%20up",
        HEAD + b'{"message": "he wont wake up"}',
        b"GET /webhooks/sms/kannel?text=he%20wont+wake+up HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
)
def test_words_are_found_wherever_a_channel_puts_them(raw: bytes) -> None:
    assert "he wont wake up" in typed(raw)


@pytest.mark.parametrize(
    ("raw", "left"), [(b"", ""), (b"\r\n\r\n", ""), (b"\xff\xfe%ff%", "%"), (HEAD[:9], "POST / HT")]
)
def test_of_what_cannot_be_read_what_is_left_is_looked_at(raw: bytes, left: str) -> None:
    assert typed(raw).strip() == left


@pytest.mark.parametrize(
    ("text", "urgent"),
    [
        ("my mate wont wake up", True),
        ("ona nie oddycha, pomóżcie", True),
        ("where can i get help with my drinking", False),
    ],
)
def test_a_glance_is_enough_to_be_read_first(text: str, urgent: bool) -> None:
    assess("")
    assert glance(text) is urgent

"""How long a conversation lasts, and that nothing of one that was left comes back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from bot.engine.expiring import HALF_AN_HOUR, ExpiringMap, sweep_all
from bot.engine.safety_net import Messages, SafetyNet
from bot.web.conversations import Conversations
from tests.engine.agents import whole_reply

if TYPE_CHECKING:
    from rasa.core.channels.channel import UserMessage

MENU = [{"title": "My own use", "payload": "/treatment"}]


@dataclass
class Remembering:
    """Keeps something of each conversation when it has answered, as the tracker store does."""

    held: dict[str, str] = field(default_factory=dict)
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle_message(self, message: UserMessage) -> None:
        await self.may_answer.wait()
        self.held[message.sender_id] = "slots"
        await whole_reply(message, MENU)

    def forget(self, conversation: str) -> None:
        self.held.pop(conversation, None)


@pytest.fixture
def now() -> list[float]:
    return [1000.0]


@pytest.fixture
def agent() -> Remembering:
    return Remembering()


@pytest.fixture
def conversations(net: SafetyNet, agent: Remembering, now: list[float]) -> Conversations:
    return Conversations(net, agent.forget, clock=lambda: now[0])


@pytest.mark.parametrize(("seconds", "standing"), [(0, "open"), (HALF_AN_HOUR - 1, "open"), (HALF_AN_HOUR, "ended")])
def test_a_token_that_nobody_used_lasts_half_an_hour(
    conversations: Conversations, now: list[float], seconds: float, standing: str
) -> None:
    token = conversations.start()
    now[0] += seconds
    assert conversations.status(token) == standing


async def test_each_message_makes_it_last_half_an_hour_more(
    conversations: Conversations, agent: Remembering, now: list[float]
) -> None:
    token = conversations.start()
    agent.may_answer.set()
    for _ in range(4):
        now[0] += HALF_AN_HOUR - 1
        assert conversations.status(token) == "open"
        await conversations.answer("hello", token)
    now[0] += HALF_AN_HOUR
    assert conversations.status(token) == "ended"


async def test_leaving_erases_what_everybody_holds(
    conversations: Conversations, net: SafetyNet, agent: Remembering
) -> None:
    token = conversations.start()
    agent.may_answer.set()
    await conversations.answer("hello", token)
    assert (list(agent.held), net.offered.keys()) == ([token], [token])
    conversations.leave(token)
    assert (agent.held, net.offered.keys()) == ({}, [])
    assert conversations.status(token) == "ended"


async def left_while_it_is_answered(conversations: Conversations) -> tuple[str, asyncio.Task[Messages]]:
    token = conversations.start()
    answering = asyncio.create_task(conversations.answer("hello", token))
    await asyncio.sleep(0)
    conversations.leave(token)
    return token, answering


async def test_leaving_while_the_answer_is_being_made_erases_that_too(
    conversations: Conversations, net: SafetyNet, agent: Remembering
) -> None:
    token, answering = await left_while_it_is_answered(conversations)
    agent.may_answer.set()
    assert await answering
    assert (agent.held, net.offered.keys()) == ({}, [])
    assert conversations.status(token) == "ended"


async def test_a_person_who_hangs_up_and_leaves_leaves_nothing(
    conversations: Conversations, net: SafetyNet, agent: Remembering
) -> None:
    _, answering = await left_while_it_is_answered(conversations)
    answering.cancel()
    with pytest.raises(asyncio.CancelledError):
        await answering
    assert (agent.held, net.offered.keys()) == ({}, [])


@pytest.mark.parametrize("token", ["", "default", "0" * 72, "\ud800"])
def test_leaving_what_is_not_ours_is_held_nowhere(conversations: Conversations, token: str) -> None:
    conversations.leave(token)
    assert conversations.status(token) == "unknown"
    assert len(conversations._left) == 0


def test_starts_that_nobody_uses_take_up_no_memory(conversations: Conversations) -> None:
    for _ in range(1000):
        conversations.start()
    held = [value for value in vars(conversations).values() if isinstance(value, ExpiringMap)]
    assert [len(each) for each in held] == [0, 0]


async def test_after_half_an_hour_a_sweep_leaves_not_even_the_id(
    conversations: Conversations, agent: Remembering, now: list[float]
) -> None:
    agent.may_answer.set()
    used, left = conversations.start(), conversations.start()
    await conversations.answer("hello", used)
    conversations.leave(left)
    now[0] += HALF_AN_HOUR
    sweep_all()
    assert (len(conversations._last_heard), len(conversations._left)) == (0, 0)

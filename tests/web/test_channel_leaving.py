"""Leaving over the channel erases a conversation, and nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.engine.expiring import ExpiringMap
from bot.engine.safety_net import SafetyNet
from tests.engine.agents import Listening
from tests.standing import Standing, standing
from tests.web.speaking import leave, post, say, start


@dataclass
class Holding:
    """Stands for the engine: what it holds of conversations can be erased."""

    agent: Listening
    tracker_store: Holding = field(init=False)
    conversations: ExpiringMap[str] = field(default_factory=ExpiringMap)
    problems: tuple[str, ...] = ()
    is_newest: bool = True

    def __post_init__(self) -> None:
        self.tracker_store = self

    def forget(self, conversation: str) -> None:
        self.conversations.forget(conversation)


@pytest.fixture
def holding(agent: Listening) -> Holding:
    return Holding(agent)


@pytest.fixture
def loaded(net: SafetyNet, built: Path, holding: Holding) -> Iterator[Standing]:
    with standing(net, built, load=lambda: holding) as running:  # type: ignore[arg-type, return-value]
        yield running


@pytest.mark.parametrize("sent", ["text/plain;charset=UTF-8", "text/plain", "application/json"])
def test_leaving_erases_the_conversation_at_once(loaded: Standing, net: SafetyNet, holding: Holding, sent: str) -> None:
    token, other = start(loaded), start(loaded)
    for each in (token, other):
        say(loaded, each, "hello")
        holding.conversations.set(each, "slots")
    answer = leave(loaded, token, Content_Type=sent)
    assert (answer.status, answer.body) == (204, b"")
    assert holding.conversations.keys() == [other]
    assert net.offered.keys() == [other]


def test_nobody_goes_on_with_a_conversation_that_was_left(app: Standing, agent: Listening) -> None:
    token = start(app)
    leave(app, token)
    answer = say(app, token, "hello")
    assert (answer.status, answer.json["code"]) == (410, "ended")
    assert agent.heard == []


@pytest.mark.parametrize("token", ["", "default", "0" * 72, "\ud800"])
def test_leaving_what_is_unknown_is_fine(app: Standing, token: str) -> None:
    assert leave(app, token).status == 204


def test_leaving_twice_is_fine(app: Standing) -> None:
    token = start(app)
    assert [leave(app, token).status for _ in range(2)] == [204, 204]


def test_a_token_of_somebody_elses_is_not_touched_by_a_leave(app: Standing) -> None:
    mine, theirs = start(app), start(app)
    leave(app, theirs[:32] + mine[32:])
    assert say(app, theirs, "hello").status == 200


@pytest.mark.parametrize(
    ("body", "sent", "status"),
    [
        (b"", "text/plain", 400),
        (b"not JSON", "text/plain", 400),
        (b'{"conversation": 1}', "application/json", 400),
        (b'{"conversation": "a"}', "application/x-www-form-urlencoded", 415),
    ],
)
def test_a_leave_that_names_nothing_is_told_so(app: Standing, body: bytes, sent: str, status: int) -> None:
    assert post(app, "leave", body, Content_Type=sent).status == status

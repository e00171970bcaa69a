"""A turn makes, copies and looks up nothing that it does not need."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import rasa.core.actions.action as rasa_actions
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine import in_process
from bot.engine.engine import Engine
from bot.engine.last_resort import LastResort
from bot.engine.one_at_a_time import OneAtATime
from bot.engine.safety_net import SafetyNet
from bot.engine.tracker import QuickTracker

SAID = ("i want to stop drinking", "what does it cost")


@pytest.fixture
def net(engine: Engine, last_resort: LastResort) -> Iterator[SafetyNet]:
    yield SafetyNet(last_resort, engine.agent)
    engine.tracker_store.forget("needs")


def counted(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> list[None]:
    """Grows with each call."""
    calls: list[None] = []
    found = getattr(owner, name)

    def called(*given: Any, **named: Any) -> Any:
        calls.append(None)
        return found(*given, **named)

    monkeypatch.setattr(owner, name, called)
    return calls


async def test_no_tracker_of_rasas_own_is_made_or_played_again(net: SafetyNet, monkeypatch: pytest.MonkeyPatch) -> None:
    made = counted(monkeypatch, DialogueStateTracker, "__init__")
    played = counted(monkeypatch, DialogueStateTracker, "travel_back_in_time")
    for text in SAID:
        await net.answer(text, "needs", channel="rest")
    assert (made, played) == ([], [])


async def test_a_later_turn_copies_the_tracker_twice(net: SafetyNet, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once as it is fetched, and once for the action, which may not change it."""
    await net.answer(SAID[0], "needs", channel="rest")
    copies = counted(monkeypatch, QuickTracker, "copy")
    await net.answer(SAID[1], "needs", channel="rest")
    assert len(copies) == 2


async def test_rasas_own_actions_are_not_made_in_a_later_turn(net: SafetyNet, monkeypatch: pytest.MonkeyPatch) -> None:
    await net.answer(SAID[0], "needs", channel="rest")
    made = counted(monkeypatch, rasa_actions, "default_actions")
    await net.answer(SAID[1], "needs", channel="rest")
    assert made == []


def test_the_store_is_ours_without_one_of_rasas_behind_it(engine: Engine) -> None:
    """Rasa's keeps whole events, words included, where ours fails to save."""
    assert engine.agent.tracker_store is engine.agent.processor.tracker_store is engine.tracker_store
    assert not isinstance(engine.tracker_store, InMemoryTrackerStore)
    assert engine.tracker_store.domain is engine.agent.domain


async def test_no_ticket_is_written_for_a_turn(engine: Engine, net: SafetyNet, monkeypatch: pytest.MonkeyPatch) -> None:
    tickets = counted(monkeypatch, OneAtATime, "issue_ticket")
    await net.answer(SAID[0], "needs", channel="rest")
    assert isinstance(engine.agent.lock_store, OneAtATime)
    assert tickets == []


async def test_only_slots_that_changed_are_set_anew(net: SafetyNet, monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[dict[str, Any]] = []
    as_events = in_process._events

    def noted(found: list[dict[str, Any]]) -> list[Event]:
        rows.extend(found)
        return as_events(found)

    monkeypatch.setattr(in_process, "_events", noted)
    for text in SAID:
        await net.answer(text, "needs", channel="rest")
    before = slots_of(net)
    rows.clear()
    await net.answer("and where is it", "needs", channel="rest")
    after = slots_of(net)
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    assert {row["name"] for row in rows} == changed
    assert 0 < len(changed) < len(after)


def slots_of(net: SafetyNet) -> dict[str, Any]:
    agent: Any = net.agent
    return dict(agent.tracker_store.conversations.get("needs").slots())

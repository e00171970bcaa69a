"""Conversations are a handful of slots in memory."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered, SlotSet, UserUttered
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

from bot.engine.expiring import HALF_AN_HOUR, MOST_CONVERSATIONS, ExpiringMap
from bot.engine.kept_slots import KeptSlots
from bot.engine.tracker_store import ForgetfulTrackerStore
from bot.settings import ROOT

MARK = "qqmarkqq"


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


@pytest.fixture
def store(domain: Domain) -> ForgetfulTrackerStore:
    return ForgetfulTrackerStore(domain)


def talked(store: ForgetfulTrackerStore, sender: str = "a") -> DialogueStateTracker:
    tracker = store.init_tracker(sender)
    for event in (
        UserUttered(f"{MARK} in words", intent={"name": "treatment"}),
        BotUttered(f"{MARK} in a reply"),
        SlotSet("route", "treatment"),
        SlotSet("services", ["inclusion-havant", "frank"]),
        SlotSet("young", False),
    ):
        tracker.update(event)
    return tracker


async def test_slots_come_back(store: ForgetfulTrackerStore) -> None:
    await store.save(talked(store))
    found = await store.retrieve("a")
    assert found
    assert found.get_slot("route") == "treatment"
    assert found.get_slot("services") == ["inclusion-havant", "frank"]
    assert found.get_slot("young") is False


async def test_words_do_not(store: ForgetfulTrackerStore) -> None:
    await store.save(talked(store))
    found = await store.retrieve("a")
    assert found
    assert not [event for event in found.events if isinstance(event, UserUttered | BotUttered)]
    assert found.latest_message is None or not found.latest_message.text


async def test_nothing_that_is_kept_holds_a_word(store: ForgetfulTrackerStore) -> None:
    await store.save(talked(store))
    assert MARK.encode() not in pickle.dumps(dict(store.conversations._kept))


async def test_what_came_beside_the_first_message_is_not_kept(store: ForgetfulTrackerStore) -> None:
    tracker = talked(store)
    tracker.update(SlotSet("session_started_metadata", {"places": {"staff_desk": MARK}}))
    await store.save(tracker)
    held = store.conversations.get("a")
    assert held
    assert set(held.slots()) == {"route", "services", "young"}


async def test_it_comes_back_as_a_session_that_has_begun(store: ForgetfulTrackerStore) -> None:
    """Otherwise each turn would begin a new session, which clears the slots."""
    await store.save(talked(store))
    found = await store.retrieve("a")
    assert found
    assert found.applied_events()
    assert found.latest_action_name == "action_listen"


async def test_a_stranger_has_no_conversation(store: ForgetfulTrackerStore) -> None:
    await store.save(talked(store))
    assert await store.retrieve("b") is None


async def test_one_that_was_erased_is_gone_at_once(store: ForgetfulTrackerStore) -> None:
    await store.save(talked(store))
    store.forget("a")
    assert await store.retrieve("a") is None
    assert list(await store.keys()) == []


async def test_half_an_hour_after_the_last_turn_it_is_gone(store: ForgetfulTrackerStore) -> None:
    now = [0.0]
    store.conversations = ExpiringMap(clock=lambda: now[0])
    await store.save(talked(store))
    now[0] = HALF_AN_HOUR - 1
    assert await store.retrieve("a")
    now[0] = HALF_AN_HOUR
    assert await store.retrieve("a") is None


def test_it_keeps_ten_thousand_at_most(store: ForgetfulTrackerStore) -> None:
    assert (store.conversations._limit, MOST_CONVERSATIONS) == (10_000, 10_000)


async def test_where_it_is_full_those_that_are_there_stay(
    store: ForgetfulTrackerStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.conversations, "_limit", 2)
    for sender in ("a", "b", "c"):
        await store.save(talked(store, sender))
    assert set(await store.keys()) == {"a", "b"}


def test_no_slot_is_filled_from_what_is_typed(domain: Domain) -> None:
    """Only actions fill slots, from the directory's own ids; see tests/actions for what they put there."""
    ours: list[Slot] = [slot for slot in domain.slots if slot.name != "session_started_metadata"]
    kinds = {mapping["type"] for slot in ours for mapping in slot.mappings}
    assert kinds == {"custom"}


def test_the_store_writes_no_file(
    store: ForgetfulTrackerStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store.conversations.set("a", KeptSlots.of({"route": "crisis"}, ("route",)))
    assert list(tmp_path.iterdir()) == []

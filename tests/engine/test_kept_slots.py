"""What is held of a conversation is small, and no larger later on but by what there is more to remember."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet

from bot.engine.kept_slots import KeptSlots
from bot.engine.tracker_store import ForgetfulTrackerStore
from bot.settings import ROOT

FIRST: dict[str, Any] = {"route": "treatment", "services": ["frank"], "said": ["utter_treatment"], "missed": 0.0}
LATER: dict[str, Any] = {
    **FIRST,
    "topic": "treatment",
    "earlier": ["inclusion-havant", "frank"],
    "young": False,
    "last_act": "ask_cost",
}


@pytest.fixture
def store() -> ForgetfulTrackerStore:
    return ForgetfulTrackerStore(Domain.load(str(ROOT / "domain.yml")))


async def kept(store: ForgetfulTrackerStore, sender: str, slots: dict[str, Any]) -> KeptSlots:
    tracker = store.init_tracker(sender)
    for name, value in json.loads(json.dumps(slots)).items():
        tracker.update(SlotSet(name, value))
    await store.save(tracker)
    found = store.conversations.get(sender)
    assert found
    return found


async def test_it_takes_as_much_room_after_the_first_message_as_later(store: ForgetfulTrackerStore) -> None:
    first, later = await kept(store, "a", FIRST), await kept(store, "a", LATER)
    assert first.names is later.names
    assert sys.getsizeof(first.values) == sys.getsizeof(later.values)
    assert (first.slots(), later.slots()) == (FIRST, LATER)


async def test_a_word_is_held_once_for_all_conversations(store: ForgetfulTrackerStore) -> None:
    one, other = await kept(store, "a", LATER), await kept(store, "b", LATER)
    words = list(zip(words_of(one), words_of(other), strict=True))
    assert len(words) > 4
    assert all(mine is theirs for mine, theirs in words)


def words_of(held: KeptSlots) -> list[str]:
    return [word for value in held.values for word in (value if isinstance(value, tuple) else [value]) if word]


def test_what_a_worker_of_another_version_knows_besides_is_kept() -> None:
    held = KeptSlots.of({"route": "crisis", "new": ["a", "b"]}, ("topic", "route"))
    assert held.slots() == {"route": "crisis", "new": ["a", "b"]}


def test_lists_that_come_back_are_new_ones() -> None:
    held = KeptSlots.of(LATER, tuple(LATER))
    held.slots()["services"].append("more")
    assert held.slots() == LATER

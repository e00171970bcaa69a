"""A copy of a conversation's tracker is the one that Rasa makes, and apart from the first."""

from __future__ import annotations

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity

from bot.engine.tracker import QuickTracker
from bot.engine.tracker_store import ForgetfulTrackerStore
from bot.settings import ROOT


@pytest.fixture(scope="module")
def domain() -> Domain:
    return Domain.load(str(ROOT / "domain.yml"))


@pytest.fixture
def tracker(domain: Domain) -> QuickTracker:
    found = QuickTracker("a", domain.slots)
    for event in (
        ActionExecuted("action_session_start"),
        SessionStarted(),
        SlotSet("services", ["frank"]),
        SlotSet("missed", 2),
        SlotSet("young", False),
        ActionExecuted("action_listen"),
        UserUttered("words", intent={"name": "greet"}, input_channel="web"),
        ActiveLoop("form"),
    ):
        found.update(event)
    return found


def all_of(tracker: DialogueStateTracker) -> object:
    slots = {name: (type(slot), vars(slot)) for name, slot in tracker.slots.items()}
    return tracker.current_state(EventVerbosity.ALL), slots, list(tracker.events), tracker.latest_message


def test_it_is_what_rasa_makes_of_it(tracker: QuickTracker) -> None:
    assert all_of(tracker.copy()) == all_of(DialogueStateTracker.copy(tracker)) == all_of(tracker)


def test_what_happens_to_it_does_not_happen_to_the_first(tracker: QuickTracker) -> None:
    before = all_of(tracker)
    copied = tracker.copy()
    copied.update_with_events([SlotSet("young", True), ActionExecuted("action_greet")], None)
    copied.active_loop.is_interrupted = True
    assert all_of(tracker) == before


def test_a_new_one_of_the_store_is_one_of_rasas(domain: Domain) -> None:
    store = ForgetfulTrackerStore(domain)
    store.init_tracker("b").update(SlotSet("young", True))
    expected = DialogueStateTracker("a", domain.slots)
    # When the last message came: there is none yet.
    found, latest = store.init_tracker("a"), expected.latest_message
    assert all_of(found)[:3] == all_of(expected)[:3]
    assert found.latest_message == latest


def test_a_store_takes_up_the_slots_of_another_model(domain: Domain) -> None:
    store = ForgetfulTrackerStore(domain)
    store.init_tracker("a")
    store.domain = Domain.from_dict({"slots": {"other": {"type": "text", "mappings": [{"type": "custom"}]}}})
    assert "other" in store.init_tracker("a").slots
    assert "young" not in store.init_tracker("a").slots

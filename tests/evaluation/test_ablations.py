"""Each way to take a part out changes just that, with the parsing played by hand."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from actions.conversation.reading import READING, Reading
from evaluation.ablations import ABLATIONS, MEMORY, whole, without_context, without_memory, without_states
from evaluation.bot import overhearing
from tests.conversing import domain

SAID = UserMessage("hello")
KNOWN = {"topic": "emergency", "route": "emergency", "emergency": "open", "substances": ["ghb"], "other_age": 15.0}


class _Processor:
    """Understands each message as it was told to, and remembers with which tracker it was asked."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.seen: DialogueStateTracker | None = None

    async def parse_message(self, message: UserMessage, tracker: DialogueStateTracker | None = None) -> dict[str, Any]:
        self.seen = tracker
        intent = {"name": self._reading.primary("emergency"), "confidence": 0.9}
        return {"text": message.text, "intent": intent, "entities": [], READING: self._reading.as_dict()}


@pytest.fixture
def tracker() -> DialogueStateTracker:
    found = DialogueStateTracker("a", Domain.from_dict({"slots": domain()["slots"]}).slots)
    for name, value in KNOWN.items():
        found.update(SlotSet(name, value))
    return found


async def test_nothing_taken_out_changes_nothing(tracker: DialogueStateTracker) -> None:
    processor = _Processor(Reading(act="update_over"))
    parsed = await whole(processor.parse_message, SAID, tracker)
    assert processor.seen is tracker
    assert Reading.of(parsed).act == "update_over"
    assert {name: tracker.slots[name].value for name in KNOWN} == KNOWN


async def test_without_context_nothing_is_known_while_reading_and_all_after(tracker: DialogueStateTracker) -> None:
    processor = _Processor(Reading())
    await without_context(processor.parse_message, SAID, tracker)
    assert processor.seen is None
    assert {name: tracker.slots[name].value for name in KNOWN} == KNOWN


async def test_without_memory_what_was_told_is_gone_and_the_need_stays(tracker: DialogueStateTracker) -> None:
    await without_memory(_Processor(Reading()).parse_message, SAID, tracker)
    assert {tracker.copy().slots[name].value for name in MEMORY} == {None}
    assert (tracker.slots["topic"].value, tracker.slots["emergency"].value) == ("emergency", "open")


@pytest.mark.parametrize(
    ("reading", "left", "intent", "state"),
    [
        pytest.param(Reading(act="update_over"), Reading(), "nlu_fallback", "open", id="over"),
        pytest.param(Reading(need="same", act="update_better"), Reading("same"), "emergency", "open", id="better"),
        pytest.param(Reading("emergency", act="update_called"), Reading("emergency"), "emergency", "open", id="called"),
        pytest.param(Reading("council"), Reading("council"), "council", None, id="another need"),
        pytest.param(Reading(act="thanks"), Reading(act="thanks"), "thanks", "open", id="thanks"),
    ],
)
async def test_without_states_news_is_not_heard_and_another_need_ends_it(
    tracker: DialogueStateTracker, reading: Reading, left: Reading, intent: str, state: str | None
) -> None:
    parsed = await without_states(_Processor(reading).parse_message, SAID, tracker)
    assert (Reading.of(parsed), parsed["intent"]["name"]) == (left, intent)
    assert tracker.copy().slots["emergency"].value == state


@pytest.mark.parametrize("name", ABLATIONS)
async def test_what_was_overheard_is_what_was_known_before(tracker: DialogueStateTracker, name: str) -> None:
    processor: Any = _Processor(Reading("council"))
    with overhearing(processor, ABLATIONS[name]) as ear:
        await processor.parse_message(SAID, tracker)
    reading = ear.reading("hello")
    assert (reading.grounds.before.emergency, reading.grounds.before.substances) == ("open", ("ghb",))
    assert reading.decision.intent == "council"
    assert "parse_message" not in vars(processor)


async def test_what_was_heard_is_forgotten_before_the_next(tracker: DialogueStateTracker) -> None:
    processor: Any = _Processor(Reading("council"))
    with overhearing(processor, whole) as ear:
        await processor.parse_message(SAID, tracker)
        ear.forget()
    assert (ear.reading("again").text, ear.reading("again").decision.intent) == ("again", "")

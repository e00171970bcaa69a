"""What is seen at first sight is not looked for again, as long as it is of the same text."""

from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.conversation.situation import Situation
from bot.understanding import situated
from bot.understanding.first_sight import first_sight
from bot.understanding.red_flags.detector import Assessment, assess
from bot.understanding.situated import SeenMessage, assessment_of, in_situation, situation_of

DANGER = "he is not breathing"
CALM = "thanks. is it open on sundays"


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the red flags look at from now on."""
    seen: list[str] = []

    def counting(text: str) -> Assessment:
        seen.append(text)
        return assess(text)

    monkeypatch.setattr(situated, "assess", counting)
    return seen


def arrived(said: str, *, part: str | None = None) -> Message:
    """As the pipeline gets what the safety net has looked at, or a part of it."""
    message = SeenMessage(said)
    message.sight = first_sight(said)
    read = in_situation(message, Situation(), text=part)
    return Message({TEXT: read.text, "metadata": read.metadata})


def test_what_was_seen_is_not_looked_for_again(looks: list[str]) -> None:
    message = arrived(DANGER)
    assert assessment_of(message) == assess(DANGER)
    assert looks == []


def test_a_part_of_a_message_is_looked_at_by_itself_and_once(looks: list[str]) -> None:
    message = arrived(f"{CALM}. {DANGER}", part=CALM)
    assert assessment_of(message).danger is None
    assert assessment_of(message).danger is None
    assert looks == [CALM]


def test_what_was_seen_does_not_stand_in_what_the_tracker_keeps() -> None:
    message = SeenMessage(DANGER, metadata={"places": {}})
    message.sight = first_sight(DANGER)
    assert message.metadata == {"places": {}}


def test_its_situation_is_read_once_and_in_training_from_slots() -> None:
    before = Situation(topic="family", route="family", services=("drugfam",))
    read = in_situation(SeenMessage(CALM), before)
    assert situation_of(Message({TEXT: CALM, "metadata": read.metadata})) is before
    assert situation_of(Message({TEXT: CALM, "metadata": {"situation": before.slots()}})) == before
    assert situation_of(Message({TEXT: CALM})) == Situation()

"""A need or question at the end of a message that begins with news or thanks."""

from __future__ import annotations

from typing import Any

import pytest

from actions.conversation.reading import Reading
from actions.conversation.situation import Situation
from bot.understanding.also import ENOUGH, last_sentence, situation_at_its_end, with_end
from tests.rows import each_row

NEWS = "The crew have it out. Do I still tell the police about the plants?"
OVER = Reading(act="update_over")
CALM = Situation(topic="family", route="family")
OPEN = Situation(topic="emergency", route="emergency", emergency="open")
FEARED = Situation(topic="family", route="emergency", emergency="doubtful")


def parsed(reading: Reading, text: str = NEWS, confidence: float = 0.9) -> dict[str, Any]:
    intent = {"name": reading.primary(None) or "nlu_fallback", "confidence": confidence}
    return {"text": text, "intent": intent, "reading": reading.as_dict()}


@each_row(
    ("reading", "text", "end"),
    [
        (OVER, NEWS, "Do I still tell the police about the plants?"),
        (Reading("same", act="thanks"), "Thanks. What was the number again", "What was the number again"),
        (OVER, "all fine, false alarm", None),
        (OVER, "He is fine. Thank god", None),
        (Reading("report", act="update_over"), NEWS, None),
        (Reading(ask="ask_cost", act="thanks"), NEWS, None),
        (Reading("emergency"), NEWS, None),
        (Reading("family"), NEWS, None),
    ],
)
def test_only_the_end_of_an_opening_with_nothing_else_in_it_is_looked_at(
    reading: Reading, text: str, end: str | None
) -> None:
    assert last_sentence(parsed(reading, text)) == end


def test_the_end_is_read_once_the_news_is_told() -> None:
    assert situation_at_its_end(parsed(OVER), OPEN).emergency == "over"


@pytest.mark.parametrize(
    ("end", "reading", "intent"),
    [
        (Reading("report"), Reading("report", act="update_over"), "report"),
        (Reading(ask="ask_cost"), Reading(ask="ask_cost", act="update_over"), "ask_cost"),
        (Reading("emergency"), OVER, "update_over"),
        (Reading("out_of_scope"), OVER, "update_over"),
        (Reading(act="thanks"), OVER, "update_over"),
    ],
)
def test_a_calm_need_or_question_is_added_and_nothing_else(end: Reading, reading: Reading, intent: str) -> None:
    found = with_end(parsed(OVER), parsed(end), CALM)
    assert (Reading.of(found), found["intent"]["name"]) == (reading, intent)


def test_what_is_hardly_understood_is_not_added() -> None:
    assert Reading.of(with_end(parsed(OVER), parsed(Reading("report"), confidence=ENOUGH - 0.01), CALM)) == OVER


@pytest.mark.parametrize("before", [OPEN, FEARED], ids=["one is open", "one was feared"])
def test_danger_at_the_end_outweighs_the_news_before_it(before: Situation) -> None:
    text = "He's out of the water. Now he's shaking all over"
    danger = Reading("emergency", instead="same")
    found = with_end(parsed(OVER, text), parsed(danger, "Now he's shaking all over"), before)
    assert (Reading.of(found), found["intent"]["name"], found["text"]) == (danger, "emergency", text)

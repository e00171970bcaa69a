"""Messages that say no need by themselves belong to what the conversation was about, not to a need that hardly was."""

from __future__ import annotations

import pytest

from actions.conversation.leaning import MOST, leaning, need_leant_on
from actions.conversation.reading import Reading


def test_what_was_said_last_counts_most_and_what_came_before_fades() -> None:
    first = leaning({}, {"report": 0.8, "family": 0.1, "none": 0.1})
    second = leaning(first, {"report": 0.0, "family": 0.7, "same": 0.3})
    assert first == {"report": 0.8, "family": 0.1}
    assert list(second) == ["family", "report"]
    assert second["report"] < first["report"]


def test_danger_refusals_and_what_is_no_need_are_left_out_and_few_are_kept() -> None:
    all_of_them = {"emergency": 0.9, "decline": 0.8, "hurt_someone": 0.8, "out_of_scope": 0.7, "none": 0.6, "same": 0.5}
    needs = dict.fromkeys(["report", "family", "treatment", "police", "council"], 0.1)
    assert set(leaning(all_of_them, {**all_of_them, **needs})) < needs.keys()
    assert len(leaning({}, needs)) == MOST


@pytest.mark.parametrize(
    ("weights", "topic", "reading", "need"),
    [
        ({"family": 0.6, "report": 0.01}, "report", Reading("same"), "family"),
        ({"family": 0.6, "report": 0.01}, "report", Reading(act="deny"), "family"),
        ({"report": 0.5, "family": 0.6}, "report", Reading("same"), None),
        ({"family": 0.6, "report": 0.01}, "report", Reading("council"), None),
        ({"family": 0.6, "report": 0.01}, "report", Reading(ask="ask_open"), None),
        ({"family": 0.6, "report": 0.01}, "report", Reading(act="thanks"), None),
        ({"family": 0.6, "report": 0.01}, "report", Reading(act="update_over"), None),
        ({"family": 0.6}, None, Reading("same"), None),
        ({"family": 0.6}, "emergency", Reading("same"), None),
        ({"family": 0.6}, "crisis", Reading("same"), None),
        ({"law": 0.6}, "health", Reading("same"), None),
        ({}, "report", Reading("same"), None),
    ],
    ids=[
        "more about another", "a bare no", "hardly more about another", "a need of its own", "a question", "thanks",
        "news", "nothing open", "danger open", "despair", "the same kind of help", "nothing known",
    ],
)  # fmt: skip
def test_a_message_without_a_need_is_about_what_was_spoken_of_most(
    weights: dict[str, float], topic: str | None, reading: Reading, need: str | None
) -> None:
    assert need_leant_on(weights, topic, reading) == need

"""How an emergency goes on: each change of state, with what makes it and what does not."""

from __future__ import annotations

import pytest

from actions.conversation.reading import Reading
from actions.conversation.situation import Situation, State, next_state
from tests.conversing import Conversation, entity
from tests.rows import each_row

CALLED, BETTER, OVER, WORSE = "update_called", "update_better", "update_over", "update_worse"
# State before, what the message says, state after.
CHANGES: dict[str, tuple[State | None, Reading, State | None]] = {
    "danger opens one": (None, Reading("emergency"), "open"),
    "weak signs open none": (None, Reading("emergency", instead="advice"), "doubtful"),
    "weak signs after the end": ("over", Reading("emergency", instead="same"), "doubtful"),
    "weak signs again": ("doubtful", Reading("emergency", instead="same"), "doubtful"),
    "surer after weak signs": ("doubtful", Reading("emergency"), "open"),
    "weak signs in an open one": ("open", Reading("emergency", instead="advice"), "open"),
    "weak signs, and somebody rang": (None, Reading("emergency", act=CALLED, instead="same"), "called"),
    "a call after weak signs": ("doubtful", Reading(act=CALLED), "called"),
    "worse after weak signs": ("doubtful", Reading(act=WORSE), "open"),
    "better after weak signs": ("doubtful", Reading(act=BETTER), "better"),
    "a question ends weak signs": ("doubtful", Reading(ask="ask_cost"), None),
    "a need ends weak signs": ("doubtful", Reading("treatment"), None),
    "scraps end weak signs": ("doubtful", Reading(), None),
    "no danger, none": (None, Reading("treatment"), None),
    "good news of nothing": (None, Reading(act=OVER), None),
    "it stays through a question": ("open", Reading(ask="ask_cost"), "open"),
    "it stays through a need": ("open", Reading("treatment"), "open"),
    "it stays through scraps": ("open", Reading(act="unsure"), "open"),
    "it stays through thanks": ("open", Reading(act="thanks"), "open"),
    "somebody rang": ("open", Reading(act=CALLED), "called"),
    "danger and a call": (None, Reading("emergency", act=CALLED), "called"),
    "more danger after the call": ("called", Reading("emergency"), "called"),
    "worse after the call": ("called", Reading(act=WORSE), "open"),
    "it was never one": ("open", Reading("spiked", act="not_that"), "over"),
    "no is not the end": ("open", Reading(act="not_that"), "open"),
    "better": ("open", Reading(act=BETTER), "better"),
    "better after the call": ("called", Reading(act=BETTER), "better"),
    "over": ("open", Reading(act=OVER), "over"),
    "over after better": ("better", Reading(act=OVER), "over"),
    "better is not over": ("better", Reading(ask="ask_cost"), "better"),
    "danger again after better": ("better", Reading("emergency"), "open"),
    "worse after better": ("better", Reading(act=WORSE), "open"),
    "danger again after the end": ("over", Reading("emergency"), "open"),
    "worse after the end": ("over", Reading(act=WORSE), "open"),
    "over stays in mind for a moment": ("over", Reading(act="thanks"), "over"),
    "over is forgotten with the next need": ("over", Reading("council"), None),
    "good news beside danger in one message": ("open", Reading("emergency", act=OVER), "over"),
}


@each_row(("before", "reading", "after"), CHANGES.values(), ids=CHANGES)
def test_an_emergency_changes_its_state(before: State | None, reading: Reading, after: State | None) -> None:
    assert next_state(before, reading) == after


def test_after_weak_signs_the_need_is_what_it_would_be_without_them() -> None:
    assert Situation(topic="family").after(Reading("emergency", instead="advice")).topic == "advice"
    assert Situation(topic="family").after(Reading("emergency", instead="same")).topic == "family"
    assert Situation(topic="family").after(Reading("emergency")).topic == "emergency"


def test_a_situation_comes_back_from_its_slots_as_it_was() -> None:
    situation = Situation(
        topic="family", route="family", services=("frank",), said=("utter_family",), emergency="better", other_age=17.0
    )
    assert Situation.read(situation.slots()) == situation


def test_slots_that_were_never_set_are_the_start() -> None:
    assert Situation.read(dict.fromkeys(Situation().slots())) == Situation()


@pytest.mark.parametrize(
    ("reading", "topic", "first"),
    [
        (Reading("emergency", "ask_cost"), None, "emergency"),
        (Reading(None, "ask_cost", "thanks"), "family", "ask_cost"),
        (Reading("council", None, "thanks"), "family", "council"),
        (Reading("same", None, None), "family", "family"),
        (Reading("same", None, "thanks"), "family", "thanks"),
        (Reading(None, None, "update_over"), "emergency", "update_over"),
        (Reading("treatment", "ask_where", "update_over"), "emergency", "treatment"),
        (Reading("emergency", None, "update_called"), "emergency", "update_called"),
    ],
)
def test_the_more_urgent_part_is_answered_first(reading: Reading, topic: str | None, first: str) -> None:
    assert reading.primary(topic) == first


@pytest.mark.usefixtures("actions_directory")
@pytest.mark.parametrize(
    ("reading", "route"),
    [({"act": OVER, "ask": "ask_steps"}, "advice"), ({"ask": "ask_steps"}, "emergency")],
    ids=["with the news", "with no news"],
)
def test_what_is_asked_in_one_breath_with_the_news_opens_none_again(reading: dict[str, str], route: str) -> None:
    talk = Conversation()
    talk.hear("emergency", "he does not know what day it is", [entity("danger", "cannot-wake")])
    reply = talk.hear("ask_steps", "hes on a ward now. what do we do when they send him home?", reading=reading)
    assert reply[-1]["custom"]["signpost"]["route"] == route
    assert talk.slots["emergency"] == ("over" if route == "advice" else "open")

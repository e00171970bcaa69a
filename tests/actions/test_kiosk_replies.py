"""What is said at a kiosk to somebody without a phone: where the nearest one is, where that is known."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from actions.replies.turn import PLACES
from directory.store import Directory
from tests.conversing import Conversation, Reply, entity
from tests.holding import faults, known_numbers, unknown_numbers
from tests.rows import each_row
from tests.running import route
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")

WORDS = {
    "nearest_phone": "on the wall by the front door",
    "staff_desk": "on your left as you come in",
    "defibrillator": "in the red box by the lift",
}
KNOWN = [frozenset(some) for count in range(len(PLACES) + 1) for some in combinations(PLACES, count)]
# What is spoken of before "I have no phone", and which places the answer then names.
BEFORE = {
    "nothing": (None, {"nearest_phone", "staff_desk"}),
    "treatment": ("treatment", {"nearest_phone", "staff_desk"}),
    "advice": ("advice", {"nearest_phone", "staff_desk"}),
    "report": ("report", {"nearest_phone"}),
    "emergency": ("emergency", set(PLACES)),
}

every_combination = each_row("known", KNOWN, ids=lambda known: "-".join(sorted(known)) or "none")
every_need = each_row("before", BEFORE)


def no_phone(channel: str, before: str, metadata: Any = None) -> Reply:
    conversation = Conversation(channel, metadata)
    intent, _ = BEFORE[before]
    if intent:
        conversation.hear(intent, "", [entity("danger", "collapse")] if intent == "emergency" else [])
    return conversation.hear("no_phone", "i have no phone")


@every_need
@every_combination
def test_each_place_that_is_known_is_said_and_no_other(known: frozenset[str], before: str) -> None:
    words = what_is_read(no_phone("kiosk", before, {"places": {name: WORDS[name] for name in known}}))
    assert {name for name in PLACES if WORDS[name] in words} == known & BEFORE[before][1]


@every_need
@every_combination
def test_whatever_is_known_the_reply_holds(known: frozenset[str], before: str, town_directory: Directory) -> None:
    reply = no_phone("kiosk", before, {"places": {name: WORDS[name] for name in known}})
    assert faults(reply, town_directory) == []
    assert unknown_numbers(reply, known_numbers(town_directory)) == []
    assert len(what_is_read(reply).split("\n\n")) <= 5


def test_in_an_emergency_999_is_first_and_three_steps_lead_to_a_phone() -> None:
    first, *rest, _ = no_phone("kiosk", "emergency", {"places": WORDS})
    assert "999" in first["text"][:80]
    assert len(first["text"].split("\n")) == 4
    assert f"The defibrillator is {WORDS['defibrillator']}." in rest[0]["text"].split("\n")


@every_need
@each_row(
    "metadata",
    [
        None,
        "places",
        7,
        [],
        ["places"],
        {},
        {"places": None},
        {"places": "by the door"},
        {"places": ["nearest_phone"]},
        {"places": {"nearest_phone": None, "staff_desk": 7, "defibrillator": ["x"]}},
        {"places": {"nearest_phone": "", "staff_desk": "  ", "defibrillator": "a\nb"}},
        {"places": {"service": "frank", "frank": "elsewhere", "steps": "run"}},
        {1: 2},
    ],
    ids=range(13),
)
def test_what_is_no_place_is_as_if_it_had_not_been_sent(before: str, metadata: Any) -> None:
    assert no_phone("kiosk", before, metadata) == no_phone("web", before)


def test_a_place_is_never_the_name_of_a_reply() -> None:
    assert "The nearest phone is @utter_greet." in what_is_read(
        no_phone("kiosk", "nothing", {"places": {"nearest_phone": "@utter_greet"}})
    )


@every_need
def test_elsewhere_nobody_is_told_the_places(before: str) -> None:
    assert no_phone("web", before, {"places": WORDS}) == no_phone("web", before)


def test_a_kiosk_remembers_no_more_than_the_page() -> None:
    kiosk, page = Conversation("kiosk", {"places": WORDS}), Conversation("web")
    for conversation in (kiosk, page):
        assert route(conversation.hear("treatment")) == "treatment"
        conversation.hear("no_phone", "i have no phone")
    assert kiosk.slots == page.slots

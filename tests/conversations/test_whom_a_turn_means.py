"""Whom a turn means after danger, and at an hour at which nobody knows who is open."""

from __future__ import annotations

import pytest

from tests.conversing import Conversation, entity
from tests.rows import each_row
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")


@each_row(("words", "route"), [("what if he comes back another day", "police"), ("what if it comes back", "family")])
def test_who_did_violence_and_may_come_again_is_for_the_police(words: str, route: str) -> None:
    talk = Conversation()
    talk.hear("emergency", "a man with a knife is at my door", [entity("danger", "attacked")])
    talk.hear("update_over", "police have took him away")
    assert talk.hear("family", words)[-1]["custom"]["signpost"]["route"] == route


def test_who_is_there_at_this_hour_is_said_where_nobody_knew_when_it_is_open() -> None:
    talk = Conversation()
    talk.hear("treatment", "i want to stop crack")
    talk.hear("ask_open", "can i go today")
    assert "This one is there day and night" in what_is_read(talk.hear("ask_open", "is there anyone tonight"))


@each_row(
    ("words", "part"),
    [
        ("shes sat up talking but slurry", "Do not wait"),
        ("shes sat up talking and drinking tea", "if anything changes"),
    ],
)
def test_who_is_awake_and_slurs_is_no_good_news(words: str, part: str) -> None:
    talk = Conversation()
    talk.hear("emergency", "my wife has took a load of her tablets", [entity("danger", "swallowed")])
    reply = talk.hear("update_better", words)
    assert reply[-1]["custom"]["signpost"]["route"] == "emergency"
    assert part in what_is_read(reply)


def test_two_who_are_named_are_told_apart_though_nothing_was_said_before() -> None:
    named = [entity("service", "adfam"), entity("service", "drugfam")]
    reply = Conversation().hear(
        "service_info", "how do adfam and drugfam differ, whats the difference", named, confidence=0.5
    )
    signpost = reply[-1]["custom"]["signpost"]
    assert (signpost["route"], signpost["services"][:1]) == ("service_info", ["frank"])
    assert "friends and partners" in what_is_read(reply)

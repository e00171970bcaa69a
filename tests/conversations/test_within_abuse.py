"""Somebody whom a partner hurts: what they ask next goes to the helpline, and nothing of it is refused."""

from __future__ import annotations

import pytest

from tests.conversing import Conversation
from tests.rows import each_row
from tests.running import route, services
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")

HELPLINE = "domestic-abuse-helpline"


@each_row(
    ("understood", "words", "part"),
    [
        ("hurt_someone", "is there somewhere me n her can go where he wont find us", "a refuge"),
        ("decline", "can u get me away from him", "a refuge"),
        ("service_info", "is there a refuge i can go to", "a refuge"),
        ("out_of_scope", "ive got nowhere to go", "a refuge"),
        ("safeguarding_child", "i don't want the social taking her", "that fear"),
        ("ask_anonymous", "will social services take my kids off me", "that fear"),
        ("decline", "i want him gone", "Domestic Abuse Helpline"),
    ],
)
def test_the_helpline_stays_first_and_nobody_is_refused(understood: str, words: str, part: str) -> None:
    talk = Conversation()
    talk.hear("domestic_abuse", "he strangled me last night")
    reply = talk.hear(understood, words)
    assert route(reply) == "safeguarding"
    assert services(reply)[:1] == [HELPLINE]
    assert part in what_is_read(reply)


def test_danger_within_abuse_is_an_emergency() -> None:
    talk = Conversation()
    talk.hear("domestic_abuse", "he strangled me last night")
    assert route(talk.hear("emergency", "hes here, is there somewhere safe to go")) == "emergency"


def test_where_no_abuse_was_told_a_place_is_no_refuge() -> None:
    talk = Conversation()
    talk.hear("treatment", "i want off crack")
    assert HELPLINE not in services(talk.hear("ask_where", "where can i go for that"))

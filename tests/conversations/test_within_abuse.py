"""Abuse by a partner: danger goes before it, and without it nobody is led to its helpline. The rest is in turns/."""

from __future__ import annotations

import pytest

from tests.conversing import Conversation
from tests.running import route, services

pytestmark = pytest.mark.usefixtures("actions_directory")

HELPLINE = "domestic-abuse-helpline"


def test_danger_within_abuse_is_an_emergency() -> None:
    talk = Conversation()
    talk.hear("domestic_abuse", "he strangled me last night")
    assert route(talk.hear("emergency", "hes here, is there somewhere safe to go")) == "emergency"


def test_where_no_abuse_was_told_a_place_is_no_refuge() -> None:
    talk = Conversation()
    talk.hear("treatment", "i want off crack")
    assert HELPLINE not in services(talk.hear("ask_where", "where can i go for that"))

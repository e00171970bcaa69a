"""What a message says in its words, where no more than the open need was understood."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversing import Conversation, entity
from tests.rows import each_row
from tests.running import route, services
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")


def test_a_question_of_which_too_little_was_understood_is_owned_up_to() -> None:
    talk = Conversation()
    talk.hear("law", "they swabbed me")
    reply = talk.hear("ask_anonymous", "will i lose my licence", confidence=0.3)
    assert "I do not know that" in what_is_read(reply)
    assert route(reply) == "advice"


@each_row(("words", "goes_to"), [("im not suicidal, i want to stop the g", "treatment"), ("im so tired", "crisis")])
def test_despair_that_is_denied_gives_way_to_the_need_from_before(words: str, goes_to: str) -> None:
    talk = Conversation()
    talk.hear("treatment", "i do g every weekend", [entity("substance", "ghb")])
    talk.hear("crisis", "i cant do this")
    reply = talk.hear("crisis", words)
    assert route(reply) == goes_to
    assert "Samaritans" in what_is_read(reply)


def test_despair_that_came_first_is_not_talked_away() -> None:
    talk = Conversation()
    talk.hear("crisis", "everyone would be better off")
    assert route(talk.hear("crisis", "im not suicidal")) == "crisis"


def test_who_is_in_danger_and_cannot_speak_hears_of_the_silent_way() -> None:
    reply = Conversation().hear("emergency", "i cant talk hes downstairs. need help")
    assert "55" in what_is_read(reply)


def test_a_number_from_before_is_given_within_an_emergency() -> None:
    talk = Conversation()
    talk.hear("domestic_abuse", "he took my keys")
    talk.hear("emergency", "hes in the drive", [entity("danger", "attacked")])
    reply = talk.hear("repeat_number", "what was that womens number")
    assert what_is_read(reply).startswith("In danger, call 999 first.")
    assert "0808 2000 247" in what_is_read(reply)


def test_the_number_asked_for_in_an_emergency_is_999_all_the_same() -> None:
    talk = Conversation()
    talk.hear("domestic_abuse", "he took my keys")
    talk.hear("emergency", "hes in the drive", [entity("danger", "attacked")])
    assert "0808 2000 247" not in what_is_read(talk.hear("repeat_number", "whats the number for the police"))


@each_row(
    ("entities", "service"),
    [
        ([], "childline"),
        ([entity("own_age", "19")], "modern-slavery-helpline"),
        ([entity("own_age", "14")], "childline"),
    ],
)
def test_who_carries_for_others_is_answered_by_their_age(entities: list[Any], service: str) -> None:
    reply = Conversation().hear("safeguarding_child", "theres someone i carry for", entities)
    assert service in services(reply)
    assert "You are not to blame" in what_is_read(reply)

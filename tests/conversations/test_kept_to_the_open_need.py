"""A need that is half heard in the middle of another, and one that people meet at work."""

from __future__ import annotations

import pytest

from tests.conversing import Conversation, entity
from tests.rows import each_row
from tests.running import route, services
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")

LIKELY, UNLIKELY = 0.6, 0.3


def after(first: str, then: str, words: str, *, sure: float) -> str:
    """The route of the second reply."""
    talk = Conversation()
    talk.hear(first)
    return route(talk.hear(then, words, confidence=sure))


@each_row(
    ("first", "then", "sure", "goes_to"),
    [
        ("safeguarding_adult", "treatment", UNLIKELY, "safeguarding"),
        ("fraud", "law", UNLIKELY, "fraud"),
        ("treatment", "council", UNLIKELY, "treatment"),
        ("treatment", "out_of_scope", UNLIKELY, "treatment"),
        ("family", "vent", UNLIKELY, "family"),
        ("treatment", "council", LIKELY, "council"),
        ("family", "vent", LIKELY, "smalltalk"),
        # What is serious is never dropped for what is not, nor despair for anything.
        ("advice", "safeguarding_child", UNLIKELY, "safeguarding"),
        ("safeguarding_adult", "crisis", UNLIKELY, "crisis"),
        # Nothing is open yet.
        ("out_of_scope", "treatment", UNLIKELY, "treatment"),
    ],
)
def test_the_open_need_goes_on_unless_another_is_likely(first: str, then: str, sure: float, goes_to: str) -> None:
    assert after(first, then, "and so on", sure=sure) == goes_to


def test_somebody_close_who_is_named_is_spoken_of() -> None:
    assert after("treatment", "family", "my mum is on heroin", sure=UNLIKELY) == "family"


def test_danger_opens_an_emergency_however_unlikely() -> None:
    assert after("treatment", "emergency", "he went under", sure=UNLIKELY) == "emergency"


@each_row(
    ("first", "words", "goes_to"),
    [
        ("one of my pupils has two phones", "his nan is his carer, should i ring her", "safeguarding"),
        ("hes got two phones", "im his teacher not family", "safeguarding"),
        ("my son has two phones", "his nan is in bits", "family"),
    ],
)
def test_a_teacher_is_no_family(first: str, words: str, goes_to: str) -> None:
    talk = Conversation()
    talk.hear("safeguarding_child", first)
    assert route(talk.hear("family", words)) == goes_to


def test_a_landlord_is_not_the_one_who_is_used() -> None:
    first = Conversation().hear("safeguarding_adult", "Im a landlord. lads moved in on my flat, the tenant is slow")
    assert "hants-adults" in services(first)
    assert "modern-slavery-helpline" not in services(first)


def test_a_child_by_age_is_a_child_whatever_was_read() -> None:
    talk = Conversation()
    talk.hear("family", "my grandson is here", [entity("other_age", "6")])
    assert "hants-children" in services(talk.hear("safeguarding_adult", "she leaves him with whoever is there"))


@each_row(
    ("understood", "sure", "words", "goes_to", "part"),
    [
        ("nlu_fallback", 0.07, "my lad touched one", "advice", "needle prick"),
        ("safeguarding_child", UNLIKELY, "it didnt prick him", "council", "Havant Borough Council"),
        ("safeguarding_child", LIKELY, "it didnt prick him", "safeguarding", "children"),
        ("crisis", UNLIKELY, "i pricked myself with one and want to die", "crisis", "Samaritans"),
        ("nlu_fallback", 0.07, "purple monkey", "fallback", "did not understand"),
    ],
)
def test_a_word_of_the_open_need_is_about_it_where_little_was_understood(
    understood: str, sure: float, words: str, goes_to: str, part: str
) -> None:
    talk = Conversation()
    talk.hear("council", "someone left needles by the swings")
    reply = talk.hear(understood, words, confidence=sure)
    assert route(reply) == goes_to
    assert part in what_is_read(reply)

"""Needs that plain words rule out: what was read, what is said, and where it goes."""

from __future__ import annotations

import pytest

from tests.conversing import Conversation, entity
from tests.rows import each_row
from tests.running import route
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")


@each_row(
    ("before", "understood", "words", "goes_to", "part"),
    [
        ("family", "crisis", "if he doesnt want help is there any point", "family", "FRANK"),
        ("family", "crisis", "he doesnt want help and i cant go on", "crisis", "Samaritans"),
        ("law", "crisis", "maybe i should just stop", "treatment", "Inclusion"),
        ("law", "crisis", "maybe i should just stop living", "crisis", "Samaritans"),
        ("treatment", "crisis", "is it true youre more likely to od when you get out", "advice", "Naloxone"),
        ("treatment", "crisis", "i want to od and die", "crisis", "Samaritans"),
        ("treatment", "domestic_abuse", "he hits me, i cant tell my partner", "safeguarding", "Domestic Abuse"),
        ("treatment", "spiked", "what if the gear i got was laced", "advice", "FRANK"),
        ("treatment", "spiked", "my drink was spiked", "advice", "not to blame"),
        ("", "decline", "can u mix mandy and redbull", "advice", "drug facts"),
        ("", "decline", "can u get me some mandy", "decline", "I can't help with that"),
        ("", "signs", "whats the signs of someone going over on g", "advice", "Call 999 at once"),
        ("", "health", "sharps dumped behind the swings, my toddler nearly picked one up", "council", "Do not touch"),
        ("", "health", "sharps dumped behind the swings, my toddler picked one up", "advice", "needle prick"),
        ("health", "safeguarding_adult", "is he gonna get nicked", "advice", "Release"),
        ("safeguarding_adult", "safeguarding_adult", "is he gonna get nicked", "safeguarding", "The police"),
    ],
)
def test_words_rule_a_need_out(before: str, understood: str, words: str, goes_to: str, part: str) -> None:
    talk = Conversation()
    if before:
        talk.hear(before, "so then")
    reply = talk.hear(understood, words)
    assert route(reply) == goes_to
    assert part in what_is_read(reply)


def test_threats_of_a_tenant_are_no_abuse_by_a_partner() -> None:
    talk = Conversation()
    talk.hear("report", "the tenant has foiled over the windows")
    assert route(talk.hear("domestic_abuse", "he knows where i live")) == "police"


def test_a_partner_who_is_not_to_know_is_no_abuse() -> None:
    talk = Conversation()
    talk.hear("treatment", "im still using")
    assert route(talk.hear("domestic_abuse", "i cant tell my partner, hed leave")) in ("treatment", "privacy")


def test_wires_that_were_told_of_stay_an_emergency() -> None:
    talk = Conversation()
    weak = {"need": "emergency", "instead": "report"}
    talk.hear("emergency", "the lead from the lamppost is sparking", reading=weak)
    reply = talk.hear("service_info", "do i ring the council or is that the electric?")
    assert route(reply) == "emergency"
    assert "105" in what_is_read(reply)


def test_a_question_behind_thanks_is_answered() -> None:
    talk = Conversation()
    talk.hear("family", "mi hermano", [entity("language", "es")])
    assert "landline" in what_is_read(talk.hear("thanks", "vale gracias. ¿es gratis?"))
    assert route(talk.hear("thanks", "vale gracias")) == "smalltalk"


def test_who_still_fears_the_law_hears_of_release() -> None:
    talk = Conversation()
    talk.hear("privacy", "if i ring 999 will the police come")
    assert "Release" in what_is_read(talk.hear("privacy", "im on licence n i dont want recalled"))


@each_row(
    ("words", "goes_to"),
    [
        ("who can i talk to about drugs", "treatment"),
        ("who can i talk to about my son", "family"),
        ("who can families talk to", "family"),
        ("who can i talk to, he wont stop", "family"),
    ],
)
def test_who_asks_whom_to_talk_to_and_names_nobody_is_no_family(words: str, goes_to: str) -> None:
    assert route(Conversation().hear("family", words, reading={"need": "family", "ask": "service_info"})) == goes_to

"""Needs that plain words rule out, where more than the last turn counts. The rest is in turns/."""

from __future__ import annotations

import pytest

from tests.conversing import Conversation, entity
from tests.rows import each_row
from tests.running import route
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")


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

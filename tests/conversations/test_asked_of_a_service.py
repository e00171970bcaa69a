"""What is asked about a service: told apart by its words, and answered for another one where that may be meant."""

from __future__ import annotations

from typing import Any

import pytest

from actions.intents import SAME
from tests.conversing import Conversation, entity
from tests.rows import each_row
from tests.running import route, services
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")

Heard = tuple[Any, ...]
CRACK: Heard = ("treatment", "i want to stop crack", [])
SON: Heard = ("family", "my son is on ket", [])
DEALING: Heard = ("report", "they deal next door", [])


def test_a_question_asked_again_in_more_words_is_still_owned_up_to() -> None:
    talk = Conversation()
    talk.hear(*CRACK)
    talk.hear("what_happens", "how long til i get one")
    reply = talk.hear("treatment", "no i mean how long is the wait")
    assert "That is more than I know." in what_is_read(reply)


def test_a_question_that_the_whole_reply_has_not_answered_does_not_get_it_again() -> None:
    talk = Conversation()
    talk.hear(*DEALING)
    talk.hear("ask_anonymous", "do they want my name")
    reply = talk.hear("report", "should i keep a diary of it", reading={"need": SAME})
    assert what_is_read(reply).startswith("I do not know that. You can ask them.")
    assert services(reply) == ["crimestoppers", "police-101"]


def test_a_kit_that_was_asked_for_stays_what_it_is_about() -> None:
    talk = Conversation()
    talk.hear("treatment", "can we get naloxone kits")
    talk.hear("ask_cost", "do we have to pay for them")
    assert "Anyone may use it" in what_is_read(talk.hear("treatment", "how do i use it"))
    assert "cut down" in what_is_read(talk.hear("treatment", "i need help with my own use"))


@each_row(
    ("words", "goes_to"),
    [("hes 13", "family"), ("hes 13 and they make him sell for them in bournemouth", "safeguarding")],
)
def test_an_age_alone_is_no_other_need(words: str, goes_to: str) -> None:
    talk = Conversation()
    talk.hear(*SON)
    reply = talk.hear("safeguarding_child", words, [entity("other_age", "13")])
    assert route(reply) == goes_to


def test_a_lost_script_stays_what_it_is_about() -> None:
    talk = Conversation()
    talk.hear("treatment", "lost me script, chemist is shut")
    talk.hear("ask_open", "are they open")
    assert "who give you your script" in what_is_read(talk.hear("treatment", "its for my methadone"))


def test_who_wants_no_help_is_somebody_to_worry_about() -> None:
    talk = Conversation()
    talk.hear(*CRACK)
    assert "DrugFAM" in what_is_read(talk.hear("treatment", "its my boyfriend, he doesnt want to stop yet"))


def test_trouble_with_the_law_is_one_question() -> None:
    talk = Conversation()
    talk.hear(*SON)
    reply = talk.hear("law", "will he get arrested if i tell them")
    assert services(reply) == ["release", "frank"]


def test_who_uses_and_has_no_home_hears_of_both() -> None:
    reply = Conversation().hear("treatment", "i need somewhere to stay, i use crack")
    assert services(reply) == ["inclusion-havant", "frank", "havant-council"]


def test_a_place_to_stay_is_no_new_need_beside_the_open_one() -> None:
    talk = Conversation()
    talk.hear(*CRACK)
    talk.hear("ask_referral", "do they help with somewhere to live")
    assert talk.slots["topic"] == "treatment"


@each_row(
    ("words", "first"),
    [
        ("no limits what's that", ["no-limits"]),
        ("is no limits open", ["no-limits"]),
        ("no limits pls", ["no-limits"]),
        ("they sang no limits all night and we danced until the sun came up", []),
    ],
)
def test_a_service_that_is_asked_for_by_name_is_never_out_of_scope(words: str, first: list[str]) -> None:
    reply = Conversation().hear("out_of_scope", words, [entity("service", "no-limits")])
    assert services(reply)[:1] == first

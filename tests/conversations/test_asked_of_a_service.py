"""What is asked about a service: told apart by its words, and answered for another one where that may be meant."""

from __future__ import annotations

from typing import Any

import pytest

from actions.intents import SAME
from tests.conversing import Conversation, entity
from tests.rows import each_row
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")

Heard = tuple[Any, ...]
CRACK: Heard = ("treatment", "i want to stop crack", [])
WINE: Heard = ("treatment", "a bottle of wine a night", [entity("substance", "alcohol")])
SON: Heard = ("family", "my son is on ket", [])
DEALING: Heard = ("report", "they deal next door", [])
UNCLE: Heard = ("safeguarding_adult", "some lads have moved into my uncles flat", [])
NEEDLES: Heard = ("council", "theres needles in the play park", [])
MONEY: Heard = ("fraud", "someone said they were my bank", [])
# Behind the need: how it was understood and what it says; the services named, the first one first, and a part of it.
TURNS: dict[str, tuple[Heard, Heard, tuple[list[str], str]]] = {
    "how long it takes": (CRACK, ("what_happens", "how long til i get one"), (["inclusion-havant"], "I do not know")),
    "what no source says": (
        CRACK,
        ("what_happens", "is it all one to one or groups"),
        (["inclusion-havant"], "I do not know that"),
    ),
    "what happens there": (
        CRACK,
        ("what_happens", "what happens when i go"),
        (["inclusion-havant"], "talking help and medical help"),
    ),
    "a wife who comes along": (
        CRACK,
        ("ask_referral", "can my wife come with me"),
        (["inclusion-havant"], "if somebody can come with you"),
    ),
    "a sister who comes along, read as a family": (
        CRACK,
        ("family", "can i take my sister"),
        (["inclusion-havant"], "if somebody can come with you"),
    ),
    "calling for somebody else": (
        SON,
        ("ask_referral", "can i ring up for him or does he have to"),
        (["frank"], "also for somebody else"),
    ),
    "whether one may turn up": (
        CRACK,
        ("ask_referral", "do i need a letter or can i walk in"),
        (["inclusion-havant"], "if you can just turn up"),
    ),
    "a letter for a line that is called": (
        SON,
        ("ask_referral", "does she need to see her doctor first"),
        (["frank"], "You can call them yourself"),
    ),
    "whom it is for": (
        SON,
        ("what_happens", "is it only for mums"),
        (["frank"], "For anyone, at any age."),
    ),
    "what they ask": (SON, ("what_happens", "what will they ask me"), (["frank"], "who you worry about")),
    "what they ask, read as another language": (
        DEALING,
        ("what_happens", "wot do they ask"),
        (["crimestoppers"], "Say what you saw"),
    ),
    "whom to ring first": (
        ("safeguarding_child", "one of my pupils has two phones", []),
        ("repeat_number", "who do i ring first"),
        (["hants-children"], "Try this one first."),
    ),
    "how two differ": (
        CRACK,
        ("service_info", "whats the difference between them"),
        (["inclusion-havant", "frank"], "Facts about drugs"),
    ),
    "a home, beside one's own use": (
        CRACK,
        ("ask_referral", "do they help with somewhere to live"),
        (["havant-council"], "a place to stay"),
    ),
    "where one lives, as they may ask": (
        DEALING,
        ("ask_anonymous", "does that no name one ask where i live"),
        (["crimestoppers"], "They do not ask your name"),
    ),
    "whether they call back": (
        MONEY,
        ("ask_anonymous", "will they ring me back"),
        (["report-fraud"], "I do not know that"),
    ),
    "police after all": (
        DEALING,
        ("ask_anonymous", "i want the police actually, anonymous does nothing"),
        (["police-101"], "The police"),
    ),
    "hours that nobody knows, and who is there": (
        WINE,
        ("ask_open", "when are they open"),
        (["inclusion-havant", "nhs-111"], "day and night"),
    ),
    "hours of one alone": (
        CRACK,
        ("ask_open", "is it open saturdays"),
        (["inclusion-havant", "frank"], "day and night"),
    ),
    "the number, of two": (
        CRACK,
        ("repeat_number", "whats the number again"),
        (["inclusion-havant", "frank"], "82111"),
    ),
    "the number of one that is named": (
        CRACK,
        ("repeat_number", "the number for frank", [entity("service", "frank", start=15)]),
        (["frank"], "82111"),
    ),
    "who keeps a name, where the first may not": (
        UNCLE,
        ("ask_anonymous", "can i do it without giving my name"),
        (["hants-adults", "crimestoppers"], "They do not ask your name"),
    ),
    "whether they tell": (
        ("family", "my dad drinks", [entity("own_age", "14")]),
        ("ask_anonymous", "will they tell my mum"),
        (["childline"], "They tell others only if"),
    ),
    "a charity by its short name": (
        ("law", "i got caught with coke", []),
        ("what_happens", "what do i say when i ring release"),
        (["release"], "You do not need the right words"),
    ),
    "words in place of a call, of two": (
        ("treatment", "i smoke weed every day", [entity("own_age", "15")]),
        ("cant_talk", "is there one i can text"),
        (["childline", "frank"], "82111"),
    ),
    "one that can only be called": (
        ("police", "our bikes were taken", []),
        ("cant_talk", "have the police a website", [entity("service", "police-101", start=9)]),
        (["police-101", "crimestoppers"], "I know no way to write to them"),
    ),
    "how to talk to him": (SON, ("what_happens", "what do i say to him"), (["frank"], "find the words")),
    "somebody to see in place of a call": (
        CRACK,
        ("what_happens", "can i see someone instead of phone"),
        (["inclusion-havant"], "The Orion Centre"),
    ),
    "more for who grieves": (
        ("family", "my husband died of an overdose", []),
        ("someone_else", "is there something just for widows"),
        (["frank", "drugfam"], "DrugFAM"),
    ),
    "a group for who grieves": (
        ("family", "my husband died of an overdose", []),
        ("family", "not a line, a group with people like me"),
        (["frank", "drugfam"], "There are groups for families."),
    ),
    "a call back, and what it costs": (
        DEALING,
        (
            "service_info",
            "will crimestoppers ring me back and is it free",
            [entity("service", "crimestoppers", start=5)],
        ),
        (["crimestoppers"], "Free to call."),
    ),
    "one or the other": (
        UNCLE,
        ("safeguarding_adult", "who should i tell, council or police"),
        (["police-101"], "Try this one first."),
    ),
    "a form in place of a call": (
        MONEY,
        ("no_phone", "can i report it online"),
        (["report-fraud"], "reportfraud.police.uk"),
    ),
    "two questions in one message": (
        ("service_info", "whats the number for the samaritans", [entity("service", "samaritans", start=26)]),
        ("ask_cost", "is it free and do they tell my gp"),
        (["samaritans"], "confidential"),
    ),
    "the one described, in place of a call": (
        NEEDLES,
        ("cant_talk", "that anonymous line, can i do it on the computer"),
        (["crimestoppers"], "crimestoppers-uk.org"),
    ),
}


@each_row("name", TURNS)
def test_it_is_answered_for_the_service_that_is_meant(name: str) -> None:
    need, asked, (services, part) = TURNS[name]
    talk = Conversation()
    talk.hear(*need)
    reply = talk.hear(*asked)
    assert reply[-1]["custom"]["signpost"]["services"][: len(services)] == services
    assert part in what_is_read(reply)


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
    assert reply[-1]["custom"]["signpost"]["services"] == ["crimestoppers", "police-101"]


def test_a_kit_that_was_asked_for_stays_what_it_is_about() -> None:
    talk = Conversation()
    talk.hear("treatment", "can we get naloxone kits")
    talk.hear("ask_cost", "do we have to pay for them")
    assert "Anyone may use it" in what_is_read(talk.hear("treatment", "how do i use it"))
    assert "cut down" in what_is_read(talk.hear("treatment", "i need help with my own use"))


@each_row(
    ("words", "route"),
    [("hes 13", "family"), ("hes 13 and they make him sell for them in bournemouth", "safeguarding")],
)
def test_an_age_alone_is_no_other_need(words: str, route: str) -> None:
    talk = Conversation()
    talk.hear(*SON)
    reply = talk.hear("safeguarding_child", words, [entity("other_age", "13")])
    assert reply[-1]["custom"]["signpost"]["route"] == route


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
    assert reply[-1]["custom"]["signpost"]["services"] == ["release", "frank"]


def test_who_uses_and_has_no_home_hears_of_both() -> None:
    reply = Conversation().hear("treatment", "i need somewhere to stay, i use crack")
    assert reply[-1]["custom"]["signpost"]["services"] == ["inclusion-havant", "frank", "havant-council"]


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
    assert reply[-1]["custom"]["signpost"]["services"][:1] == first

"""What a message says outright, where no more than the open need was understood."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversing import Conversation, entity
from tests.rows import each_row
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")

Heard = tuple[Any, ...]
TURNS: dict[str, tuple[list[Heard], Heard, tuple[str, str, str]]] = {
    "whether it shows on the bill": (
        [("safeguarding_child", "im 13, he makes me carry", [entity("own_age", "13")])],
        ("ask_anonymous", "does it show up on the phone bill"),
        ("service_info", "childline", "does not show on the phone bill"),
    ),
    "a family looks for a group": (
        [("family", "my son is on ket", [])],
        ("service_info", "is there a group"),
        ("family", "frank", "DrugFAM"),
    ),
    "a family wants no group": (
        [("family", "my son is on ket", []), ("someone_else", "anyone else", [])],
        ("family", "not a group"),
        ("family", "frank", "FRANK"),
    ),
    "it is about the writer after all": (
        [("family", "my husbands drinking", [])],
        ("not_that", "its ME that drinks not him"),
        ("treatment", "inclusion-havant", "Inclusion"),
    ),
    "one word for whose it is": (
        [("advice", "weed", [])],
        ("advice", "mine"),
        ("treatment", "inclusion-havant", "Inclusion"),
    ),
    "the law is a part of a report": (
        [("report", "they deal next door", []), ("law", "will i have to go to court", [])],
        ("ask_anonymous", "dont want them knowing its me"),
        ("privacy", "crimestoppers", "Crimestoppers"),
    ),
    "how long one waits": (
        [("treatment", "i want to stop", [])],
        ("what_happens", "how long is the wait"),
        ("treatment", "inclusion-havant", "I do not know that"),
    ),
    "out of the home": (
        [("treatment", "i want to stop", [])],
        ("treatment", "my mum found out and shes kicked me out"),
        ("council", "havant-council", "a place to stay"),
    ),
    "a test after a spiked drink": (
        [("spiked", "my drink was spiked on thursday", [])],
        ("law", "can they test me still"),
        ("advice", "police-101", "twelve hours"),
    ),
    "nobody hits": (
        [("family", "my husband smokes heroin", [])],
        ("domestic_abuse", "he never hit. he is good when he not smoke"),
        ("family", "frank", "FRANK"),
    ),
    "what a service named tells": (
        [("advice", "is it bad", [])],
        ("about_bot", "no i meant frank, do you tell them who i am", [entity("service", "frank", start=11)]),
        ("privacy", "frank", "confidential"),
    ),
    "what the canisters are": (
        [("council", "someones dumped silver canisters", [])],
        ("council", "what are they, the canisters"),
        ("advice", "frank", "FRANK"),
    ),
    "needles, which no one number gives out": (
        [],
        ("service_info", "needle exchange please", [entity("service", "naloxone-nsp")]),
        ("service_info", "inclusion-havant", "chemist"),
    ),
    "who is not to know, after the police were spoken of": (
        [("report", "they deal next door", []), ("service_info", "number for 101", [entity("service", "police-101")])],
        ("ask_anonymous", "he cant find out it came from me"),
        ("privacy", "crimestoppers", "Crimestoppers"),
    ),
    "somebody else, and of which kind": (
        [("spiked", "my drink was spiked", []), ("someone_else", "not the police", [])],
        ("someone_else", "give me something i can ring, someone medical"),
        ("advice", "nhs-111", "NHS 111"),
    ),
    "who sees to the cables": (
        [("report", "a grow next door, wires out of the meter", [])],
        ("report", "so who deals with the wiring side?"),
        ("report", "electricity-105", "105"),
    ),
    "them, of whom was spoken": (
        [("service_info", "whos adfam", [entity("service", "adfam")])],
        ("repeat_number", "how do i get in touch with them"),
        ("service_info", "adfam", "how to reach Adfam"),
    ),
    "the one who uses wants to stop": (
        [("family", "my mum needs help with her drinking", [entity("substance", "alcohol")])],
        ("family", "she wants to stop"),
        ("treatment", "inclusion-havant", "Inclusion"),
    ),
    "grief is for who listens": (
        [("family", "its a year tomorrow since our Jess died", [])],
        ("family", "how do i get through tomorrow"),
        ("family", "samaritans", "Samaritans"),
    ),
    "the 1st number is not 101": (
        [("treatment", "i want to stop", [])],
        ("repeat_number", "whats the 1st number u said", [entity("service", "police-101", start=10)]),
        ("service_info", "inclusion-havant", "Inclusion"),
    ),
    "blame": (
        [("family", "my bf spends our rent on sniff", [])],
        ("family", "is it my fault"),
        ("family", "samaritans", "not your fault"),
    ),
    "what nobody here knows is no question of secrets": (
        [("safeguarding_child", "one of my pupils runs errands for a man", [])],
        ("ask_anonymous", "will they go to his house"),
        ("privacy", "hants-children", "I do not know that"),
    ),
    "the law people": (
        [("law", "am i in trouble", []), ("treatment", "i want to stop", [])],
        ("repeat_number", "who was it did the law stuff"),
        ("service_info", "release", "Release"),
    ),
    "the one for kids, spoken of before": (
        [("family", "my dad drinks", [entity("own_age", "14")])],
        ("repeat_number", "whats the number for the one for kids"),
        ("service_info", "childline", "0800 1111"),
    ),
    "the one for kids, of drugs": (
        [("treatment", "i want to stop", [])],
        ("service_info", "wats the one for kids his age called"),
        ("service_info", "frank", "young people"),
    ),
}


@each_row("name", TURNS)
def test_it_is_answered(name: str) -> None:
    before, asked, (route, service, part) = TURNS[name]
    talk = Conversation()
    for earlier in before:
        talk.hear(*earlier)
    reply: list[dict[str, Any]] = talk.hear(*asked)
    signpost = reply[-1]["custom"]["signpost"]
    assert signpost["route"] == route
    assert service in signpost["services"]
    assert part in what_is_read(reply)


def test_a_question_of_which_too_little_was_understood_is_owned_up_to() -> None:
    talk = Conversation()
    talk.hear("law", "they swabbed me")
    reply = talk.hear("ask_anonymous", "will i lose my licence", confidence=0.3)
    assert "I do not know that" in what_is_read(reply)
    assert reply[-1]["custom"]["signpost"]["route"] == "advice"


@each_row(("words", "route"), [("im not suicidal, i want to stop the g", "treatment"), ("im so tired", "crisis")])
def test_despair_that_is_denied_gives_way_to_the_need_from_before(words: str, route: str) -> None:
    talk = Conversation()
    talk.hear("treatment", "i do g every weekend", [entity("substance", "ghb")])
    talk.hear("crisis", "i cant do this")
    signpost = (reply := talk.hear("crisis", words))[-1]["custom"]["signpost"]
    assert signpost["route"] == route
    assert "Samaritans" in what_is_read(reply)


def test_despair_that_came_first_is_not_talked_away() -> None:
    talk = Conversation()
    talk.hear("crisis", "everyone would be better off")
    assert talk.hear("crisis", "im not suicidal")[-1]["custom"]["signpost"]["route"] == "crisis"


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
    assert service in reply[-1]["custom"]["signpost"]["services"]
    assert "You are not to blame" in what_is_read(reply)

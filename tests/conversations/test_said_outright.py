"""A need that is said outright in broken words, or where something else was understood."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversing import Conversation, entity
from tests.rows import each_row
from tests.running import route, services
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")

ABUSE, SILENT = "domestic-abuse-helpline", "55"


@each_row(
    ("intent", "words"),
    [
        ("family", "husband drink much hit"),
        ("family", "husband drunk hit me"),
        ("out_of_scope", "he hit"),
        ("vent", "if he sees this he will kill me"),
        ("nlu_fallback", "he slap"),
    ],
)
def test_violence_by_somebody_close_said_without_grammar_is_answered_as_such(intent: str, words: str) -> None:
    reply = Conversation().hear(intent, words)
    assert ABUSE in services(reply)
    assert "999" in what_is_read(reply)
    assert SILENT in what_is_read(reply)


@each_row(
    ("intent", "words"),
    [
        ("family", "my husband hit the bottle"),
        ("family", "my husband hit the pub again"),
        ("family", "he beat me at darts and drank ten pints"),
        ("family", "he drinks but he never hit me"),
        ("vent", "mum will kill me if she finds out"),
        ("vent", "if my teacher finds it shell kill me"),
    ],
)
def test_other_blows_and_what_is_said_in_fun_are_no_violence(intent: str, words: str) -> None:
    assert ABUSE not in services(Conversation().hear(intent, words))


@each_row(
    ("intent", "words", "threat"),
    [
        ("safeguarding_child", "he makes me carry stuff on trains", "if he sees this he will kill me"),
        ("slavery", "boss take passport", "he say he kill me if i go"),
        ("domestic_abuse", "my dad hits me", "dad will kill me if he sees"),
    ],
)
def test_a_threat_from_whoever_does_harm_is_danger_with_the_silent_way(intent: str, words: str, threat: str) -> None:
    talk = Conversation()
    talk.hear(intent, words)
    reply = talk.hear("vent", threat)
    assert route(reply) == "emergency"
    assert what_is_read(reply).startswith("Call 999")
    assert SILENT in what_is_read(reply)


def test_a_child_who_is_used_may_fear_a_cross_mother() -> None:
    talk = Conversation()
    talk.hear("safeguarding_child", "he makes me carry stuff on trains")
    assert route(talk.hear("vent", "mum will kill me if she finds out")) != "emergency"


def test_who_has_the_children_with_them_still_hears_of_the_help_for_who_is_hurt() -> None:
    talk = Conversation()
    talk.hear("domestic_abuse", "husband drunk hit me")
    assert ABUSE in services(talk.hear("service_info", "children with me", [entity("service", "childline")]))


@each_row(
    ("kind", "messages", "for_another"),
    [
        ("not-breathing", ["cant breathe"], False),
        ("chest-pain", ["chest hurts", "took coke"], False),
        ("chest-pain", ["cant breathe", "alone"], False),
        ("not-breathing", ["he cant breathe", "what do i do"], True),
        ("not-breathing", ["nan cant breathe"], True),
        ("not-breathing", ["not breathing", "what do i do"], True),
        ("not-breathing", ["cant breathe", "hes gone blue"], True),
        ("chest-pain", ["my mates chest hurts", "took coke"], True),
    ],
)
def test_where_nobody_is_named_no_step_is_for_somebody_else(kind: str, messages: list[str], for_another: bool) -> None:
    talk = Conversation()
    for words in messages:
        reply = talk.hear("emergency", words, [entity("danger", kind)])
    said = what_is_read(reply)
    assert "999" in said
    assert (" their side" in said or "Stay with them" in said) is for_another


@each_row(
    ("words", "instead", "is_armed"),
    [
        ("gonna fight him i got a knife", "hurt_someone", True),
        ("im taking a bat and gonna smash him", "police", True),
        ("he got a knife", "domestic_abuse", False),
        ("got a knife pulled on me", "police", False),
    ],
)
def test_whoever_holds_the_weapon_is_not_told_to_hide(words: str, instead: str, is_armed: bool) -> None:
    reply = Conversation().hear(
        "emergency", words, [entity("danger", "attacked")], reading={"need": "emergency", "instead": instead}
    )
    said = what_is_read(reply)
    assert said.startswith("Call 999 now")
    assert ("Whisper" not in said) is is_armed
    assert ("walk away" in said) is is_armed


def test_a_child_who_is_hit_keeps_childline_and_is_told_whom_they_can_tell() -> None:
    talk = Conversation()
    assert "childline" in services(talk.hear("domestic_abuse", "my dad hits me when he drinks"))
    talk.hear("age_young", "im 9", [entity("own_age", "9")])
    reply = talk.hear("about_bot", "can you tell my teacher")
    assert "childline" in services(reply)
    assert "You can tell your teacher yourself" in what_is_read(reply)
    assert "FRANK" not in what_is_read(reply)


@each_row(
    ("intent", "words", "entities", "service"),
    [
        ("out_of_scope", "i need a fix", [], "inclusion-havant"),
        ("out_of_scope", "wrong drug given pharmacy", [], "nhs-111"),
        ("nlu_fallback", "hes reading over my shoulder", [], "shout"),
        ("advice", "im so drunk lol", [], "nhs-111"),
        (
            "advice",
            "drank vodka n took xanax",
            [entity("substance", "alcohol"), entity("substance", "benzodiazepines")],
            "nhs-111",
        ),
    ],
)
def test_what_was_not_understood_is_taken_as_it_is_said(
    intent: str, words: str, entities: list[dict[str, Any]], service: str
) -> None:
    assert service in services(Conversation().hear(intent, words, entities))


def test_a_way_to_write_is_that_of_the_service_before_and_of_who_is_deaf_that_of_the_deaf() -> None:
    talk = Conversation()
    talk.hear("service_info", "whats frank number", [entity("service", "frank")])
    assert "82111" in what_is_read(talk.hear("nlu_fallback", "text one not call"))
    talk = Conversation()
    talk.hear("service_info", "im deaf")
    said = what_is_read(talk.hear("cant_talk", "no can call"))
    assert "18000" in said
    assert "cough" not in said

"""A need that is said outright in broken words, or where something else was understood."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conversing import Conversation, entity
from tests.rows import each_row
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")

ABUSE, SILENT = "domestic-abuse-helpline", "55"


def signpost(reply: list[dict[str, Any]]) -> dict[str, Any]:
    return dict(reply[-1]["custom"]["signpost"])


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
    assert ABUSE in signpost(reply)["services"]
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
    assert ABUSE not in signpost(Conversation().hear(intent, words))["services"]


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
    assert signpost(reply)["route"] == "emergency"
    assert what_is_read(reply).startswith("Call 999")
    assert SILENT in what_is_read(reply)


def test_a_child_who_is_used_may_fear_a_cross_mother() -> None:
    talk = Conversation()
    talk.hear("safeguarding_child", "he makes me carry stuff on trains")
    assert signpost(talk.hear("vent", "mum will kill me if she finds out"))["route"] != "emergency"


def test_who_has_the_children_with_them_still_hears_of_the_help_for_who_is_hurt() -> None:
    talk = Conversation()
    talk.hear("domestic_abuse", "husband drunk hit me")
    assert (
        ABUSE in signpost(talk.hear("service_info", "children with me", [entity("service", "childline")]))["services"]
    )


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

"""A message's reading holds all that the gate decided on, so that it can be asked again."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from ruamel.yaml import YAML

from actions.conversation.situation import Situation
from bot.understanding.components.classifier import CHANCES
from bot.understanding.components.gate import EmergencyGate
from bot.understanding.red_flags.detector import Assessment
from bot.understanding.situated import METADATA, SITUATION
from bot.understanding.thresholds import Thresholds
from evaluation.answers import CONFIG, GATE, ReadMessage, read, thresholds_in_use
from evaluation.cases import CaseTurn, Expected
from tests.evaluation.made import AT, HINT, SURE, answers, heard, reading, result
from tests.rows import each_row

CHANCES_GIVEN = {"need": {"emergency": 0.3, "family": 0.7}, "ask": {"none": 1.0}, "act": {"none": 1.0}}
OPEN = Situation(topic="emergency", route="emergency", emergency="open")
SERVICE = {"entity": "service", "value": "frank"}
FOREIGN = {"entity": "language", "value": "pl"}


def _parsed(text: str, slots: dict[str, Any], *entities: dict[str, Any]) -> dict[str, Any]:
    message = Message(
        {TEXT: text, CHANCES: CHANCES_GIVEN, ENTITIES: list(entities), METADATA: {SITUATION: slots}}
    )  # fmt: skip
    EmergencyGate(asdict(AT)).process([message])
    return dict(message.data)


def test_a_reading_keeps_the_classifier_the_gate_and_the_red_flag_apart() -> None:
    found = read(_parsed("he is not breathing", {}, SERVICE), "")
    assert (found.emergency, found.decision.intent, found.classified) == (0.3, "emergency", True)
    assert (found.grounds.named, found.grounds.foreign, found.grounds.words) == (True, False, 4)
    assert found.danger
    assert found.danger.kind == "not-breathing"


@each_row("before", [Situation(), OPEN, Situation(topic="family", route="family")], ids=str)
@each_row("entities", [[], [SERVICE], [FOREIGN]], ids=["plain", "service", "foreign"])
@each_row("text", ["he is not breathing", "frank", "stop", "i worry about her and what she takes"])
def test_the_gate_asked_again_says_what_it_said(before: Situation, entities: list[dict[str, Any]], text: str) -> None:
    found = read(_parsed(text, before.slots(), *entities), text, before.slots())
    assert found.again(AT) == found.decision


def test_what_was_never_parsed_has_an_empty_reading() -> None:
    found = read({}, "hello")
    assert (found.text, found.classified, found.emergency, found.decision.intent) == ("hello", False, 0.0, "")
    assert found.again(AT) == found.decision


def test_a_reading_has_the_text_that_the_gate_read() -> None:
    assert read({"text": "hello"}, "HELLO").text == "hello"


def test_an_outside_reader_says_an_intent_alone() -> None:
    found = read({"text": "hello", "intent": {"name": "family", "confidence": 0.7}}, "hello")
    assert (found.decision.intent, found.decision.reading.need) == ("family", "family")


@pytest.mark.parametrize(
    ("emergency", "assessment", "intent", "doubt"),
    [
        pytest.param(0.0, Assessment(SURE), "emergency", False, id="sure rule"),
        pytest.param(0.4, Assessment(None), "emergency", False, id="likely"),
        pytest.param(0.12, Assessment(HINT), "emergency", False, id="hinted"),
        pytest.param(0.39, Assessment(None), "advice", True, id="in doubt"),
        pytest.param(0.05, Assessment(None), "advice", False, id="calm"),
        pytest.param(0.59, Assessment(None, quietened=True), "advice", True, id="all signs quietened"),
    ],
)
def test_a_reading_can_be_given_another_assessment(
    emergency: float, assessment: Assessment, intent: str, doubt: bool
) -> None:
    found = reading(emergency)
    changed = ReadMessage(found.text, replace(found.grounds, assessment=assessment), found.decision)
    assert (changed.again(AT).intent, changed.again(AT).doubt) == (intent, doubt)


def test_a_threshold_can_be_moved_and_the_red_flags_left_out() -> None:
    assert reading(0.1).again(replace(AT, alone=0.05, faint=0.0)).intent == "emergency"
    assert reading(0.1, danger=SURE).again(AT, flags=False).intent == "advice"


def test_the_gate_is_set_as_in_the_config() -> None:
    row = next(row for row in YAML(typ="safe").load(CONFIG)["pipeline"] if row["name"] == GATE)
    set_there = {name: value for name, value in row.items() if name != "name"}
    # What the config does not set is as the code has it.
    assert asdict(thresholds_in_use()) == {**asdict(Thresholds()), **set_there}


def test_turns_have_names_of_their_own() -> None:
    said = heard(["advice"], "advice")
    found = answers([result("m", said)], [result("d", said, said)]).named()
    assert [one.id for one in found] == ["m", "d turn 1", "d turn 2"]


def test_a_conversation_is_right_when_every_turn_is() -> None:
    assert not result("d", heard(["advice"], "advice"), heard(["advice"], "report")).passed
    assert heard(["advice"], "advice").turn == CaseTurn("hello", Expected(("advice",)))

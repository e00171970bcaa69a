"""A message is read without being answered, and the gate can be asked again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.understanding.components.gate import EmergencyGate
from bot.understanding.red_flags.layer import Sight
from evaluation.readings import Gate, gate_settings, read
from tests.evaluation.made import HINT, SETTINGS, SURE, reading


class _Agent:
    async def parse_message(self, message_data: str) -> dict[str, Any]:
        return {
            "text": message_data,
            "intent": {"name": "family", "confidence": 0.7},
            "intent_ranking": [{"name": "family", "confidence": 0.7}, {"name": "emergency", "confidence": 0.3}],
            "entities": [{"entity": "doubt", "value": "emergency"}, {"entity": "service", "value": "frank"}],
        }


class _Normalising:
    async def parse_message(self, message_data: str) -> dict[str, Any]:
        return {"text": message_data.lower()}


class _Silent:
    async def parse_message(self, message_data: str) -> dict[str, Any]:
        return {"text": message_data, "intent": {"name": None, "confidence": 0.0}, "entities": []}


async def test_a_reading_keeps_the_classifier_the_gate_and_the_red_flag_apart() -> None:
    found = await read(_Agent(), "he is not breathing")
    assert (found.emergency, found.decision.intent, found.decision.doubt) == (0.3, "family", True)
    assert found.names_service
    assert found.text == "he is not breathing"
    assert found.danger
    assert found.danger.kind == "not-breathing"


async def test_what_cannot_be_classified_has_an_empty_reading() -> None:
    found = await read(_Silent(), "hello")
    assert (found.ranking, found.emergency, found.decision.intent) == ((), 0.0, "")


@pytest.mark.parametrize(
    ("emergency", "sight", "intent", "doubt"),
    [
        pytest.param(0.0, Sight(SURE), "emergency", False, id="sure rule"),
        pytest.param(0.4, Sight(None), "emergency", False, id="likely"),
        pytest.param(0.12, Sight(HINT), "emergency", False, id="hinted"),
        pytest.param(0.39, Sight(None), "advice", True, id="in doubt"),
        pytest.param(0.05, Sight(HINT), "advice", True, id="hint alone"),
        pytest.param(0.05, Sight(None), "advice", False, id="calm"),
        pytest.param(0.59, Sight(None, quietened=True), "advice", True, id="all signs quietened"),
        pytest.param(0.6, Sight(None, quietened=True), "emergency", False, id="likely all the same"),
    ],
)
def test_the_gate_decides_as_in_the_bot(emergency: float, sight: Sight, intent: str, doubt: bool) -> None:
    decision = Gate.of(SETTINGS).decide(reading(emergency), sight)
    assert (decision.intent, decision.doubt) == (intent, doubt)


def test_a_threshold_can_be_moved() -> None:
    assert Gate.of(SETTINGS, alone=0.05).decide(reading(0.1), Sight(None)).intent == "emergency"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        pytest.param("frank please", "service_info", id="short"),
        pytest.param("what would frank say of two of these together", "advice", id="long"),
    ],
)
def test_the_gate_counts_the_words_of_the_message(text: str, intent: str) -> None:
    gate = Gate.of({**SETTINGS, "named": 0.3, "short": 3, "named_short": 0.6})
    named = reading(0.1, text=text, names_service=True)
    halved = replace(named, ranking=(("advice", 0.5), ("law", 0.4), ("emergency", 0.1)))
    assert gate.decide(halved, Sight(None)).intent == intent


async def test_a_reading_has_the_text_that_the_gate_read() -> None:
    assert (await read(_Normalising(), "HELLO")).text == "hello"


def test_the_gate_is_set_as_in_the_config() -> None:
    assert set(EmergencyGate.get_default_config()) == set(gate_settings())

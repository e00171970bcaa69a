"""The last word on a message: red flags, classifier and situation decide together."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.conversation.leaning import LEANING
from actions.conversation.reading import READING
from actions.intents import EMERGENCY
from bot.understanding.components.classifier import CHANCES
from bot.understanding.components.untrained import Untrained
from bot.understanding.decision import NOTHING, PARTS, Decision, decide
from bot.understanding.grounds import Chances, Grounds
from bot.understanding.red_flags.calm import danger_told
from bot.understanding.red_flags.detector import Assessment
from bot.understanding.situated import assessment_of, situation_of
from bot.understanding.thresholds import Thresholds, thresholds

# Where there is no classifier, nothing is likely.
NO_CHANCES: Chances = {part: {NOTHING: 1.0} for part in PARTS}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class EmergencyGate(IntentClassifier, Untrained):
    """Sets the intent that is answered first, the whole reading, and the entities `danger` and `doubt`.

    bot/understanding/decision.py has the rules.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return asdict(Thresholds())

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._thresholds = thresholds(config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT)
            # A button's payload comes with its intent; there is no text of a person in it.
            if text and not text.startswith("/"):
                self._decide(message, assessment_of(message))
        return messages

    def _decide(self, message: Message, assessment: Assessment) -> None:
        grounds = grounds_of(message, assessment)
        decision = decide(grounds, self._thresholds)
        message.set(LEANING, grounds.leaning, add_to_output=True)
        message.set(INTENT, {"name": decision.intent, "confidence": decision.confidence}, add_to_output=True)
        message.set(READING, decision.reading.as_dict(), add_to_output=True)
        message.set(ENTITIES, [*message.get(ENTITIES, []), *_of_danger(decision, assessment)], add_to_output=True)


def grounds_of(message: Message, assessment: Assessment) -> Grounds:
    """All that is looked at in a message."""
    entities, text = message.get(ENTITIES, []), message.get(TEXT) or ""
    language = next((str(row["value"]) for row in entities if row.get("entity") == "language"), assessment.calm)
    return Grounds(
        chances=message.get(CHANCES) or NO_CHANCES,
        before=situation_of(message),
        assessment=assessment,
        words=len(text.split()),
        # Only after something was said: alone it may be somebody who wants to stop.
        stop=text.strip(" .!").lower() == "stop" and situation_of(message).route is not None,
        named=any(row.get("entity") == "service" for row in entities),
        foreign=bool(language),
        told=danger_told(text, language) if language else None,
    )


def _of_danger(decision: Decision, assessment: Assessment) -> list[dict[str, Any]]:
    found = []
    if decision.intent == EMERGENCY and assessment.danger:
        found.append(_entity("danger", assessment.danger.kind))
    if decision.doubt:
        found.append(_entity("doubt", "emergency"))
    return found


def _entity(name: str, value: str) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": 0, "end": 0, "extractor": "EmergencyGate"}

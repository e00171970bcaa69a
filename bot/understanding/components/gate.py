"""The last word on the intent: red flags and classifier decide together."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.in_context import MEANINGS
from bot.understanding.red_flags.layer import Sight, look

EMERGENCY = "emergency"
NAMED_SERVICE = "service_info"
NOT_UNDERSTOOD = "nlu_fallback"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class EmergencyGate(IntentClassifier, GraphComponent):
    """Turns the classifier's ranking into one intent.

    A sure red flag is an emergency whatever the classifier says. Without one, the classifier's own probability of an
    emergency must reach `alone`, `hinted` where a red flag hints, or `quietened` where all its signs were denied, past,
    supposed or told. Between `doubt` and that the likely need keeps its route and an entity `doubt` asks the reply to
    open with 999. Intents of one group (one route) pool their
    probability, so that a need split over several intents is not outvoted by a need with one. Under `understood` the
    message counts as not understood; under `named`, or `named_short` where the message has no more than `short` words,
    a service's name in it decides.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "alone": 0.17,
            "hinted": 0.04,
            "quietened": 0.5,
            "doubt": 0.06,
            "understood": 0.12,
            "named": 0.3,
            "short": 3,
            "named_short": 0.6,
            "groups": {},
        }

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config
        self._group = {intent: group for group, intents in config["groups"].items() for intent in intents}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EmergencyGate:
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT)
            # A button's payload comes with its intent; there is no text of a person in it.
            if text and not text.startswith("/"):
                self._decide(message, look(text))
        return messages

    def _decide(self, message: Message, sight: Sight) -> None:
        chances = {row["name"]: float(row["confidence"]) for row in message.get(INTENT_RANKING_KEY, [])}
        meanings = self._meanings(chances)
        intent, confidence, doubt = self._choose(chances.get(EMERGENCY, 0.0), meanings, sight)
        named = any(row.get("entity") == "service" for row in message.get(ENTITIES, []))
        short = len((message.get(TEXT) or "").split()) <= self._config["short"]
        if named and intent != EMERGENCY and confidence < self._config["named_short" if short else "named"]:
            intent = NAMED_SERVICE
        message.set(MEANINGS, meanings, add_to_output=True)
        message.set(INTENT, {"name": intent, "confidence": confidence}, add_to_output=True)
        entities = message.get(ENTITIES, [])
        if intent == EMERGENCY and sight.danger:
            entities = [*entities, _entity("danger", sight.danger.kind)]
        if doubt:
            entities = [*entities, _entity("doubt", "emergency")]
        message.set(ENTITIES, entities, add_to_output=True)

    def _choose(self, emergency: float, meanings: list[dict[str, Any]], sight: Sight) -> tuple[str, float, bool]:
        if sight.danger and sight.danger.sure:
            return EMERGENCY, 1.0, False
        if emergency >= self._enough(sight):
            return EMERGENCY, emergency, False
        doubt = emergency >= self._config["doubt"] or sight.danger is not None
        if not meanings:
            return NOT_UNDERSTOOD, 0.0, doubt
        best = meanings[0]
        name = best["name"] if best["confidence"] >= self._config["understood"] else NOT_UNDERSTOOD
        return name, best["confidence"], doubt

    def _enough(self, sight: Sight) -> float:
        """How likely an emergency must be for the 999 reply, where no red flag is sure."""
        if sight.danger:
            return float(self._config["hinted"])
        return float(self._config["quietened" if sight.quietened else "alone"])

    def _meanings(self, chances: dict[str, float]) -> list[dict[str, Any]]:
        """What else than an emergency the message may mean, likeliest first; a group is one, named by its likeliest."""
        groups: dict[str, list[str]] = defaultdict(list)
        for intent in sorted(chances, key=lambda name: -chances[name]):
            if intent != EMERGENCY:
                groups[self._group.get(intent, intent)].append(intent)
        rows = [
            {"name": intents[0], "confidence": sum(chances[intent] for intent in intents), "intents": intents}
            for intents in groups.values()
        ]
        return sorted(rows, key=lambda row: -row["confidence"])


def _entity(name: str, value: str) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": 0, "end": 0, "extractor": "EmergencyGate"}

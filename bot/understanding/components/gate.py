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

from bot.understanding.red_flags.layer import Danger, find

EMERGENCY = "emergency"
NAMED_SERVICE = "service_info"
NOT_UNDERSTOOD = "nlu_fallback"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class EmergencyGate(IntentClassifier, GraphComponent):
    """Turns the classifier's ranking into one intent.

    A sure red flag is an emergency whatever the classifier says. Without one, the classifier's own probability of an
    emergency must reach `alone`, or `hinted` where a red flag hints. Between `doubt` and `alone` the likely need keeps
    its route and an entity `doubt` asks the reply to open with 999. Intents of one group (one route) pool their
    probability, so that a need split over several intents is not outvoted by a need with one. Under `understood` the
    message counts as not understood; under `named`, a service's name in it decides.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {"alone": 0.5, "hinted": 0.15, "doubt": 0.25, "understood": 0.12, "named": 0.3, "groups": {}}

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
                self._decide(message, find(text))
        return messages

    def _decide(self, message: Message, danger: Danger | None) -> None:
        ranking = message.get(INTENT_RANKING_KEY, [])
        intent, confidence, doubt = self._choose(ranking, danger)
        named = any(row.get("entity") == "service" for row in message.get(ENTITIES, []))
        if named and intent != EMERGENCY and confidence < self._config["named"]:
            intent = NAMED_SERVICE
        message.set(INTENT, {"name": intent, "confidence": confidence}, add_to_output=True)
        entities = message.get(ENTITIES, [])
        if intent == EMERGENCY and danger:
            entities = [*entities, _entity("danger", danger.kind)]
        if doubt:
            entities = [*entities, _entity("doubt", "emergency")]
        message.set(ENTITIES, entities, add_to_output=True)

    def _choose(self, ranking: list[dict[str, Any]], danger: Danger | None) -> tuple[str, float, bool]:
        chances = {row["name"]: float(row["confidence"]) for row in ranking}
        emergency = chances.get(EMERGENCY, 0.0)
        if danger and danger.sure:
            return EMERGENCY, 1.0, False
        if emergency >= self._config["hinted" if danger else "alone"]:
            return EMERGENCY, emergency, False
        pooled = self._pooled(chances)
        if not pooled:
            return NOT_UNDERSTOOD, 0.0, danger is not None
        group = max(pooled, key=lambda name: pooled[name])
        intent = max((name for name in chances if self._group.get(name, name) == group), key=lambda name: chances[name])
        doubt = emergency >= self._config["doubt"] or danger is not None
        if pooled[group] < self._config["understood"]:
            return NOT_UNDERSTOOD, pooled[group], doubt
        return intent, pooled[group], doubt

    def _pooled(self, chances: dict[str, float]) -> dict[str, float]:
        pooled: dict[str, float] = defaultdict(float)
        for intent, chance in chances.items():
            if intent != EMERGENCY:
                pooled[self._group.get(intent, intent)] += chance
        return pooled


def _entity(name: str, value: str) -> dict[str, Any]:
    return {"entity": name, "value": value, "start": 0, "end": 0, "extractor": "EmergencyGate"}

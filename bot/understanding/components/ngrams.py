"""Words and pieces of words of a message, counted."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cached_property

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix

from bot.understanding.components.regression import Matrix
from bot.understanding.place_names import as_learnt


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class NgramCounts(CountVectorsFeaturizer):
    """Rasa's count vectors, of a message's text as a whole.

    Rasa's own also counts each word by itself and looks for the names of intents and actions, which nothing here reads:
    that and scikit-learn's checks of matrices of one row took a seventh of a turn.
    """

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            words = self._get_processed_message_tokens_by_attribute(message)
            if words and self._get_attribute_vocabulary(TEXT):
                row = self._counted(as_learnt(" ".join(words)))
                message.add_features(Features(row, FEATURE_TYPE_SENTENCE, TEXT, self._identifier))
        return messages

    @cached_property
    def _known(self) -> tuple[Callable[[str], list[str]], dict[str, int]]:
        """How the n-grams of a text are taken, and the column of each that was learnt."""
        vectorizer = self.vectorizers[TEXT]
        return vectorizer.build_analyzer(), vectorizer.vocabulary_

    def _process_tokens(self, tokens: list[str], attribute: str = TEXT) -> list[str]:
        """Rasa's own looks for numbers in each word; a long text has the same ones over and over."""
        different = list(dict.fromkeys(tokens))
        processed = dict(zip(different, super()._process_tokens(different, attribute), strict=True))
        return [processed[token] for token in tokens]

    def _counted(self, text: str) -> csr_matrix:
        """What the vectorizer's `transform` gives for one text."""
        analyse, columns = self._known
        counted: Counter[int] = Counter()
        for part, times in self._parts(text):
            for ngram in analyse(part):
                if (column := columns.get(ngram)) is not None:
                    counted[column] += times
        found = sorted(counted)
        # Made of nothing, since SciPy checks what it is given for longer than the counting takes.
        row = copy.copy(self._nothing)
        row.indices, row.indptr = np.array(found, dtype=np.int32), np.array([0, len(found)], dtype=np.int32)
        row.data = np.array([counted[column] for column in found], dtype=np.int64)
        return row

    @cached_property
    def _nothing(self) -> csr_matrix:
        return csr_matrix((1, len(self._known[1])), dtype=np.int64)

    def _parts(self, text: str) -> Iterable[tuple[str, int]]:
        """What can be taken apart by itself, and how often it stands there: of words' pieces each word, once."""
        return Counter(text.split()).items() if self.analyzer == "char_wb" else [(text, 1)]


def counts_of(message: Message) -> tuple[Matrix, Matrix, int]:
    """(columns, values, width) of all n-grams counted in a message, side by side in the order of the pipeline."""
    columns, values, width = [], [], 0
    for features in message.features:
        if features.is_sparse() and features.attribute == TEXT:
            row = features.features
            columns.append(row.indices + width)
            values.append(row.data)
            width += row.shape[1]
    return np.concatenate(columns), np.concatenate(values), width


def together(rows: list[tuple[Matrix, Matrix, int]]) -> csr_matrix:
    """Many messages as one matrix, a row each."""
    ends = np.cumsum([0, *(len(columns) for columns, _, _ in rows)])
    columns, values = (np.concatenate([row[part] for row in rows]) for part in (0, 1))
    return csr_matrix((values, columns, ends), shape=(len(rows), rows[0][2]))

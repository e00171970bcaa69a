"""N-grams are counted as scikit-learn counts them."""

from __future__ import annotations

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.resource import Resource
from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from sklearn.feature_extraction.text import CountVectorizer

from bot.understanding.components.ngrams import NgramCounts, counts_of, together
from tests.rows import each_row

LEARNT = ["he has taken 12 pills", "my mate wont wake up", "who takes the needles away", "i want to stop"]
KINDS = ({"analyzer": "word", "min_ngram": 1, "max_ngram": 2}, {"analyzer": "char_wb", "min_ngram": 2, "max_ngram": 4})
SAID = (
    "my mate has taken my pills",
    "WONT wake",
    "wake wake wake up 999",
    "zzz 😀",
    "i",
    "999 i want  to\nto i want 999",
)


class NoStorage:
    """Nothing is written: what is learnt is handed on here."""


@pytest.fixture(scope="module")
def counters() -> list[NgramCounts]:
    return [_counter(number, kind) for number, kind in enumerate(KINDS)]


def _counter(number: int, kind: dict[str, object]) -> NgramCounts:
    vectorizer = CountVectorizer(analyzer=kind["analyzer"], ngram_range=(kind["min_ngram"], kind["max_ngram"]))
    config = {**NgramCounts.get_default_config(), **kind}
    context = ExecutionContext(GraphSchema({}), node_name=f"counts-{number}")
    learnt = {TEXT: vectorizer.fit(LEARNT)}
    return NgramCounts(config, NoStorage(), Resource("counts"), context, vectorizers=learnt)


def counted(counters: list[NgramCounts], text: str) -> Message:
    message = Message({TEXT: text})
    WhitespaceTokenizer(WhitespaceTokenizer.get_default_config()).process([message])
    for counter in counters:
        counter.process([message])
    return message


@each_row("text", SAID)
def test_a_message_is_counted_as_the_vectorizers_count_it(counters: list[NgramCounts], text: str) -> None:
    row = together([counts_of(counted(counters, text))])
    plain = text.lower().replace("999", "__number__")
    expected = np.hstack([counter.vectorizers[TEXT].transform([plain]).toarray() for counter in counters])
    assert row.toarray().tolist() == expected.tolist()


def test_many_messages_are_a_row_each(counters: list[NgramCounts]) -> None:
    rows = [counts_of(counted(counters, text)) for text in SAID]
    assert together(rows).toarray().tolist() == [together([row]).toarray()[0].tolist() for row in rows]


def test_of_a_word_that_comes_again_the_pieces_are_taken_once(
    counters: list[NgramCounts], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, pieces = counters
    analyse, columns = pieces._known
    taken: list[str] = []

    def written_down(text: str) -> list[str]:
        taken.append(text)
        return analyse(text)

    monkeypatch.setitem(pieces.__dict__, "_known", (written_down, columns))
    counted(counters, "i want to stop i want to stop " * 20)
    assert sorted(taken) == ["i", "stop", "to", "want"]

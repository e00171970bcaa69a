"""Every failure, with what led to it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from actions.conversation.reading import Reading
from actions.conversation.situation import Situation
from bot.understanding.encoder.files import EncoderUnavailable
from bot.understanding.encoder.finetuning.examples import Said
from evaluation import failures as module
from evaluation.failures import Neighbour, Neighbours, failures, in_words, write
from tests.evaluation.made import reading, some_answers

SAID = [
    Said("he is not breathing", "", Reading.of_intent("emergency")),
    Said("which day are the bins", "", Reading.of_intent("out_of_scope")),
    Said("what day is that", "treatment", Reading("same", "ask_open")),
]
NEAR = Neighbour("it was a laugh", "smalltalk", 0.5)


def _nearest(reading: object) -> Sequence[Neighbour]:
    return [NEAR]


def test_messages_and_turns_that_failed_are_listed() -> None:
    assert [row["id"] for row in failures(some_answers(), _nearest)] == ["m2", "m4", "m6", "d2 turn 2"]


def test_a_failure_says_what_led_to_it() -> None:
    row = next(row for row in failures(some_answers(), _nearest) if row["id"] == "m4")
    assert row["text"] == "a laugh"
    assert row["expected"]["routes"] == ("advice",)
    assert row["given"] == {"route": "emergency", "services": ["emergency-999"]}
    assert row["red_flag"] == {"kind": "fit", "rule": "fit", "strength": "sure"}
    assert row["classifier"]["need"] == {"advice": 0.8, "emergency": 0.2}
    assert row["gate"] == {"reading": "emergency", "intent": "emergency", "confidence": 1.0, "doubt": False}
    assert (row["cause"], row["before"]) == ("false alarm", {"topic": None, "route": None, "emergency": None})
    assert row["nearest"] == [{"text": "it was a laugh", "teaches": "smalltalk", "cosine": 0.5}]


def test_of_test_messages_neither_the_words_nor_what_lies_near_are_told(tmp_path: Path) -> None:
    path = tmp_path / "failures.jsonl"
    rows = list(failures(some_answers("test"), _nearest))
    write(rows, path)
    told = path.read_text(encoding="utf-8") + "".join(in_words(row) for row in rows)
    assert "laugh" not in told
    assert "quiet" not in told
    assert in_words(rows[0]).startswith("test m2: (words left out)\n")
    assert not any({"text", "nearest"} & set(row) for row in rows)


def test_of_test_messages_the_words_are_told_when_asked_for() -> None:
    rows = list(failures(some_answers("test"), _nearest, show_test_words=True))
    assert rows == [{**row, "set": "test"} for row in failures(some_answers(), _nearest)]


def test_they_are_written_a_line_each(tmp_path: Path) -> None:
    path = tmp_path / "new" / "failures.jsonl"
    write(failures(some_answers(), _nearest), path)
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [row["set"] for row in rows] == ["dev"] * 4


def test_in_words_a_failure_is_a_few_lines() -> None:
    row = next(row for row in failures(some_answers(), _nearest) if row["id"] == "m4")
    assert in_words(row).splitlines() == [
        "dev m4: 'a laugh'",
        "    false alarm: route emergency, not advice",
        "    before: nothing; red flag: fit by fit (sure)",
        "    classifier: need advice 0.80, emergency 0.20; ask none 1.00; act none 1.00",
        "    gate: emergency, emergency 1.00",
        "    near 0.50 smalltalk: 'it was a laugh'",
    ]


@pytest.fixture
def few_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "read_said", lambda: SAID)


@pytest.mark.usefixtures("few_examples")
def test_the_nearest_comes_first(tmp_path: Path) -> None:
    found = Neighbours(tmp_path).of(reading(text="she stopped breathing"))
    assert found[0].teaches == "emergency"
    assert [one.cosine for one in found] == sorted((one.cosine for one in found), reverse=True)
    assert len({one.text for one in found}) == len(SAID)


@pytest.mark.usefixtures("few_examples")
def test_what_is_near_is_so_in_its_situation(tmp_path: Path) -> None:
    before = Situation(topic="treatment", route="treatment")
    found = Neighbours(tmp_path).of(reading(text="which day", before=before))
    assert found[0].teaches == "same + ask_open"


@pytest.mark.usefixtures("few_examples")
def test_the_vectors_are_kept_until_the_messages_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Neighbours(tmp_path)
    (first,) = tmp_path.glob("*.npy")
    Neighbours(tmp_path)
    assert list(tmp_path.glob("*.npy")) == [first]
    monkeypatch.setattr(module, "read_said", lambda: SAID[:1])
    Neighbours(tmp_path)
    (second,) = tmp_path.glob("*.npy")
    assert second != first


@pytest.mark.usefixtures("few_examples")
def test_without_the_encoder_nothing_is_near(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise EncoderUnavailable("not the reviewed file")

    monkeypatch.setattr(module, "SentenceEncoder", refuse)
    assert Neighbours(tmp_path).of(reading()) == []

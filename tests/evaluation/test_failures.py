"""Every failure, with what led to it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from evaluation.failures import failures, in_words, write
from evaluation.nearest import Neighbour
from tests.evaluation.made import some_answers

NEAR = Neighbour("it was a laugh", "smalltalk", 0.5)


def _nearest(text: str) -> Sequence[Neighbour]:
    return [NEAR]


def test_messages_and_turns_that_failed_are_listed() -> None:
    assert [row["id"] for row in failures(some_answers(), _nearest)] == ["m2", "m4", "m6", "d2 turn 2"]


def test_a_failure_says_what_led_to_it() -> None:
    row = next(row for row in failures(some_answers(), _nearest) if row["id"] == "m4")
    assert row["text"] == "a laugh"
    assert row["expected"]["routes"] == ("advice",)
    assert row["given"] == {"route": "emergency", "services": ["emergency-999"]}
    assert row["red_flag"] == {"kind": "fit", "rule": "fit", "strength": "sure"}
    assert row["classifier"][0] == {"intent": "advice", "probability": 0.8}
    assert row["gate"] == {"intent": "emergency", "confidence": 1.0, "doubt": False}
    assert row["nearest"] == [{"text": "it was a laugh", "intent": "smalltalk", "cosine": 0.5}]


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
        "    route emergency, not advice",
        "    red flag: fit by fit (sure); classifier: advice 0.80, emergency 0.20",
        "    gate: emergency 1.00",
        "    near 0.50 smalltalk: 'it was a laugh'",
    ]

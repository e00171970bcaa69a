"""Despair is seen quickly, in many words for it, and in few messages that are about something else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.settings import ROOT
from bot.understanding.despair import in_despair, rows
from bot.understanding.normalise import readable
from tests.rows import each_row
from tests.understanding.costing import FOUND, Budget, whole

PHRASES: Path = ROOT / "tests" / "phrases" / "dev.jsonl"
FOR = [text for row in rows().values() for text in row["for"]]
AGAINST = [text for row in rows().values() for text in row["against"]]
# The rules alone; the classifier is asked beside them.
FEWEST_SEEN, MOST_OTHERS = 0.6, 0.03
WORST = 8.0


def seen(text: str) -> bool:
    return in_despair(readable(text))


@each_row("text", FOR)
def test_it_is_seen(text: str) -> None:
    assert seen(text)
    assert seen(text.upper())


@each_row("text", AGAINST)
def test_a_message_about_something_else_is_not_taken_for_it(text: str) -> None:
    assert not seen(text)


@pytest.fixture(scope="module")
def phrases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in PHRASES.read_text(encoding="utf-8").splitlines()]


def test_it_is_seen_in_most_messages_of_despair(phrases: list[dict[str, Any]]) -> None:
    found = [seen(row["text"]) for row in phrases if row["routes"][0] == "crisis"]
    assert sum(found) >= FEWEST_SEEN * len(found)


def test_few_others_pass_with_it(phrases: list[dict[str, Any]]) -> None:
    found = [seen(row["text"]) for row in phrases if not {"crisis", "emergency"} & set(row["routes"])]
    assert sum(found) <= MOST_OTHERS * len(found)


@pytest.fixture(scope="module")
def look() -> Budget:
    return Budget(seen, WORST)


@each_row("unit", [*FOUND, "no a b ", "want to i he she that ", "thinking of a b c ", "so "], ids=ascii)
def test_no_text_costs_it_much(look: Budget, unit: str) -> None:
    assert look.allows(whole(unit))

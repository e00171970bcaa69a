"""The explanations of missed emergencies belong to emergencies of ours, and quote none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAMLError

from evaluation.cases import OWN_SETS, CaseTurn, own_set
from evaluation.tables import read_explained

QUOTED = 4


def _turns() -> dict[str, CaseTurn]:
    sets = [own_set(name) for name in OWN_SETS]
    found = {case.id: case.turns[0] for one in sets for case in one.messages}
    talks = (case for one in sets for case in one.dialogues)
    return found | {f"{case.id} turn {at}": turn for case in talks for at, turn in enumerate(case.turns, start=1)}


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + QUOTED]) for at in range(len(words) - QUOTED + 1)}


def test_every_row_explains_an_emergency_of_our_own() -> None:
    turns = _turns()
    assert [name for name in read_explained() if name not in turns or not turns[name].expected.is_emergency] == []


def test_every_row_is_one_sentence() -> None:
    assert [said for said in read_explained().values() if not re.fullmatch(r"[A-Z0-9][^.!?\n]+\.", said)] == []


def test_no_row_quotes_its_message() -> None:
    turns = _turns()
    assert [name for name, said in read_explained().items() if _runs(said) & _runs(turns[name].say)] == []


def test_an_id_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "explained.yml"
    path.write_text("a: One.\na: Two.\n", encoding="utf-8")
    with pytest.raises(YAMLError):
        read_explained(path)


def test_a_file_of_comments_explains_nothing(tmp_path: Path) -> None:
    path = tmp_path / "explained.yml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert read_explained(path) == {}

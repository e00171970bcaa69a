"""Rows that were measured elsewhere come back with a note."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.comparison import Row
from evaluation.kept import FILE, keep, kept
from evaluation.shares import Share

ROW = Row("base", Share(3, 4), Share(1, 2), Share(0, 2), gained=1, lost=0)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "kept.json"
    keep({"dev": [ROW]}, {"dev": "cases"}, "messages", file)
    return file


def test_a_row_comes_back_as_it_was(path: Path) -> None:
    (found,) = kept("dev", "cases", "messages", path)
    assert (found.name, found.right, found.missed, found.alarms) == (ROW.name, ROW.right, ROW.missed, ROW.alarms)
    assert (found.gained, found.lost) == (1, 0)
    assert found.note.endswith("not in this run")


@pytest.mark.parametrize(
    ("cases", "messages", "note"),
    [
        ("cases", "others", "with other training messages"),
        ("others", "messages", "on an earlier state of this set"),
    ],
)
def test_what_has_changed_since_is_noted(path: Path, cases: str, messages: str, note: str) -> None:
    assert note in kept("dev", cases, messages, path)[0].note


def test_sets_that_were_never_measured_have_no_row(path: Path, tmp_path: Path) -> None:
    assert kept("test", "cases", "messages", path) == []
    assert kept("dev", "cases", "messages", tmp_path / "gone.json") == []


def test_keeping_one_set_leaves_the_others(path: Path) -> None:
    keep({"test": [ROW]}, {"test": "cases"}, "messages", path)
    assert kept("dev", "cases", "messages", path)
    assert kept("test", "cases", "messages", path)


def test_what_is_committed_can_be_read() -> None:
    assert FILE.exists()
    assert all(row.right for row in kept("dev", "", ""))

"""Which worker has which tests, and when."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests import marks

TESTS = Path(__file__).parent
BROWSER = TESTS / "browser"


def test_the_browsers_files_are_in_four_lots_and_none_has_most() -> None:
    lots = Counter(marks.lot(path.stem) for path in BROWSER.glob("test_*.py"))
    assert set(lots) == {"browser", "browser-too", "kiosk", "states"}
    assert max(lots.values()) < lots.total() / 2


def item(file: str, *found: pytest.Mark | pytest.MarkDecorator) -> Any:
    given = {mark.name: mark for mark in found}
    return SimpleNamespace(path=Path(f"{file}.py"), get_closest_marker=given.get, iter_markers=lambda: found)


def test_what_takes_longest_is_begun_first_and_what_starts_something_next() -> None:
    states = item("test_states", pytest.mark.process, pytest.mark.xdist_group("states"))
    engines = item("test_with_engines", pytest.mark.process, pytest.mark.xdist_group("engines"))
    serving, starts, rest = item("test_serving", pytest.mark.process), item("a", pytest.mark.model), item("b")
    items = [rest, starts, serving, states, engines]
    marks.longest_first(items)
    assert items == [engines, states, serving, starts, rest]


def test_what_takes_longest_is_a_group_or_a_file() -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py") if path != Path(__file__)}
    groups = {lot for _, lot in marks.LOTS} | {"browser", "browser-too"} | set(marks.SHARED.values())
    marked = {name for name in marks.LONGEST for said in files.values() if f'xdist_group("{name}")' in said}
    assert set(marks.LONGEST) - groups - marked - set(files) == set()

"""Which worker has which tests."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests import marks

BROWSER = Path(__file__).parent / "browser"


def test_the_browsers_files_are_in_four_lots_and_none_has_most() -> None:
    lots = Counter(marks.lot(path.stem) for path in BROWSER.glob("test_*.py"))
    assert set(lots) == {"browser", "browser-too", "kiosk", "states"}
    assert max(lots.values()) < lots.total() / 2

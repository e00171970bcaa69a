"""The table of mends names tests that are there, and each row says what was undone."""

from __future__ import annotations

from bot.settings import ROOT
from tests.docs.named import NODE, is_there
from tests.rows import each_row

PAGE = (ROOT / "docs" / "decisions" / "0055-each-mend-has-its-test.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and " undone by " not in line
]
TESTS = sorted({f"{path}::{name}" for path, name in NODE.findall(PAGE)})


@each_row("node", TESTS)
def test_each_test_that_it_names_is_there(node: str) -> None:
    assert is_there(node)


@each_row("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_row_says_what_was_undone_and_which_test_failed_of_it(row: list[str]) -> None:
    mend, undone, test, failed = row
    assert mend
    assert undone
    assert NODE.search(test)
    assert failed

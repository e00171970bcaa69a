"""The list of decisions has each of them, under its title."""

from __future__ import annotations

import re
from pathlib import Path

from bot.settings import ROOT

FOLDER = ROOT / "docs" / "decisions"
ROW = re.compile(r"^\| \[(\d+)\]\(([\w.-]+\.md)\) \| (.+) \|$", re.MULTILINE)


def as_listed(path: Path) -> tuple[str, str, str]:
    """Its number, file and title."""
    number, _, title = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ").partition(". ")
    return number, path.name, title


def test_each_decision_stands_in_the_list_once_under_its_title() -> None:
    listed = ROW.findall((FOLDER / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == sorted(as_listed(path) for path in FOLDER.glob("0*.md"))

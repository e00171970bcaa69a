"""The tests and headings that a page or a list names, and whether they are there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from bot.settings import ROOT

# As pages name one: its path below tests/, and its function.
NODE = re.compile(r"`([\w/]+\.py)::(\w+)`")


def is_there(node: str) -> bool:
    """Of `sms/test_words.py::test_no_word_means_two_things`, whatever stands in brackets behind it."""
    path, _, name = node.partition("[")[0].partition("::")
    return name in _tests_in(path)


@cache
def headings(page: Path) -> frozenset[str]:
    """Those of a page, as links to them are written."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return frozenset(re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found)


@cache
def _tests_in(path: str) -> frozenset[str]:
    """The functions of a file below tests/; none where there is no such file."""
    file = ROOT / "tests" / path
    tree = ast.parse(file.read_text(encoding="utf-8") if file.is_file() else "")
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))

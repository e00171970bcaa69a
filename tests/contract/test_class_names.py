"""A class has a name of its own: who reads it in one place has not met another of that name."""

from __future__ import annotations

import ast
from collections import defaultdict

from bot.settings import ROOT

FOLDERS = ("bot", "actions", "directory", "evaluation", "bench", "rig", "fuzz", "stock")


def test_no_two_classes_have_one_name() -> None:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in (path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name].append(str(path.relative_to(ROOT)))
    assert {name: paths for name, paths in found.items() if len(paths) > 1} == {}

"""What the code imports is declared: what only another package brings goes with a version of that."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions

from bot.settings import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# Their groups in pyproject.toml, beside what serving needs.
FOLDERS = {"bot": ["encoder"], "actions": [], "directory": [], "evaluation": ["evaluation"], "bench": [], "rig": []}
OURS = frozenset({*FOLDERS, "stock"})


def plain(name: str) -> str:
    return re.sub(r"[._]", "-", name.lower())


def declared(groups: list[str]) -> set[str]:
    """Their names, without versions."""
    rows = [*PROJECT["project"]["dependencies"]]
    rows += [row for group in groups for row in in_group(group)]
    return {plain(re.split(r"[=<>]", row)[0]) for row in rows}


def in_group(group: str) -> Iterator[str]:
    """Those of the groups that it includes too."""
    for row in PROJECT["dependency-groups"][group]:
        yield from [row] if isinstance(row, str) else in_group(row["include-group"])


def imported(folder: str) -> Iterator[tuple[str, str]]:
    """Each name that is no module of Python or ours, and where it stands."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in (name.partition(".")[0] for name in names):
                if name not in sys.stdlib_module_names and name not in OURS:
                    yield name, str(path.relative_to(ROOT))


def test_every_package_that_is_imported_is_declared() -> None:
    brought_by = packages_distributions()
    missing = [
        (name, where)
        for folder, groups in FOLDERS.items()
        for name, where in imported(folder)
        if not {plain(found) for found in brought_by.get(name, [name])} & declared(groups)
    ]
    assert missing == []

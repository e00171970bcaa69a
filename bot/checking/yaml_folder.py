"""All files of a folder of YAML, each by itself: one that cannot be read costs no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from actions.topics.marked import BadYaml
from directory.errors import Problem

Row = TypeVar("Row")


def of_all_files(folder: Path, read: Callable[[Path], Iterable[Row]]) -> tuple[list[Row], list[Problem]]:
    """What `read` finds in them, and what of them cannot be read; of a broken file what stands before is kept."""
    found: list[Row] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            found += read(path)
        except BadYaml as error:
            problems.append(error.problem)
    return found, problems

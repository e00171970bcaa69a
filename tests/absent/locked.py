"""What uv.lock holds, and what of it serving needs: read along its own arrows."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from bot.settings import ROOT

PROJECT = "signpost"


def locked() -> dict[str, dict[str, Any]]:
    return {package["name"]: package for package in tomllib.loads((ROOT / "uv.lock").read_text())["package"]}


def serves() -> set[str]:
    """What `uv sync --no-dev` installs."""
    packages, found = locked(), set()
    waiting = [(PROJECT, "")]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(_wanted(packages[one[0]], one[1]))
    return {name for name, _ in found}


def _wanted(package: dict[str, Any], extra: str) -> Iterator[tuple[str, str]]:
    rows = package.get("optional-dependencies", {}).get(extra, ()) if extra else package.get("dependencies", ())
    for row in rows:
        yield row["name"], ""
        yield from ((row["name"], wanted) for wanted in row.get("extra", ()))

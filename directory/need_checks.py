"""Whether what the services say of needs fits together: no place taken twice, nobody named who is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from directory.document import Document
from directory.errors import Problem, one_of
from directory.source import SourceFolder

Key = tuple[Any, ...]
ONE = ("own", "asked")


def need_problems(folder: SourceFolder) -> Iterator[Problem]:
    """All that is wrong, service by service; the second to claim a place is the one that is named."""
    taken: dict[Key, str] = {}
    known = folder.service_ids
    for document in folder.services:
        for index, row in document.entries("needs"):
            path = ("needs", index)
            for key, what in _places(row):
                owner = taken.setdefault(key, str(document.data["id"]))
                if owner != document.data["id"] or _is_repeated(document, index, key):
                    yield document.problem(path, f"{what} is taken by {owner}, give one of them another")
            for other in row.get("instead_of", []):
                if other is not None and other not in known:
                    yield document.problem(path, f"unknown service {other}, {one_of(other, sorted(known))}")
        for cue in document.data.get("described_as", []):
            owner = taken.setdefault(("described_as", cue), str(document.data["id"]))
            if owner != document.data["id"]:
                yield document.problem(("described_as",), f"{cue} describes {owner} already, take one out")
        yield from _roles(document, taken)


def _places(row: dict[str, Any]) -> Iterator[tuple[Key, str]]:
    """What only one row may have, with how it is called."""
    whom = (row["need"], row.get("age"), tuple(sorted(row.get("substances", []))))
    if "order" in row:
        yield ("order", *whom, row["order"]), f"order {row['order']} of {row['need']}"
    for name in ONE:
        if row.get(name):
            yield (name, *whom), f"{name} of {row['need']}"


def _is_repeated(document: Document, index: int, key: Key) -> bool:
    """Whether an earlier row of the same file claims it."""
    return any(key == other for at, row in document.entries("needs") if at < index for other, _ in _places(row))


def _roles(document: Document, taken: dict[Key, str]) -> Iterator[Problem]:
    """Of hubs there is one for each area."""
    areas = document.data.get("service_areas", {}).get("areas", [])
    for role in document.data.get("roles", []):
        for area in areas if role == "hub" else [None]:
            owner = taken.setdefault(("role", role, area), str(document.data["id"]))
            if owner != document.data["id"]:
                where = f" of {area}" if area else ""
                yield document.problem(("roles",), f"{role}{where} is {owner} already, take one out")

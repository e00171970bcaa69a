"""The table of OWASP ASVS: read from its rows, and written as a page.

python -m tests.docs.asvs    writes docs/security/asvs.md
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT

FOLDER = ROOT / "docs" / "security"
ROWS, PAGE, POINTS = FOLDER / "asvs.yml", FOLDER / "asvs.md", FOLDER / "asvs-5.0.0.txt"
# How far a point is met, as a row says it, and in the page.
SAYS = {"met": "", "partly": "**In part:** ", "unmet": "**No:** "}
HEAD = f"""# OWASP ASVS 5, level 2

Made from `docs/security/{ROWS.name}` by `python -m tests.docs.asvs`. A test fails where a row names a test or a
heading that is not there, or where a point of level 1 or 2 of [ASVS 5.0.0](https://github.com/OWASP/ASVS) (CC BY-SA
4.0) is missing. Points are named by their numbers and in words of ours: what counts is the standard's own text. Nobody
from outside has looked at this. Tests are under `tests/`.

"""


@dataclass(frozen=True)
class Point:
    """One that applies. `by` are tests under tests/, `at` are places in the documents."""

    id: str
    asks: str
    says: str
    how: str
    by: tuple[str, ...]
    at: tuple[str, ...]


@dataclass(frozen=True)
class Apart:
    """Points that do not apply, and why."""

    ids: tuple[str, ...]
    why: str
    by: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """One of the standard's, with our own name for it."""

    title: str
    points: tuple[Point, ...]
    apart: tuple[Apart, ...]

    def ids(self) -> Iterator[str]:
        yield from (point.id for point in self.points)
        yield from (one for row in self.apart for one in row.ids)

    def tests(self) -> Iterator[str]:
        yield from (test for row in (*self.points, *self.apart) for test in row.by)


def chapters() -> list[Chapter]:
    """All of them, in order."""
    return [_chapter(row) for row in yaml.safe_load(ROWS.read_text(encoding="utf-8"))]


def levels() -> dict[str, str]:
    """The points of levels 1 and 2, each with the level from which on it is asked."""
    lines = POINTS.read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


def page(found: Iterable[Chapter]) -> str:
    """As it stands in the documents."""
    found = list(found)
    points = [point for chapter in found for point in chapter.points]
    apart = sum(len(row.ids) for chapter in found for row in chapter.apart)
    count = {says: sum(point.says == says for point in points) for says in SAYS}
    said = (
        f"Of {len(points) + apart} points {count['met']} are met, {count['partly']} in part and {count['unmet']} not; "
        f"{apart} do not apply.\n\n## Not met, or in part\n\n"
    )
    missing = [f"| {point.id} | {point.asks} | {_how(point)} |" for point in points if point.says != "met"]
    whole = [HEAD, said, "| | asks for | how it is |\n|---|---|---|\n", *(f"{row}\n" for row in missing)]
    return "".join([*whole, *(_section(number, chapter) for number, chapter in enumerate(found, 1))])


def _chapter(row: dict[str, Any]) -> Chapter:
    points = tuple(_point(one) for one in row.get("points", ()))
    apart = tuple(Apart(tuple(map(str, one["ids"])), one["why"], _all(one, "by")) for one in row.get("apart", ()))
    return Chapter(row["chapter"], points, apart)


def _point(row: dict[str, Any]) -> Point:
    [says] = SAYS.keys() & row.keys()
    return Point(str(row["id"]), row["asks"], says, row[says], _all(row, "by"), _all(row, "at"))


def _all(row: dict[str, Any], name: str) -> tuple[str, ...]:
    return tuple(row.get(name, ()))


def _section(number: int, chapter: Chapter) -> str:
    lines = [f"\n## V{number} {chapter.title}\n\n"]
    if chapter.points:
        lines.append("| | level | asks for | how it is | shown by |\n|---|---|---|---|---|\n")
    level = levels()
    for point in chapter.points:
        shown = ", ".join([*map(_test, point.by), *map(_place, point.at)])
        lines.append(f"| {point.id} | {level[point.id]} | {point.asks} | {_how(point)} | {shown} |\n")
    if chapter.apart:
        lines.append("\nDo not apply:\n\n" if chapter.points else "None applies:\n\n")
    for row in chapter.apart:
        shown = f" ({', '.join(map(_test, row.by))})" if row.by else ""
        lines.append(f"- {', '.join(row.ids)}: {row.why}{shown}\n")
    return "".join(lines)


def _how(point: Point) -> str:
    return SAYS[point.says] + point.how


def _test(node: str) -> str:
    return f"`{node}`"


def _place(at: str) -> str:
    path, _, heading = at.partition("#")
    return (
        f"[{Path(path).name}{f', {heading}' if heading else ''}]({_from_here(path)}{f'#{heading}' if heading else ''})"
    )


def _from_here(path: str) -> str:
    whole = ROOT / path
    if whole.is_relative_to(FOLDER):
        return whole.relative_to(FOLDER).as_posix()
    if whole.is_relative_to(FOLDER.parent):
        return f"../{whole.relative_to(FOLDER.parent).as_posix()}"
    return f"../../{whole.relative_to(ROOT).as_posix()}"


if __name__ == "__main__":
    PAGE.write_text(page(chapters()), encoding="utf-8")

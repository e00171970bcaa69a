"""The page in docs/ whose figures are written by the commands, each between two marks of its own."""

from __future__ import annotations

from pathlib import Path

from bench.processes import BenchFailed

PAGE = Path("docs") / "benchmarks.md"
PLOT = Path("docs") / "pictures" / "flat.svg"
PARTS = ("beside stock Rasa", "flat")


def write(root: Path, part: str, text: str) -> None:
    """Puts the text in the place of what stands there. Raises BenchFailed where a mark is missing."""
    path = root / PAGE
    path.write_text(replaced(path.read_text(encoding="utf-8"), part, text), encoding="utf-8")


def replaced(page: str, part: str, text: str) -> str:
    """The page with that text between the marks of a part. Raises BenchFailed."""
    return between(page, *marks(part), f"\n{text.strip()}\n", lost=f"{PAGE} has lost the marks of {part!r}")


def put(path: Path, begins: str, ends: str, text: str) -> None:
    """Puts the text between two marks of a page. Raises BenchFailed where one is missing."""
    page = path.read_text(encoding="utf-8")
    path.write_text(between(page, begins, ends, text, lost=f"{path} has lost its marks"), encoding="utf-8")


def between(page: str, begins: str, ends: str, text: str, *, lost: str) -> str:
    """The page with that text between the marks. Raises BenchFailed, which begins with `lost` where one is missing."""
    before, begin, rest = page.partition(begins)
    _, end, after = rest.partition(ends)
    if not begin or not end:
        raise BenchFailed(f"{lost}: put {begins} and {ends} where its figures belong")
    return f"{before}{begins}\n{text}\n{ends}{after}"


def marks(part: str) -> tuple[str, str]:
    """Where it begins and ends."""
    return f"<!-- {part}: written by the command -->", f"<!-- {part}: end -->"

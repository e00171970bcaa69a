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
    begins, ends = marks(part)
    before, begin, rest = page.partition(begins)
    _, end, after = rest.partition(ends)
    if not begin or not end:
        raise BenchFailed(f"{PAGE} has lost the marks of {part!r}: put {begins} and {ends} where its figures belong")
    return f"{before}{begins}\n\n{text.strip()}\n\n{ends}{after}"


def marks(part: str) -> tuple[str, str]:
    """Where it begins and ends."""
    return f"<!-- {part}: written by the command -->", f"<!-- {part}: end -->"

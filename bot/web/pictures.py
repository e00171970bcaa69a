"""The pictures of easy read: our own drawings, each a file in `pictures/`, and those that stand beside the steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from actions.replies.rendering import picture_of
from bot.web.yaml_file import read

FOLDER = Path(__file__).with_name("pictures")
STEPS = FOLDER / "steps.yml"
SVG = "image/svg+xml"


def drawings() -> dict[str, str]:
    """Each picture's name to what it is drawn with."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.svg"))}


def file_of(name: str) -> str:
    """Under which address browsers get it."""
    return f"pictures/{name}.svg"


def pictures_of_steps() -> Mapping[str, str]:
    """What to do, in the words of directory/steps, to the picture beside it."""
    found: Mapping[str, list[str]] = read(STEPS)
    return {step: picture for picture, steps in found.items() for step in steps}


def pictured(words: str) -> Iterator[tuple[str, str]]:
    """Each line with the name of its picture before it."""
    return map(picture_of, words.strip().split("\n"))

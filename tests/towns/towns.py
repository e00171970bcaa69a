"""Towns other than the first, built from the project's own files and from a made-up town's, and spoken from."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from directory.build import build
from directory.live import LiveDirectory
from directory.paths import PACKAGE
from directory.store import Directory

MADE_UP = Path(__file__).parent / "glenmoor"
# Words that name another town: of whichever is served, none of these stands anywhere.
OF_HAVANT = (
    "havant",
    "leigh park",
    "orion centre",
    "dunsbury",
    "inclusion recovery",
    "inclusion, the",
    "waterlooville",
)
OF_PORTSMOUTH = ("portsmouth", "pompey", "guildhall square", "southsea")
OF_ENGLAND = ("hampshire", "hants", "england", "southampton", "111.nhs.uk")
FOREIGN: Mapping[str, tuple[str, ...]] = {
    "portsmouth": OF_HAVANT,
    "glenmoor": (*OF_HAVANT, *OF_PORTSMOUTH, *OF_ENGLAND),
}


@dataclass(frozen=True)
class Town:
    """`source` is a folder with all towns, `target` what was built of it for this one."""

    id: str
    source: Path
    target: Path
    directory: Directory

    def foreign(self, text: str) -> list[str]:
        """The words of other towns that stand in a text."""
        return [word for word in FOREIGN[self.id] if word in text.lower()]


def source_with_all(folder: Path) -> Path:
    """A copy of the project's YAML with the made-up town beside its own."""
    source = shutil.copytree(PACKAGE, folder / "source", ignore=shutil.ignore_patterns("*.py", "hsds", "__pycache__"))
    shutil.copytree(MADE_UP, source / "towns" / MADE_UP.name)
    return source


def built(source: Path, town: str) -> Town:
    """The town's directory, built beside the source."""
    target = source.parent / town / "directory.sqlite"
    return Town(town, source, target, build(source, target, at=datetime.now(UTC), town=town))


@contextmanager
def spoken_from(town: Town) -> Iterator[Town]:
    """All actions of this process know that town's directory until the block ends."""
    with pytest.MonkeyPatch.context() as patch:
        live = LiveDirectory(town.target)
        patch.setattr("actions.replies.turn.live_directory", lambda: live)
        yield town

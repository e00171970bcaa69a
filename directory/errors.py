"""Everything that can go wrong with the directory, drawn once.

    DirectoryError
    ├── DirectoryMissing      there is no built file
    ├── DirectoryBroken       there is one, but it cannot be trusted
    ├── BuildFailed           the file could not be written (disk full, no permission)
    ├── BadRows               the YAML has rows that must be put right first
    ├── AssureFailed          a date could not be written into the YAML
    ├── TownNotMade           a new town's folder could not be written
    ├── ExportFailed          the export does not fit the standard
    ├── FeedRefused           another directory's data is not taken in
    ├── DraftRefused          a draft cannot be written, or cannot go live
    └── NotInDirectory
        ├── UnknownService
        ├── UnknownDraft
        ├── UnknownTopic      signs or steps that nobody has written
        └── UnknownTown       no folder of that name

Each has a `code` for the log and, as its text, one line that a person can act on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

# More than these in a row nobody reads.
MOST_NAMED = 12


class DirectoryError(Exception):
    """The root: catch this to catch them all."""

    code = "DIRECTORY"


class DirectoryMissing(DirectoryError):
    """No file has been built at that path."""

    code = "DIRECTORY_MISSING"

    def __init__(self, path: Path) -> None:
        super().__init__(f"There is no directory at {path}. Build it with: signpost directory build")


class DirectoryBroken(DirectoryError):
    """The file is there but damaged, half written, or of another version."""

    code = "DIRECTORY_BROKEN"

    def __init__(self, path: Path, why: str) -> None:
        again = "Build it again with: signpost directory build"
        super().__init__(f"The directory at {path} cannot be used ({why}). {again}")


class BuildFailed(DirectoryError):
    """Nothing was written; the last good file is still in place."""

    code = "BUILD_FAILED"


class AssureFailed(DirectoryError):
    """Nothing was changed in the YAML."""

    code = "ASSURE_FAILED"


class TownNotMade(DirectoryError):
    """Nothing was written for a new town."""

    code = "TOWN_NOT_MADE"


class ExportFailed(DirectoryError):
    """The export did not fit the HSDS schemas."""

    code = "EXPORT_FAILED"


class FeedRefused(DirectoryError):
    """Nothing of the feed was written."""

    code = "FEED_REFUSED"


class DraftRefused(DirectoryError):
    """The draft stays as it is, and so does the directory."""

    code = "DRAFT_REFUSED"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One bad row. Its text is `file:line: what is wrong, what to do`."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


class BadRows(DirectoryError):
    """All the bad rows at once, so that one round of corrections is enough."""

    code = "BAD_ROWS"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NotInDirectory(DirectoryError):
    """Somebody asked by id for a thing that is not there."""

    code = "NOT_IN_DIRECTORY"
    kind = "entry"

    def __init__(self, wanted: str, known: Sequence[str] = ()) -> None:
        self.wanted = wanted
        self.nearest = nearest(wanted, known)
        hint = f" Did you mean {self.nearest}?" if self.nearest else ""
        super().__init__(f"There is no {self.kind} called {wanted}.{hint}")


class UnknownService(NotInDirectory):
    """No service has that id."""

    code = "UNKNOWN_SERVICE"
    kind = "service"


class UnknownDraft(NotInDirectory):
    """No draft has that id."""

    code = "UNKNOWN_DRAFT"
    kind = "draft"


class UnknownTopic(NotInDirectory):
    """No signs or steps have that id."""

    code = "UNKNOWN_TOPIC"
    kind = "topic"


class UnknownTown(NotInDirectory):
    """No town has that id."""

    code = "UNKNOWN_TOWN"
    kind = "town"

    def __init__(self, wanted: str, known: Sequence[str], source: Path) -> None:
        super().__init__(wanted, known)
        there = f"There are: {', '.join(known)}" if known else f"{source} has none"
        self.args = (f"{self} {there}. SIGNPOST_TOWN chooses, `signpost town new NAME` makes one.",)


def nearest(wanted: str, known: Sequence[str]) -> str | None:
    """The known word most like the wanted one, or None where none is like it."""
    found = process.extractOne(wanted, known, scorer=fuzz.ratio, score_cutoff=60)
    return found[0] if found else None


def one_of(wanted: str, known: list[str]) -> str:
    """The end of a message: the nearest known word, or all of them where they are few."""
    like = nearest(wanted, known)
    if like or len(known) > MOST_NAMED:
        return f"did you mean {like}?" if like else "correct it"
    return f"use one of: {', '.join(known) or 'none yet'}"

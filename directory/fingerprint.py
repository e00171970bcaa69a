"""Whether the built file is that of the YAML files and the code that stand here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from directory.errors import DirectoryError
from directory.paths import PACKAGE, chosen_town, files_of, last_resort_file
from directory.schema import rows_in
from directory.store import open_directory

MADE_FROM = "made_from"


def fingerprint(source: Path, town: str) -> str:
    """A hash over all files that a town is made from; empty where one cannot be read: a build says why."""
    digest = hashlib.sha256(town.encode())
    try:
        for name, content in _files(source, town):
            digest.update(name.encode() + b"\0" + content + b"\0")
    except OSError:
        return ""
    return digest.hexdigest()


def _files(source: Path, town: str) -> Iterator[tuple[str, bytes]]:
    code = (found for pattern in ("*.py", "*.sql") for found in PACKAGE.rglob(pattern))
    for folder, paths in ((source, files_of(source, town)), (PACKAGE, code)):
        for path in sorted(paths):
            yield str(path.relative_to(folder)), path.read_bytes()


def is_current(source: Path, target: Path, town: str | None = None) -> bool:
    """Whether `target` was built for this town from exactly this source, and is whole with its card beside it."""
    wanted = fingerprint(source, town or chosen_town())
    try:
        made_from = rows_in(target, "SELECT value FROM meta WHERE key = ?", MADE_FROM)
        if not wanted or made_from != [(wanted,)] or not last_resort_file(target).is_file():
            return False
        open_directory(target).close()
    except (OSError, DirectoryError):
        return False
    return True

"""Building the one file that everything else reads. A build that fails leaves the last good file where it was."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from directory.checks import problems_in
from directory.errors import BadRows, BuildFailed, DirectoryError
from directory.fingerprint import MADE_FROM, fingerprint
from directory.modified import changed_without_a_date, last_changes
from directory.paths import chosen_town, last_resort_file
from directory.rows import Row, all_rows
from directory.schema import create_tables
from directory.source import SourceFolder, read_folder
from directory.store import Directory, open_directory

Progress = Callable[[str], None]


def build(
    source: Path,
    target: Path,
    *,
    at: datetime,
    town: str | None = None,
    trust_clock: bool = False,
    progress: Progress = lambda _: None,
) -> Directory:
    """Build `target` and the card of last resort beside it from the YAML in `source`, and open what was built.

    `town` None is the one that SIGNPOST_TOWN chooses. Raises UnknownTown, BadRows with every bad row at once, or
    BuildFailed where the file cannot be written. `at` is the moment that the file says it was built; but a build that
    claims to come before the last one has a clock that is wrong (a kiosk without a battery starts in 1970), and keeps
    the moment of the last one unless `trust_clock` says otherwise.
    """
    if not trust_clock:
        at = max(at, _last_built(target) or at)
    town = town or chosen_town()
    progress(f"Reading {source} for {town}")
    # Before it is read: what is changed meanwhile is then built at the next start.
    made_from = fingerprint(source, town)
    folder = checked(source, at=at, town=town)
    progress(f"Building {target} from {len(folder.services)} services")
    write(folder, target, at=at, made_from=made_from)
    return open_directory(target)


def write(folder: SourceFolder, target: Path, *, at: datetime, made_from: str = "") -> None:
    """Write what was checked to `target`, and the card of last resort beside it. Raises BuildFailed."""
    with _explained(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        card = last_resort_file(target)
        rows = _by_table(folder)
        rows["modified"] = last_changes(rows, before=target, at=at)
        rows["redialled"] = changed_without_a_date(rows, before=target)
        with _draft_beside(target) as draft, _draft_beside(card) as card_draft:
            _fill(draft, rows, {"built_at": at.isoformat(), MADE_FROM: made_from})
            card_draft.write_text(_card_of(draft), encoding="utf-8")
            for finished, place in ((draft, target), (card_draft, card)):
                os.chmod(finished, 0o644)
                os.replace(finished, place)


def checked(source: Path, *, at: datetime, town: str | None = None) -> SourceFolder:
    """The source folder of a town with nothing wrong in it. Raises UnknownTown, or BadRows."""
    folder = read_folder(source, town or chosen_town())
    problems = problems_in(folder, today=at.date())
    if problems:
        raise BadRows(problems)
    return folder


def _last_built(target: Path) -> datetime | None:
    try:
        last = open_directory(target)
    except DirectoryError:
        return None
    last.close()
    return last.built_at


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    """Turn what the system says about files into one line that says what to do."""
    kept = "the last good one stays" if target.exists() else "nothing was written"
    try:
        yield
    except DirectoryError:
        raise
    except (OSError, sqlite3.Error) as error:
        raise BuildFailed(f"The directory could not be written to {target}: {_reason(error)} ({kept}).") from error


def _reason(error: OSError | sqlite3.Error) -> str:
    full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    if full or (isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)):
        return "the disk is full, free some space and build again"
    if isinstance(error, PermissionError):
        return "no permission to write there, change the permissions or the place"
    return f"{error}"


@contextmanager
def _draft_beside(target: Path) -> Iterator[Path]:
    """A file to write to in the same folder, so that moving it into place is one step. It never outlives a failure."""
    handle, name = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(draft.name + "-journal").unlink(missing_ok=True)


def _fill(draft: Path, tables: Mapping[str, list[Row]], meta: dict[str, str]) -> None:
    db = Database(draft)
    try:
        db.execute("PRAGMA foreign_keys = ON")
        create_tables(db.conn)
        with db.atomic():
            for table, rows in tables.items():
                db.table(table).insert_all(rows)
            db.table("meta").insert_all({"key": key, "value": value} for key, value in meta.items())
            db.execute("INSERT INTO phrase_fts (phrase_fts) VALUES ('rebuild')")
        db.execute("PRAGMA optimize")
    finally:
        db.close()


def _by_table(folder: SourceFolder) -> dict[str, list[Row]]:
    """The tables in the order in which they are first needed, each with all its rows: many insertions are slow."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for table, row in all_rows(folder):
        rows[table].append(row)
    return rows


def _card_of(draft: Path) -> str:
    """The last-resort card as the new file has it. Opening the file here proves it sound before it takes its place."""
    directory = open_directory(draft)
    rows = [
        {"service_id": service_id, "spoken_name": spoken_name, "number": number}
        for service_id, spoken_name, number in directory.last_resort
    ]
    directory.close()
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"

"""When each service was last changed: nobody writes that down, so a build compares with the file before it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from directory.rows import Row

# The first is made of the others, the second is no part of a service.
LEFT_OUT = frozenset({"phrase", "last_resort"})


def last_changes(tables: Mapping[str, list[Row]], *, before: Path, at: datetime) -> list[Row]:
    """A row for each service: `at`, or the moment in the file `before` where all of its rows are the same there.

    A file that cannot be read says nothing, and everything counts as changed: who asks for changes then gets too much.
    """
    known = _read(before)
    digests = _digests(tables)
    return [
        {"service_id": service_id, "digest": digest, "at": known.get((service_id, digest), at.isoformat())}
        for service_id, digest in digests.items()
    ]


def _digests(tables: Mapping[str, list[Row]]) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for table, rows in tables.items():
        for row in rows:
            service_id = row["id"] if table == "service" else row.get("service_id")
            if service_id is not None and table not in LEFT_OUT:
                found[service_id].append(json.dumps([table, row], sort_keys=True))
    return {service_id: hashlib.sha256("\n".join(rows).encode()).hexdigest() for service_id, rows in found.items()}


def _read(before: Path) -> dict[tuple[str, str], str]:
    if not before.is_file():
        return {}
    try:
        connection = sqlite3.connect(f"{before.absolute().as_uri()}?mode=ro", uri=True)
        try:
            rows = connection.execute("SELECT service_id, digest, at FROM modified").fetchall()
        finally:
            connection.close()
    except sqlite3.Error:
        return {}
    return {(service_id, digest): moment for service_id, digest, moment in rows}

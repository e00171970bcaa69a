"""What has changed since the build before: nobody writes that down, so a build compares with the file it replaces."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from directory.rows import Row
from directory.schema import rows_in

# It is no part of a service.
LEFT_OUT = frozenset({"last_resort"})


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


def changed_without_a_date(tables: Mapping[str, list[Row]], *, before: Path) -> list[Row]:
    """Contacts that are another number or address than in the file `before`, and have the date of that one.

    Once found they are found in each build, until their date is changed.
    """
    contacts = rows_in(before, "SELECT service_id, handle, value, assured_date FROM contact")
    earlier = {(service_id, handle): rest for service_id, handle, *rest in contacts}
    known = rows_in(before, "SELECT service_id, handle, before FROM redialled")
    found_before = {(service_id, handle): value for service_id, handle, value in known}
    found = []
    for row in tables["contact"]:
        key = (row["service_id"], row["handle"])
        value, day = earlier.get(key, (row["value"], row["assured_date"]))
        if day is None or day != row["assured_date"]:
            continue
        # The first of several is the one that the date is of.
        was = found_before.get(key) or (value if value != row["value"] else None)
        if was is not None and was != row["value"]:
            found.append({"service_id": key[0], "handle": key[1], "before": was})
    return found


def _read(before: Path) -> dict[tuple[str, str], str]:
    rows = rows_in(before, "SELECT service_id, digest, at FROM modified")
    return {(service_id, digest): moment for service_id, digest, moment in rows}

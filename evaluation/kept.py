"""Rows of the comparison that not every machine can measure, kept with their day and what they were measured on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evaluation.comparison import Row
from evaluation.shares import Share

FILE = Path(__file__).parent / "base_encoder.json"


def keep(rows: Mapping[str, Sequence[Row]], cases: Mapping[str, str], messages: str, path: Path = FILE) -> None:
    """Rows by set. `cases` and `messages` are fingerprints, of the sets and of the training messages."""
    found = {**_load(path)}
    for name, measured in rows.items():
        found[name] = {
            "measured": date.today().isoformat(),  # noqa: DTZ011 - the day on the measurer's wall
            "training_messages": messages,
            "cases": cases[name],
            "rows": [_as_json(one) for one in measured],
        }
    path.write_text(json.dumps(found, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def kept(name: str, cases: str, messages: str, path: Path = FILE) -> list[Row]:
    """The rows that were measured last on this set, each with a note on when and on what; none if there never were."""
    found = _load(path).get(name)
    if not found:
        return []
    notes = [f"measured on {found['measured']}, not in this run"]
    if found["training_messages"] != messages:
        notes.append("with other training messages")
    if found["cases"] != cases:
        notes.append("on an earlier state of this set")
    return [_as_row(one, ", ".join(notes)) for one in found["rows"]]


def _load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def _as_json(row: Row) -> dict[str, Any]:
    shares = {name: getattr(row, name) for name in ("right", "missed", "alarms")}
    pairs = {name: [share.part, share.whole] for name, share in shares.items() if share}
    return {"name": row.name, **pairs, "gained": row.gained, "lost": row.lost}


def _as_row(found: Mapping[str, Any], note: str) -> Row:
    right, missed, alarms = (Share(*found[name]) for name in ("right", "missed", "alarms"))
    return Row(found["name"], right, missed, alarms, found["gained"], found["lost"], note)

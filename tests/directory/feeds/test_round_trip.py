"""What we publish is what another of our kind has after importing it."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from directory.build import build
from directory.feeds.confirming import confirm, draft_ids
from directory.feeds.feed import read_feed
from directory.feeds.importing import import_feed
from directory.hsds.exporting import exported
from directory.paths import PACKAGE
from directory.store import Directory
from tests.directory.town import write

# A directory needs somebody for its card of last resort.
ANCHOR = """
id: anchor
name: Anchor
spoken_name: the anchor
status: active
organization: {name: Anchor}
phones: [{id: phone, number: "999", state: confirmed, assured_by: Ann, assured_date: 2025-03-01}]
"""
# What confirming changes: the dates are those of the day, and what was not confirmed is.
DATES = ("last_modified", "assured_date")
CAUTION = re.compile(r" ?(\(not confirmed\)|We could not confirm this (number|address)\.)")


def another(base: Path, folder: Path) -> Path:
    """A directory of the same town, with none of the services."""
    shutil.copytree(base, folder, ignore=lambda _, names: [name for name in names if _is_left(name)])
    write(folder, "policy.yaml", "{review_months: 24, never_by_date: []}")
    write(folder, "last_resort.yaml", "{last_resort: [anchor]}")
    write(folder, "services/anchor.yaml", ANCHOR)
    return folder


def _is_left(name: str) -> bool:
    return name in ("services", "signs", "steps", "drafts", "wording.yaml") or (
        "." in name and not name.endswith(".yaml")
    )


def came_back(before: Any, elsewhere: Path, *, at: datetime) -> list[dict[str, Any]]:
    """The export of a directory that has imported that one, without the anchor."""
    path, drafts = elsewhere / "feed.json", elsewhere / "drafts"
    path.write_text(json.dumps(before), encoding="utf-8")
    list(import_feed(read_feed(str(path)), elsewhere, drafts, at=at))
    confirm(drafts, elsewhere, draft_ids(drafts), by="Ann", at=at)
    services = exported(build(elsewhere, elsewhere / "directory.sqlite", at=at), "uk", at=at)["contents"]
    return [service for service in services if service["name"] != "Anchor"]


def same(services: list[dict[str, Any]]) -> Any:
    return [_plain({name: value for name, value in each.items() if name not in DATES}) for each in services]


def _plain(value: Any) -> Any:
    """Without cautions, and without what held nothing else."""
    if isinstance(value, dict):
        return {name: plain for name, item in value.items() if (plain := _plain(item)) not in ("", None)}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return CAUTION.sub("", value) if isinstance(value, str) else value


def test_our_own_services_come_back_equal(own: Directory, tmp_path: Path) -> None:
    at = max(own.built_at, datetime.now(UTC))
    before = exported(own, "uk", at=at)
    after = came_back(before, another(PACKAGE, tmp_path / "elsewhere"), at=at)
    assert len(after) == before["total_items"] > 30
    for mine, theirs in zip(same(before["contents"]), same(after), strict=True):
        assert theirs == mine


def test_those_of_a_small_town_do_too(town: Directory, source: Path, tmp_path: Path) -> None:
    at = datetime.now(UTC)
    before = exported(town, "uk", at=at)
    after = came_back(before, another(source, tmp_path / "elsewhere"), at=at)
    for mine, theirs in zip(same(before["contents"]), same(after), strict=True):
        assert theirs == mine

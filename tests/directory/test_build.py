"""A build is whole or it is not there at all."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from directory import build as building
from directory.build import build
from directory.errors import BadRows, BuildFailed
from directory.fingerprint import is_current
from directory.paths import last_resort_file
from directory.schema import create_tables
from directory.store import Directory, open_directory
from tests.directory.town import AT, swap


def test_the_built_file_says_when_it_was_built(town: Directory) -> None:
    assert town.built_at == AT


def test_the_card_of_last_resort_stands_beside_it_with_the_same_numbers(town: Directory, target: Path) -> None:
    card = json.loads(last_resort_file(target).read_text())
    assert [(row["service_id"], row["spoken_name"], row["number"]) for row in card] == town.last_resort


def test_every_table_is_filled_from_what_this_project_holds(built: Path) -> None:
    db = Database(built)
    tables = [name for name in db.table_names() if not name.startswith("phrase_fts_")]
    # None of ours is closed at the moment, or was changed since a build before.
    assert [name for name in tables if not db[name].count] == ["redialled", "closure"]


@pytest.mark.parametrize(("state", "is_found"), [("confirmed", True), ("unconfirmed", False)])
def test_a_service_is_found_by_what_it_says_of_itself_only_where_that_is_confirmed(
    source: Path, target: Path, *, state: str, is_found: bool
) -> None:
    swap(
        source,
        "services/frank.yaml",
        "text: Facts about drugs., state: confirmed",
        f"text: A zeppelin., state: {state}",
    )
    with closing(build(source, target, at=AT)) as town:
        assert [found.service_id for found in town.search("zeppelin")] == (["frank"] if is_found else [])


def test_what_a_service_is_found_by_is_kept_once(town: Directory, target: Path) -> None:
    with closing(sqlite3.connect(target)) as connection:
        stored = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'phrase'"
        ).fetchall()
        phrases = connection.execute("SELECT kind, text FROM phrase WHERE service_id = 'frank' ORDER BY id").fetchall()
    assert stored == []
    assert phrases == [
        ("name", "FRANK"),
        ("name", "Talk to FRANK"),
        ("name", "frank helpline"),
        ("purpose", "drug facts"),
        ("purpose", "worried about a drug"),
        ("description", "Facts about drugs."),
    ]


@pytest.mark.parametrize("state", ["rumoured", "", None])
def test_a_state_that_there_is_not_cannot_be_built(state: str | None) -> None:
    db = Database(memory=True)
    create_tables(db.conn)
    db.execute("PRAGMA foreign_keys = ON")
    db["service"].insert(
        dict.fromkeys(("id", "name", "spoken_name", "status", "organization_name"), "a")
        | dict.fromkeys(("languages", "needs", "roles", "described_as"), "[]")
        | {"never_by_date": 0}
    )
    row = {"service_id": "a", "position": 0, "field": "b", "value": "c", "state": "confirmed"}
    db["record"].insert(row)
    with pytest.raises(sqlite3.IntegrityError):
        db["record"].insert({**row, "position": 1, "state": state})


def test_foreign_keys_hold_in_the_built_file(town: Directory, target: Path) -> None:
    with sqlite3.connect(target) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("INSERT INTO name VALUES ('nobody', 'Nobody')")


def test_bad_rows_leave_the_last_good_file_in_place(town: Directory, source: Path, target: Path) -> None:
    before = target.read_bytes(), last_resort_file(target).read_bytes()
    swap(source, "services/frank.yaml", "0300 123 6600", "0300")
    with pytest.raises(BadRows):
        build(source, target, at=AT)
    assert (target.read_bytes(), last_resort_file(target).read_bytes()) == before


def test_nothing_but_the_two_files_is_left_behind(town: Directory, target: Path) -> None:
    assert sorted(path.name for path in target.parent.iterdir()) == ["directory.sqlite", "last_resort.json"]


def _no_space(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_gives_one_line_and_leaves_the_last_good_file(
    town: Directory, source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = target.read_bytes()
    monkeypatch.setattr(building.os, "replace", _no_space)
    with pytest.raises(BuildFailed, match=r"could not be written to .*: the disk is full, free some space"):
        build(source, target, at=AT)
    assert target.read_bytes() == before
    assert len(list(target.parent.iterdir())) == 2


def _small_database(path: Path) -> Any:
    db = Database(path)
    db.execute("PRAGMA max_page_count = 12")
    return db


def test_a_disk_that_fills_up_while_writing_gives_the_same_line(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "Database", _small_database)
    with pytest.raises(BuildFailed, match=r"the disk is full, .* \(nothing was written\)"):
        build(source, target, at=AT)
    assert list(target.parent.iterdir()) == []


def test_a_place_that_cannot_be_written_to_gives_one_line(source: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BuildFailed, match="could not be written"):
        build(source, tmp_path / "file" / "directory.sqlite", at=AT)


def test_the_same_yaml_gives_the_same_directory(town: Directory, source: Path, tmp_path: Path) -> None:
    again = build(source, tmp_path / "again.sqlite", at=AT)
    assert [again.service(name) for name in again.service_ids()] == [town.service(name) for name in town.service_ids()]


def test_the_file_may_be_read_by_another_user(town: Directory, target: Path) -> None:
    assert target.stat().st_mode & 0o777 == 0o644


def test_a_build_with_a_clock_that_went_back_keeps_the_moment_of_the_last(
    town: Directory, source: Path, target: Path
) -> None:
    long_ago = datetime(1970, 1, 1, tzinfo=UTC)
    again = build(source, target, at=long_ago)
    assert again.built_at == AT
    assert again.clock_is_wrong(long_ago)


def test_whoever_trusts_the_clock_can_go_back(town: Directory, source: Path, target: Path) -> None:
    earlier = AT - timedelta(hours=1)
    assert build(source, target, at=earlier, trust_clock=True).built_at == earlier


def test_building_again_does_not_disturb_a_directory_that_is_open(town: Directory, source: Path, target: Path) -> None:
    swap(source, "services/frank.yaml", "0300 123 6600", "0300 123 6601")
    build(source, target, at=AT).close()
    assert town.search("franks")[0].service_id == "frank"
    assert town.last_resort[1][2] == "0300 123 6600"
    assert open_directory(target).last_resort[1][2] == "0300 123 6601"


def test_a_file_of_the_same_sources_is_not_built_again(town: Directory, source: Path, target: Path) -> None:
    assert is_current(source, target)


@pytest.mark.parametrize("change", ["a service", "a new file", "the built file", "its card", "no source"])
def test_whatever_has_changed_or_broken_is_built_again(
    town: Directory, source: Path, target: Path, change: str
) -> None:
    service = next((source / "services").glob("*.yaml"))
    if change == "a service":
        service.write_text(service.read_text() + "# seen\n")
    elif change == "a new file":
        (source / "services" / "another.yaml").write_text("id: another\n")
    elif change == "the built file":
        target.write_bytes(target.read_bytes()[:20_000])
    elif change == "its card":
        last_resort_file(target).unlink()
    else:
        shutil.rmtree(source)
    assert not is_current(source, target)

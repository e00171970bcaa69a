"""What is shipped for the daemon: it keeps nothing, says nothing, and is shut in."""

from __future__ import annotations

import configparser
import os
import subprocess
from pathlib import Path

import pytest

from tests.deploy.analyzing import what_is_open, what_is_wrong
from tests.sms.gateways.gammu.phone import DEPLOY, FOLDERS
from tests.waiting import PATIENCE

UNIT, DROP_IN = DEPLOY / "signpost-gammu.service", DEPLOY / "signpost.service.d" / "gammu.conf"
MOST_EXPOSED = 1.5


def shipped() -> configparser.SectionProxy:
    found = configparser.ConfigParser()
    found.read_string((DEPLOY / "gammu-smsdrc").read_text())
    return found["smsd"]


def test_the_daemon_logs_nothing() -> None:
    assert ("logfile" in shipped(), shipped()["debuglevel"], shipped()["deliveryreport"]) == (False, "0", "no")
    assert {"StandardOutput=null", "StandardError=null"} <= set(UNIT.read_text().splitlines())


def test_the_daemon_runs_no_program_and_has_no_folder_of_what_it_sent() -> None:
    assert not [name for name in shipped() if name.startswith("runon")]
    assert len({shipped()[name] for name in ("outboxpath", "sentsmspath", "errorsmspath")}) == 1


def test_all_folders_are_in_memory_and_for_two_users_alone() -> None:
    lines = (DEPLOY / "signpost-sms.conf").read_text().splitlines()
    made = {line.split()[1]: line.split()[2:5] for line in lines if line.startswith("d ")}
    root = "/run/signpost-sms"
    assert set(made) == {root, *(f"{root}/{name}" for name in FOLDERS)}
    assert all(rights == ["2770", "gammu", "gammu"] for rights in made.values())
    assert {shipped()["inboxpath"], shipped()["outboxpath"]} == {f"{root}/inbox/", f"{root}/outbox/"}


@pytest.mark.parametrize("path", [UNIT, DROP_IN], ids=lambda path: path.name)
@pytest.mark.parametrize("rule", ["LimitCORE=0", "MemorySwapMax=0", "ReadWritePaths=/run/signpost-sms"])
def test_nothing_of_either_memory_gets_to_a_disk(path: Path, rule: str) -> None:
    assert rule in path.read_text().splitlines()


@pytest.mark.process
def test_systemd_takes_the_unit_without_a_word(tmp_path: Path) -> None:
    assert what_is_wrong(UNIT, tmp_path) == ""


@pytest.mark.process
def test_it_is_shut_in() -> None:
    assert what_is_open(UNIT, MOST_EXPOSED) == ""


@pytest.mark.process
def test_the_script_puts_each_file_where_it_says_and_keeps_settings(tmp_path: Path) -> None:
    kept = tmp_path / "etc/signpost/gammu-smsdrc"
    kept.parent.mkdir(parents=True)
    kept.write_text("port = /dev/ttyACM0\n")
    subprocess.run(
        [str(DEPLOY / "install")], env={**os.environ, "DESTDIR": str(tmp_path)}, timeout=PATIENCE, check=True
    )
    assert kept.read_text() == "port = /dev/ttyACM0\n"
    for name in (
        "etc/tmpfiles.d/signpost-sms.conf",
        "etc/systemd/system/signpost-gammu.service",
        "etc/systemd/system/signpost.service.d/gammu.conf",
    ):
        assert (tmp_path / name).is_file()

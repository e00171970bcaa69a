"""The files that are shipped: what the configuration says, what is put where, and how the boxes are shut in."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from bot.sms.segmentation.septets import is_gsm, parts
from bot.sms.settings import SmsSettings
from directory.store import Directory
from rig.kannel import SHIPPED
from tests.deploy.analyzing import what_is_open, what_is_wrong
from tests.holding import NUMBER, known_numbers
from tests.rows import each_row
from tests.running import environment
from tests.waiting import PATIENCE

Groups = dict[str, dict[str, str]]
UNITS = sorted(SHIPPED.glob("*.service"))
REPLIES = ("reply-couldnotfetch", "reply-couldnotrepresent", "reply-requestfailed", "reply-emptymessage")
WRITES = ("log-file", "access-log", "syslog-level", "dlr-spool", "store-file")
SETTLED = {
    "smsbox": {"log-level": "4", "http-request-retry": "5", "http-queue-delay": "5", "mo-recode": "true"},
    "core": {"log-level": "4", "store-type": "spool", "store-location": "/run/signpost-kannel"},
    "sms-service": {
        "omit-empty": "true",
        "concatenation": "true",
        "max-messages": "20",
        "accept-x-kannel-headers": "true",
    },
    "sendsms-user": {"concatenation": "true", "max-messages": "20"},
}
INSTALLED = {
    "etc/kannel/signpost.conf",
    "etc/kannel/signpost-smsc.conf",
    "etc/signpost/signpost.env",
    "etc/systemd/system/signpost-bearerbox.service",
    "etc/systemd/system/signpost-smsbox.service",
}


def groups(text: str) -> Groups:
    """By the group's name, as Kannel reads the file."""
    found: Groups = {}
    for block in re.split(r"\n\s*\n", text):
        rows = [row.partition("=") for row in block.splitlines() if row.strip() and not row.startswith("#")]
        values = {name.strip(): value.strip().strip('"') for name, _, value in rows}
        found[values.pop("group", "")] = values
    return found


@pytest.fixture
def shipped() -> Groups:
    return groups((SHIPPED / "kannel.conf").read_text())


@each_row(("group", "name", "value"), [(group, *row) for group, rows in SETTLED.items() for row in rows.items()])
def test_what_was_tried_is_what_is_shipped(shipped: Groups, group: str, name: str, value: str) -> None:
    assert shipped[group][name] == value


def test_no_file_is_written_but_in_memory(shipped: Groups) -> None:
    assert not [name for rows in shipped.values() for name in rows if name.startswith(WRITES)]
    paths = {value for rows in shipped.values() for value in rows.values() if value.startswith("/")}
    assert paths == {"/run/signpost-kannel", "/etc/kannel/signpost-smsc.conf"}


@pytest.mark.parametrize("name", REPLIES)
def test_kannels_own_replies_say_999_in_one_part_with_numbers_of_the_directory(
    shipped: Groups, town_directory: Directory, name: str
) -> None:
    said = shipped["smsbox"][name]
    assert "999" in said[:80]
    assert is_gsm(said)
    assert parts(said) == 1
    assert [number for number in NUMBER.findall(said) if number not in known_numbers(town_directory)] == []


def test_no_secret_is_shipped(shipped: Groups) -> None:
    assert shipped["core"]["admin-password"] == "@ADMIN@"
    assert shipped["sendsms-user"]["password"] == "@PASSWORD@"
    assert "secret=@SECRET@&" in shipped["sms-service"]["get-url"]


def test_nobody_is_let_in_from_elsewhere(shipped: Groups) -> None:
    core, smsbox = shipped["core"], shipped["smsbox"]
    inside = {core["admin-interface"], core["smsbox-interface"], smsbox["sendsms-interface"], smsbox["bearerbox-host"]}
    assert inside == {"127.0.0.1"}
    assert (core["admin-deny-ip"], core["admin-allow-ip"]) == ("*.*.*.*", "")


def install(home: Path, before: str = "#SIGNPOST_PORT=5005\n") -> subprocess.CompletedProcess[str]:
    settings = home / "etc/signpost/signpost.env"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(before)
    command = [str(SHIPPED / "install")]
    return subprocess.run(
        command, env=environment(DESTDIR=str(home)), capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def settings(home: Path) -> dict[str, str]:
    rows = (home / "etc/signpost/signpost.env").read_text().splitlines()
    return dict(row.split("=", 1) for row in rows if not row.startswith("#"))


@pytest.mark.process
def test_the_install_makes_secrets_that_the_bot_and_kannel_share(tmp_path: Path) -> None:
    assert install(tmp_path).returncode == 0
    assert {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()} == INSTALLED
    kannel = SmsSettings.read(settings(tmp_path)).kannel
    made = groups((tmp_path / "etc/kannel/signpost.conf").read_text())
    assert kannel
    assert f"secret={kannel.secret}&" in made["sms-service"]["get-url"]
    assert made["sendsms-user"]["password"] == kannel.sendsms.password
    assert "@" not in "".join(made["core"].values())
    assert (tmp_path / "etc/kannel/signpost.conf").stat().st_mode & 0o777 == 0o400


@pytest.mark.process
def test_the_install_leaves_a_last_line_without_an_end_as_it_is(tmp_path: Path) -> None:
    assert install(tmp_path, "SIGNPOST_PORT=5006").returncode == 0
    found = settings(tmp_path)
    assert found["SIGNPOST_PORT"] == "5006"
    assert SmsSettings.read(found).kannel
    assert "127.0.0.1:5006/" in (tmp_path / "etc/kannel/signpost.conf").read_text()


@pytest.mark.process
def test_a_second_time_it_keeps_secrets_and_the_way_to_the_phones(tmp_path: Path) -> None:
    install(tmp_path)
    before, way = settings(tmp_path), tmp_path / "etc/kannel/signpost-smsc.conf"
    way.write_text("mine")
    (tmp_path / "etc/kannel/signpost.conf").chmod(0o600)
    (tmp_path / "etc/kannel/signpost.conf").write_text("old")
    assert install(tmp_path).returncode == 0
    assert (settings(tmp_path), way.read_text()) == (before, "mine")
    assert "group = core" in (tmp_path / "etc/kannel/signpost.conf").read_text()


@pytest.mark.process
def test_the_bots_own_port_is_asked(tmp_path: Path) -> None:
    install(tmp_path, "SIGNPOST_PORT=5010\n")
    assert "http://127.0.0.1:5010/webhooks" in (tmp_path / "etc/kannel/signpost.conf").read_text()


@pytest.mark.process
def test_a_secret_that_would_break_the_address_is_refused(tmp_path: Path) -> None:
    done = install(tmp_path, "SIGNPOST_SMS_KANNEL_SECRET=with&signs=of-an-address-in-it-of-length\n")
    assert done.returncode == 1
    assert "plain letters and digits" in done.stderr
    assert not (tmp_path / "etc/kannel").exists()


@pytest.mark.process
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_takes_the_unit_without_a_word_and_it_is_shut_in(unit: Path, tmp_path: Path) -> None:
    assert what_is_wrong(unit, tmp_path) == ""
    assert what_is_open(unit, 1.5) == ""


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_box_prints_panics_alone_and_may_not_be_dumped_or_swapped(unit: Path) -> None:
    lines = unit.read_text().splitlines()
    box = unit.stem.removeprefix("signpost-")
    assert f"ExecStart=/usr/sbin/{box} -v 4 -- /etc/kannel/signpost.conf" in lines
    assert {"LimitCORE=0", "MemorySwapMax=0", "StandardOutput=null"} <= set(lines)

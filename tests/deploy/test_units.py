"""The units are sound, shut in, and let nothing of the memory get to a disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import ROOT
from bot.wire.limits import MOST_WAITING
from tests.deploy.analyzing import what_is_open, what_is_wrong
from tests.deploy.parts import NOT_FOR_SERVING
from tests.rows import each_row

DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*/*.service"))
HOLDING_WORDS = [*UNITS, *sorted(DEPLOY.rglob("*.service.d/*.conf"))]
# Of 10, as systemd counts. A browser needs namespaces for its own sandbox, and screen and touch.
MOST_EXPOSED = {"server/signpost.service": 1.5, "kiosk/signpost-kiosk.service": 5.0}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.process
@pytest.mark.parametrize("unit", UNITS, ids=name)
def test_systemd_takes_the_unit_without_a_word(unit: Path, tmp_path: Path) -> None:
    assert what_is_wrong(unit, tmp_path) == ""


@pytest.mark.process
@pytest.mark.parametrize(("unit", "most"), MOST_EXPOSED.items())
def test_it_is_shut_in(unit: str, most: float) -> None:
    assert what_is_open(DEPLOY / unit, most) == ""


def test_the_browser_stays_in_its_unit_where_the_rules_are() -> None:
    """A session of PAM's would have logind move it out."""
    lines = (DEPLOY / "kiosk" / "signpost-kiosk.service").read_text().splitlines()
    assert not [line for line in lines if line.startswith("PAMName=")]


@each_row("path", HOLDING_WORDS, ids=name)
@each_row("rule", ["LimitCORE=0", "MemorySwapMax=0"])
def test_no_part_that_holds_words_may_be_dumped_or_swapped(path: Path, rule: str) -> None:
    assert rule in path.read_text().splitlines()


def test_the_proxy_does_not_begin_its_log_with_its_settings() -> None:
    """Debian's unit starts it with --environ; an email address may be among them."""
    lines = (DEPLOY / "server" / "caddy.service.d" / "signpost.conf").read_text().splitlines()
    starts = [line for line in lines if line.startswith("ExecStart=")]
    assert starts == ["ExecStart=", "ExecStart=/usr/bin/caddy run --config /etc/caddy/Caddyfile"]


@each_row("unit", UNITS, ids=name)
@each_row("rule", ["Restart=always", "StartLimitIntervalSec=0", "IPAddressDeny=any", "IPAddressAllow=localhost"])
def test_it_always_starts_again_and_talks_to_this_machine_alone(unit: Path, rule: str) -> None:
    assert rule in unit.read_text().splitlines()


@pytest.mark.parametrize("unit", MOST_EXPOSED)
def test_one_that_hangs_is_started_again(unit: str) -> None:
    lines = (DEPLOY / unit).read_text().splitlines()
    assert "Type=notify" in lines
    assert [line for line in lines if line.startswith("WatchdogSec=")]


def test_a_server_that_hangs_before_it_listens_is_started_again_within_minutes() -> None:
    """Until then systemd's watchdog does not look."""
    lines = (DEPLOY / "server" / "signpost.service").read_text().splitlines()
    [longest] = [line.partition("=")[2] for line in lines if line.startswith("TimeoutStartSec=")]
    assert longest.removesuffix("min").isdecimal()
    assert int(longest.removesuffix("min")) <= 10


def test_the_server_as_it_is_shipped_answers_no_program() -> None:
    lines = (DEPLOY / "server" / "signpost.service").read_text().splitlines()
    assert "Environment=SIGNPOST_REST=off" in lines
    # What stands in the last one counts.
    files = [line for line in lines if line.startswith("EnvironmentFile=")]
    assert files == [f"EnvironmentFile=-/etc/signpost/{name}.env" for name in ("proxy", "signpost")]


def test_the_service_sees_neither_history_nor_tests() -> None:
    lines = (DEPLOY / "server" / "signpost.service").read_text().splitlines()
    paths = [path for line in lines if line.startswith("InaccessiblePaths=") for path in line.partition("=")[2].split()]
    assert {path.removeprefix("-/opt/signpost/") for path in paths} == {".git", *NOT_FOR_SERVING}


def test_the_screen_does_not_wait_for_a_server_that_trains() -> None:
    lines = (DEPLOY / "kiosk" / "signpost-kiosk.service").read_text().splitlines()
    assert "Wants=signpost.service" in lines
    assert not [line for line in lines if line.startswith("After=") and "signpost.service" in line]


def test_the_server_has_file_descriptors_for_as_many_as_it_lets_wait() -> None:
    lines = (DEPLOY / "server" / "signpost.service").read_text().splitlines()
    [most] = [int(line.partition("=")[2]) for line in lines if line.startswith("LimitNOFILE=")]
    assert most // 2 > MOST_WAITING

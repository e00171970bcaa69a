"""What the two install scripts put where, what they leave alone, and that they need no compiler."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.tags import sys_tags
from packaging.utils import parse_wheel_filename

from bot.settings import ROOT
from tests.running import environment
from tests.waiting import PATIENCE

pytestmark = pytest.mark.process

POLICIES = "etc/chromium/policies/managed"
SERVER = {"etc/signpost/signpost.env", "etc/systemd/system/signpost.service"}
PROXY = {"etc/signpost/proxy.env", "etc/caddy/Caddyfile", "etc/systemd/system/caddy.service.d/signpost.conf"}
UNITS = "etc/systemd/system"
WORKERS = {
    f"{UNITS}/signpost-state.service",
    f"{UNITS}/signpost.service.d/workers.conf",
    f"{UNITS}/haproxy.service.d/signpost.conf",
    f"{UNITS}/caddy.service.d/workers.conf",
    "etc/haproxy/haproxy.cfg",
}
KIOSK = {"etc/signpost/kiosk.env", "etc/systemd/system/signpost-kiosk.service", f"{POLICIES}/signpost.json"}
NO_PRINTER = {f"{POLICIES}/signpost-no-printer.json"}
PRINTER = {"etc/cups/cupsd.conf", "etc/systemd/system/cups.service.d/signpost.conf"}

# No wheel of these is published, and nothing in them is compiled.
PYTHON_ALONE = {"docopt", "randomname"}


def install(home: Path, part: str, *words: str) -> set[str]:
    """Runs it and says which files stand under `home` then."""
    script = ROOT / "deploy" / part / "install"
    done = subprocess.run([str(script), *words], env=environment(DESTDIR=str(home)), timeout=PATIENCE, check=False)
    assert done.returncode == 0
    return {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("part", "words", "files"),
    [
        ("server", [], SERVER),
        ("server", ["--proxy"], SERVER | PROXY),
        ("server", ["--workers"], SERVER | WORKERS),
        ("server", ["--workers", "--proxy"], SERVER | WORKERS | PROXY),
        ("kiosk", [], KIOSK | NO_PRINTER),
        ("kiosk", ["--printer"], KIOSK | PRINTER),
        ("kiosk", ["--voice", "--printer"], KIOSK | PRINTER),
        ("kiosk", ["--voice"], KIOSK | NO_PRINTER),
    ],
)
def test_each_puts_its_files_and_no_others(tmp_path: Path, part: str, words: list[str], files: set[str]) -> None:
    assert install(tmp_path, part, *words) == files


@pytest.mark.parametrize("part", ["server", "kiosk"])
def test_a_second_time_it_keeps_the_settings_and_renews_the_rest(tmp_path: Path, part: str) -> None:
    files = install(tmp_path, part)
    for file in files:
        (tmp_path / file).write_text("changed")
    assert install(tmp_path, part) == files
    kept = {file for file in files if (tmp_path / file).read_text() == "changed"}
    assert kept == {file for file in files if file.startswith("etc/signpost/")}


def test_a_word_that_it_does_not_know_is_named_and_nothing_is_put_anywhere(tmp_path: Path) -> None:
    script, env = ROOT / "deploy" / "server" / "install", environment(DESTDIR=str(tmp_path))
    done = subprocess.run([script, "--worker"], env=env, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, "there is no --worker" in done.stderr) == (1, True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("part", ["server", "kiosk"])
def test_settings_are_for_root_alone(tmp_path: Path, part: str) -> None:
    files = [file for file in install(tmp_path, part) if file.startswith("etc/signpost/")]
    assert {(tmp_path / file).stat().st_mode & 0o777 for file in files} == {0o600}


def test_a_printer_that_comes_later_is_let_print(tmp_path: Path) -> None:
    install(tmp_path, "kiosk")
    assert install(tmp_path, "kiosk", "--printer") == KIOSK | PRINTER


def test_a_machine_without_a_compiler_can_install_what_is_locked() -> None:
    """A fresh Debian has none, and docs/server.md asks for none."""
    here = set(sys_tags())
    locked = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    wheels = {
        package["name"]: [wheel["url"].rpartition("/")[2] for wheel in package.get("wheels", [])]
        for package in locked
        if "registry" in package["source"]
    }
    assert {
        name for name, files in wheels.items() if not any(parse_wheel_filename(file)[-1] & here for file in files)
    } == PYTHON_ALONE

"""The kiosk's browser keeps nothing, opens nothing else, and shows 999 while there is no server."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.deploy.screen import SCRIPT, Visited, screen
from tests.engine.test_offline import way_in
from tests.running import environment
from tests.waiting import PATIENCE, stays_away, until

KIOSK = ROOT / "deploy" / "kiosk"
STAND_IN = f"file://{KIOSK}/no-server.html"
# In a mount namespace of its own, so that the policies of the machine stay as they are.
WITH_POLICY = """set -e
mount -t tmpfs t /etc/chromium
mkdir -p /etc/chromium/policies/managed
cp "$0" /etc/chromium/policies/managed/
exec "$@"
"""

SILENCE = 20.0


def policy(folder: Path, port: int) -> Path:
    """The shipped one, with this port and this folder in place of those of a kiosk."""
    shipped = (KIOSK / "policy.json").read_text()
    assert "http://127.0.0.1:5005" in shipped
    path = folder / "policy.json"
    path.write_text(shipped.replace(":5005", f":{port}").replace("/opt/signpost", str(ROOT)))
    return path


def mounts() -> list[str]:
    way = way_in()
    if way is None:
        pytest.skip("no mount namespace here: needs `unshare` (util-linux) and the right to use it")
    return ["unshare", "-m" if way == ["unshare", "-n"] else "-rm"]


@pytest.mark.process
def test_without_a_server_it_shows_999_and_goes_to_the_page_and_back_by_itself() -> None:
    visited = Visited()
    address = f"http://127.0.0.1:{visited.port}/kiosk"
    with screen(address) as kiosk:
        until(lambda: kiosk.shows(STAND_IN))
        with visited.open():
            until(lambda: "/kiosk" in visited.paths)
            assert kiosk.shows(address)
            assert len(kiosk.profiles()) == 1
        until(lambda: kiosk.shows(STAND_IN))


@pytest.mark.process
def test_systemd_is_told_that_it_lives_until_the_screen_hangs(tmp_path: Path) -> None:
    if not shutil.which("systemd-notify") or not shutil.which("wlr-randr"):
        pytest.skip("needs `systemd-notify` and `wlr-randr` (Debian's packages systemd and wlr-randr)")
    visited, told = Visited(), tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(told))
        systemd.settimeout(PATIENCE)
        with visited.open(), screen(f"http://127.0.0.1:{visited.port}/kiosk", NOTIFY_SOCKET=str(told)) as kiosk:
            assert states(systemd, 3) == {b"READY=1", b"WATCHDOG=1"}
            kiosk.process.send_signal(signal.SIGSTOP)
            # Long enough for several of its words; a few were under way when it stopped.
            systemd.settimeout(SILENCE)
            with pytest.raises(TimeoutError):
                states(systemd, 3)
            systemd.settimeout(PATIENCE)
            kiosk.process.send_signal(signal.SIGCONT)
            assert states(systemd, 1) == {b"WATCHDOG=1"}


def states(systemd: socket.socket, how_many: int) -> set[bytes]:
    """What systemd is told next, without what systemd-notify asks it by itself."""
    found: list[bytes] = []
    while len(found) < how_many:
        said = systemd.recv(100)
        found += [said] if not said.startswith(b"BARRIER") else []
    return set(found)


@pytest.mark.process
@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGTERM])
def test_when_the_browser_is_killed_its_folder_goes_and_all_ends(by: signal.Signals) -> None:
    visited = Visited()
    with visited.open(), screen(f"http://127.0.0.1:{visited.port}/kiosk") as kiosk:
        until(lambda: visited.paths)
        browser = kiosk.browser()
        assert browser
        assert kiosk.profiles()
        os.kill(browser[0], by)
        kiosk.process.wait(timeout=PATIENCE)
        assert kiosk.profiles() == []


@pytest.mark.process
def test_when_the_process_that_draws_the_page_is_killed_the_page_comes_back() -> None:
    visited = Visited()
    with visited.open(), screen(f"http://127.0.0.1:{visited.port}/kiosk", KIOSK_PATIENCE="60") as kiosk:
        until(lambda: len(kiosk.pages()) == 1)
        until(lambda: "/kiosk" in visited.paths)
        [first], came, before = kiosk.pages(), visited.paths.count("/kiosk"), kiosk.profiles()
        # One that is well stays as it is.
        assert stays_away(lambda: kiosk.profiles() != before, 5)
        os.kill(first, signal.SIGKILL)
        until(lambda: visited.paths.count("/kiosk") > came)
        until(lambda: len(kiosk.pages()) == 1)
        assert first not in kiosk.pages()
        until(lambda: len(kiosk.profiles()) == 1)
        assert kiosk.profiles() != before


@pytest.mark.process
def test_when_it_is_stopped_its_folder_goes() -> None:
    visited = Visited()
    with visited.open(), screen(f"http://127.0.0.1:{visited.port}/kiosk") as kiosk:
        until(lambda: visited.paths)
        os.killpg(kiosk.process.pid, signal.SIGTERM)
        until(lambda: not kiosk.profiles())


@pytest.mark.process
@pytest.mark.parametrize("let", [False, True])
def test_another_address_is_not_even_asked_for(tmp_path: Path, let: bool) -> None:
    """With `let` the policy allows both, so that the first case cannot pass for another reason."""
    other = Visited()
    first = Visited(f'<meta http-equiv="refresh" content="0;url=http://127.0.0.1:{other.port}/">'.encode())
    path = policy(tmp_path, first.port)
    if let:
        path.write_text(json.dumps({**json.loads(path.read_text()), "URLBlocklist": []}))
    prefix = (*mounts(), "bash", "-c", WITH_POLICY, str(path))
    with first.open(), other.open(), screen(f"http://127.0.0.1:{first.port}/kiosk", prefix=prefix):
        until(lambda: first.paths)
        if let:
            until(lambda: other.paths)
        else:
            assert stays_away(lambda: other.paths, 3)


@pytest.mark.process
def test_a_folder_on_a_disk_is_refused(tmp_path: Path) -> None:
    if subprocess.check_output(["stat", "-f", "-c", "%T", str(tmp_path)], text=True).strip() == "tmpfs":
        pytest.skip("the temporary folder is in memory here")
    done = subprocess.run(
        [str(SCRIPT)],
        env=environment(TMPDIR=str(tmp_path)),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    assert "is on a disk" in done.stderr


def test_the_policy_lets_in_the_kiosk_its_stand_in_and_printing_alone() -> None:
    """Chromium prints by way of two pages of its own, and the page waits for ever where they are blocked."""
    found = json.loads((KIOSK / "policy.json").read_text())
    assert found["URLBlocklist"] == ["*"]
    assert found["URLAllowlist"] == [
        "http://127.0.0.1:5005",
        "file:///opt/signpost/deploy/kiosk/no-server.html",
        "chrome://print",
        "chrome-untrusted://print",
    ]

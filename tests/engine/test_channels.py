"""A channel is a folder that can be taken away: the others serve as before."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

import pytest

from bot.channels import FOLDERS
from bot.engine.safety_net import SafetyNet
from bot.open_referral.settings import OpenReferralSettings
from bot.settings import ROOT
from bot.sms.settings import Kannel, Login, SmsSettings
from tests.running import JSON, WEBHOOK, environment
from tests.standing import SITES, Standing, standing
from tests.waiting import PATIENCE

SECRET = "s" * 32
TEXT = {"secret": SECRET, "id": "1", "at": "2030-01-01+00:00", "from": "+447700900123", "to": "60060", "text": "hello"}
ASKED = {
    "web": ("GET", "/", None, None),
    "kiosk": ("GET", "/kiosk", None, None),
    "rest": ("POST", WEBHOOK, b'{"message": "hello"}', JSON),
    "sms": ("GET", f"/webhooks/sms/kannel?{urlencode(TEXT)}", None, None),
    "open_referral": ("GET", "/open-referral/", None, None),
}
# The kiosk is a part of the web channel.
GOES_TOO = {"web": {"kiosk"}}
LISTS = (
    "from bot.channels import read; from bot import server, serving; print([each.func.__module__ for each in read({})])"
)


def statuses(app: Standing) -> dict[str, int]:
    return {name: app.call(*asked).status for name, asked in ASKED.items()}


@pytest.mark.parametrize("gone", [None, *SITES])
def test_without_one_the_others_answer(net: SafetyNet, built: Path, gone: str | None) -> None:
    with standing(
        net,
        built,
        sms=SmsSettings(kannel=Kannel(SECRET, Login("http://127.0.0.1:9/sendsms", "bot", "password"))),
        open_referral=OpenReferralSettings(is_on=True),
        without=gone,
    ) as app:
        found = statuses(app)
        assert app.call("GET", "/healthz").status == 200
    missing = {gone, *GOES_TOO.get(gone or "", ())} - {None}
    assert found == {name: 404 if name in missing else 200 for name in ASKED}


def test_where_no_channel_has_a_page_a_person_at_a_wrong_address_gets_one_safe_line(
    net: SafetyNet, built: Path
) -> None:
    with standing(net, built, without="web") as app:
        answer = app.call("GET", "/nope", headers={"Accept": "text/html"})
    assert answer.json == {"error": "there is nothing at this address"}
    assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.process
@pytest.mark.parametrize("gone", FOLDERS)
def test_without_its_folder_nothing_misses_it(tmp_path: Path, gone: str) -> None:
    without(ROOT / "bot", tmp_path / "bot", gone.split("."))
    command = [sys.executable, "-W", "ignore", "-c", LISTS]
    paths = f"{tmp_path}:{ROOT}"
    done = subprocess.run(
        command, cwd=tmp_path, env=environment(PYTHONPATH=paths), capture_output=True, text=True, timeout=PATIENCE
    )
    left = [f"bot.{folder}.site" for folder in FOLDERS if folder != gone and not folder.startswith(f"{gone}.")]
    assert done.stdout.strip() == str(left), done.stderr


def without(source: Path, target: Path, gone: list[str]) -> None:
    """The folder as it is, but for what lies at `gone` in it."""
    target.mkdir()
    for entry in source.iterdir():
        if entry.name != gone[0]:
            (target / entry.name).symlink_to(entry)
        elif gone[1:]:
            without(entry, target / entry.name, gone[1:])

"""Settings that systemd keeps sealed count as those of the environment do, and none of them is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.credentials import FILE, FOLDER, take_in
from bot.setting_values import SettingError
from bot.settings import ROOT, Settings
from tests.running import cli

TOKEN = "0123456789abcdef0123456789abcdef"
SEALED = f"""
# For Prometheus.
SIGNPOST_METRICS=token
SIGNPOST_METRICS_TOKEN="{TOKEN}"
"""


def test_they_are_taken_in_and_go_before_the_others(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(SEALED)
    environment = {FOLDER: str(tmp_path), "SIGNPOST_METRICS": "off", "SIGNPOST_PORT": "5010"}
    take_in(environment)
    found = Settings.read(environment)
    assert (found.metrics, found.metrics_token, found.port) == ("token", TOKEN, 5010)


@pytest.mark.parametrize("folder", [None, "/nowhere"])
def test_where_there_are_none_nothing_changes(folder: str | None) -> None:
    environment = {FOLDER: folder} if folder else {}
    before = dict(environment)
    take_in(environment)
    assert environment == before


@pytest.mark.parametrize("content", [TOKEN.encode(), b"A=\xff"], ids=["no name", "no UTF-8"])
def test_what_is_wrong_in_them_is_said_without_a_word_of_them(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(SettingError, match=f"sealed {FILE}") as refused:
        take_in({FOLDER: str(tmp_path)})
    assert TOKEN not in str(refused.value)


@pytest.mark.process
@pytest.mark.parametrize("command", ["serve", "reload"])
def test_the_commands_of_the_service_read_them(tmp_path: Path, command: str) -> None:
    (tmp_path / FILE).write_text("SIGNPOST_WORKERS=many")
    done = cli(command, cwd=tmp_path, CREDENTIALS_DIRECTORY=str(tmp_path))
    assert (done.returncode, done.stderr.startswith("Error: SIGNPOST_WORKERS is 'many'")) == (1, True)


def test_the_unit_asks_for_them() -> None:
    unit = (ROOT / "deploy" / "server" / "signpost.service").read_text()
    assert f"ImportCredential={FILE}\n" in unit

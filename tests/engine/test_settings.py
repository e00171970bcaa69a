"""Settings come from the environment and are refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import ROOT, SettingError, Settings

TOKEN = "t" * 32


def test_with_nothing_set_it_listens_on_this_machine_alone() -> None:
    assert Settings.read({}) == Settings("127.0.0.1", 5005, None, ROOT / "models")


def test_all_four_can_be_set() -> None:
    found = Settings.read(
        {
            "SIGNPOST_HOST": "::1",
            "SIGNPOST_PORT": "65535",
            "SIGNPOST_REST_TOKEN": TOKEN,
            "SIGNPOST_MODELS": "elsewhere",
        }
    )
    assert found == Settings("::1", 65535, TOKEN, Path("elsewhere"))


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "", " 5005", "5005.0", "5e3", "²"])
def test_a_wrong_port_is_refused_with_its_name_and_what_to_give(port: str) -> None:
    with pytest.raises(SettingError, match=r"SIGNPOST_PORT is .*: give a whole number from 1 to 65535"):
        Settings.read({"SIGNPOST_PORT": port})


@pytest.mark.parametrize("token", ["", "short", "x" * 31])
def test_a_token_that_could_be_guessed_is_refused(token: str) -> None:
    with pytest.raises(SettingError, match="SIGNPOST_REST_TOKEN is shorter than 32 characters"):
        Settings.read({"SIGNPOST_REST_TOKEN": token})

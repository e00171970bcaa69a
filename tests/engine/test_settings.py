"""The server's own settings come from the environment and are refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import ROOT, SettingError, Settings
from tests.rows import each_row


def test_with_nothing_set_it_listens_on_this_machine_alone() -> None:
    assert Settings.read({}) == Settings("127.0.0.1", 5005, ROOT / "models")


def test_where_to_listen_and_what_to_load_can_be_set() -> None:
    found = Settings.read({"SIGNPOST_HOST": "::1", "SIGNPOST_PORT": "65535", "SIGNPOST_MODELS": "elsewhere"})
    assert found == Settings("::1", 65535, Path("elsewhere"))


@each_row("port", ["0", "65536", "-1", "http", "", " 5005", "5005.0", "5e3", "²", "9" * 5000])
def test_a_wrong_port_is_refused_with_its_name_and_what_to_give(port: str) -> None:
    with pytest.raises(SettingError, match=r"SIGNPOST_PORT is .*: give a whole number from 1 to 65535"):
        Settings.read({"SIGNPOST_PORT": port})


@pytest.mark.parametrize(
    ("given", "hosts"),
    [
        ({}, set()),
        ({"SIGNPOST_HOSTS": "Hub.local, bot.hub.example"}, {"hub.local", "bot.hub.example"}),
        ({"SIGNPOST_HOSTS": "https://bot.hub.example:8443/"}, {"bot.hub.example"}),
        ({"SIGNPOST_SITE": "bot.hub.example"}, {"bot.hub.example"}),
        ({"SIGNPOST_SITE": "https://a.example b.example:8443, *.c.example"}, {"a.example", "b.example"}),
        ({"SIGNPOST_HOST": "hub.lan"}, {"hub.lan"}),
        ({"SIGNPOST_HOST": "::1"}, set()),
    ],
)
def test_the_servers_own_names_can_be_set(given: dict[str, str], hosts: set[str]) -> None:
    assert Settings.read(given).hosts == hosts


@each_row("wrong", ["*", "*.example", "a/b", "[::1]", "user@a.example", "hüb.example", "-a", "a..b"])
def test_a_wrong_name_is_refused_and_named(wrong: str) -> None:
    with pytest.raises(SettingError, match=r"SIGNPOST_HOSTS holds .*: give names such as bot\.hub\.example"):
        Settings.read({"SIGNPOST_HOSTS": f"fine.example, {wrong}"})

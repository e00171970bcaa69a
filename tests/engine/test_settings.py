"""Settings come from the environment and are refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import ROOT, SettingError, Settings

TOKEN = "t" * 32


def test_with_nothing_set_it_listens_on_this_machine_alone() -> None:
    assert Settings.read({}) == Settings("127.0.0.1", 5005, None, ROOT / "models")


def test_where_to_listen_and_what_to_load_can_be_set() -> None:
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


def test_the_web_channel_can_be_set() -> None:
    found = Settings.read(
        {
            "SIGNPOST_WEB_ORIGINS": "https://hub.example, http://10.0.0.5:8080",
            "SIGNPOST_WEB_LONGEST": "400",
            "SIGNPOST_WEB_RATE": "7",
            "SIGNPOST_WEB_RATE_ALL": "70",
            "SIGNPOST_EXIT_URL": "https://weather.example/today?place=havant",
        }
    )
    assert found.web_origins == {"https://hub.example", "http://10.0.0.5:8080"}
    assert (found.web_longest, found.web_rate, found.web_rate_all) == (400, 7, 70)
    assert found.exit_url == "https://weather.example/today?place=havant"


@pytest.mark.parametrize(
    ("given", "origins"),
    [
        ("", set()),
        ("  ", set()),
        ("https://hub.example/", {"https://hub.example"}),
        ("HTTPS://Hub.Example:443", {"https://hub.example"}),
        ("http://hub.example:80", {"http://hub.example"}),
        ("http://hub.example:443", {"http://hub.example:443"}),
        ("http://[FD00::1]:8080", {"http://[fd00::1]:8080"}),
        ("https://a.example,https://a.example", {"https://a.example"}),
    ],
)
def test_origins_are_held_as_browsers_write_them(given: str, origins: set[str]) -> None:
    assert Settings.read({"SIGNPOST_WEB_ORIGINS": given}).web_origins == origins


@pytest.mark.parametrize(
    "wrong",
    [
        "*",
        "https://*.hub.example",
        "null",
        "hub.example",
        "//hub.example",
        "ftp://hub.example",
        "https://",
        "https://hub.example/chat",
        "https://hub.example?a=b",
        "https://hub.example#a",
        "https://someone@hub.example",
        "https://hub.example:0",
        "https://hub.example:99999",
        "https://hub.example:http",
        "https://[::1",
        "https://hüb.example",
        "https://hub.example https://other.example",
        "https://hub.example\\@other.example",
        "https://fine.example,,https://also.example",
    ],
)
def test_a_wrong_origin_is_refused_and_named(wrong: str) -> None:
    with pytest.raises(SettingError, match=r"SIGNPOST_WEB_ORIGINS holds .*: give scheme and host of each site"):
        Settings.read({"SIGNPOST_WEB_ORIGINS": wrong})


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "/weather",
        "www.bbc.co.uk",
        "javascript:alert(1)",
        "https://",
        "https://a.example/\r\nSet-Cookie: a=b",
        "https://a b",
    ],
)
def test_a_page_to_leave_to_is_a_whole_web_address(wrong: str) -> None:
    with pytest.raises(SettingError, match=r"SIGNPOST_EXIT_URL is .*: give a whole web address"):
        Settings.read({"SIGNPOST_EXIT_URL": wrong})


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("SIGNPOST_WEB_LONGEST", "99"),
        ("SIGNPOST_WEB_LONGEST", "4001"),
        ("SIGNPOST_WEB_RATE", "0"),
        ("SIGNPOST_WEB_RATE", "many"),
        ("SIGNPOST_WEB_RATE_ALL", "-1"),
        ("SIGNPOST_WEB_RATE_ALL", ""),
    ],
)
def test_a_wrong_limit_is_refused_with_its_name(name: str, wrong: str) -> None:
    with pytest.raises(SettingError, match=rf"{name} is .*: give a whole number from"):
        Settings.read({name: wrong})

"""The web channel's settings come from the environment and are refused by name."""

from __future__ import annotations

import pytest

from bot.setting_values import SettingError
from bot.web.settings import WebSettings
from tests.rows import each_row


def test_the_web_channel_can_be_set() -> None:
    found = WebSettings.read(
        {
            "SIGNPOST_WEB_ORIGINS": "https://hub.example, http://10.0.0.5:8080",
            "SIGNPOST_WEB_LONGEST": "400",
            "SIGNPOST_WEB_RATE": "7",
            "SIGNPOST_WEB_RATE_ALL": "70",
            "SIGNPOST_EXIT_URL": "https://weather.example/today?place=havant",
        }
    )
    assert found.origins == {"https://hub.example", "http://10.0.0.5:8080"}
    assert (found.longest, found.rate, found.rate_all) == (400, 7, 70)
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
    assert WebSettings.read({"SIGNPOST_WEB_ORIGINS": given}).origins == origins


@each_row(
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
        WebSettings.read({"SIGNPOST_WEB_ORIGINS": wrong})


@each_row(
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
        WebSettings.read({"SIGNPOST_EXIT_URL": wrong})


@each_row(
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
        WebSettings.read({name: wrong})

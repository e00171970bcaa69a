"""Settings come from the environment and are refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.server_settings import ServerSettings
from bot.settings import ROOT, SettingError
from bot.web.kiosk.places import Places
from tests.rows import each_row

TOKEN = "t" * 32


def test_with_nothing_set_it_listens_on_this_machine_alone() -> None:
    assert ServerSettings.read({}) == ServerSettings("127.0.0.1", 5005, None, ROOT / "models")


def test_where_to_listen_and_what_to_load_can_be_set() -> None:
    found = ServerSettings.read(
        {
            "SIGNPOST_HOST": "::1",
            "SIGNPOST_PORT": "65535",
            "SIGNPOST_REST_TOKEN": TOKEN,
            "SIGNPOST_MODELS": "elsewhere",
        }
    )
    assert found == ServerSettings("::1", 65535, TOKEN, Path("elsewhere"))


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "", " 5005", "5005.0", "5e3", "²"])
def test_a_wrong_port_is_refused_with_its_name_and_what_to_give(port: str) -> None:
    with pytest.raises(SettingError, match=r"SIGNPOST_PORT is .*: give a whole number from 1 to 65535"):
        ServerSettings.read({"SIGNPOST_PORT": port})


@pytest.mark.parametrize("token", ["", "short", "x" * 31])
def test_a_token_that_could_be_guessed_is_refused(token: str) -> None:
    with pytest.raises(SettingError, match="SIGNPOST_REST_TOKEN is shorter than 32 characters"):
        ServerSettings.read({"SIGNPOST_REST_TOKEN": token})


@pytest.mark.parametrize(("given", "rest"), [({}, "loopback"), ({"SIGNPOST_REST": "off"}, "off")])
def test_who_may_use_rest_can_be_set(given: dict[str, str], rest: str) -> None:
    assert ServerSettings.read(given).rest == rest


def test_where_only_the_token_opens_there_has_to_be_one() -> None:
    assert ServerSettings.read({"SIGNPOST_REST": "token", "SIGNPOST_REST_TOKEN": TOKEN}).rest == "token"
    with pytest.raises(SettingError, match="SIGNPOST_REST is 'token', but SIGNPOST_REST_TOKEN is not set"):
        ServerSettings.read({"SIGNPOST_REST": "token"})


@pytest.mark.parametrize("wrong", ["", "on", "Loopback", "yes", "127.0.0.1"])
def test_a_wrong_word_for_rest_is_refused(wrong: str) -> None:
    with pytest.raises(SettingError, match=r"SIGNPOST_REST is .*: give loopback, token or off"):
        ServerSettings.read({"SIGNPOST_REST": wrong})


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
    assert ServerSettings.read(given).hosts == hosts


@pytest.mark.parametrize("wrong", ["*", "*.example", "a/b", "[::1]", "user@a.example", "hüb.example", "-a", "a..b"])
def test_a_wrong_name_is_refused_and_named(wrong: str) -> None:
    with pytest.raises(SettingError, match=r"SIGNPOST_HOSTS holds .*: give names such as bot\.hub\.example"):
        ServerSettings.read({"SIGNPOST_HOSTS": f"fine.example, {wrong}"})


def test_the_web_channel_can_be_set() -> None:
    found = ServerSettings.read(
        {
            "SIGNPOST_WEB_ORIGINS": "https://hub.example, http://10.0.0.5:8080",
            "SIGNPOST_WEB_LONGEST": "400",
            "SIGNPOST_WEB_RATE": "7",
            "SIGNPOST_WEB_RATE_ALL": "70",
            "SIGNPOST_EXIT_URL": "https://weather.example/today?place=havant",
        }
    )
    assert found.web.origins == {"https://hub.example", "http://10.0.0.5:8080"}
    assert (found.web.longest, found.web.rate, found.web.rate_all) == (400, 7, 70)
    assert found.web.exit_url == "https://weather.example/today?place=havant"


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
    assert ServerSettings.read({"SIGNPOST_WEB_ORIGINS": given}).web.origins == origins


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
        ServerSettings.read({"SIGNPOST_WEB_ORIGINS": wrong})


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
        ServerSettings.read({"SIGNPOST_EXIT_URL": wrong})


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
        ServerSettings.read({name: wrong})


KIOSK = ("SIGNPOST_KIOSK_PHONE", "SIGNPOST_KIOSK_DESK", "SIGNPOST_KIOSK_DEFIBRILLATOR")


def test_the_places_around_the_kiosk_can_be_set() -> None:
    found = ServerSettings.read(
        dict(zip(KIOSK, ("by the door", " on your left. ", "in room 2, café side"), strict=True))
    )
    assert found.web.places == Places("by the door", "on your left", "in room 2, café side")
    assert list(found.web.places.missing()) == []


@each_row("empty", [None, "", "  ", ".", " . "])
@each_row("name", KIOSK)
def test_an_empty_place_is_one_that_is_not_set(name: str, empty: str | None) -> None:
    found = ServerSettings.read({} if empty is None else {name: empty})
    assert found.web.places == Places()
    assert [setting for setting, _ in found.web.places.missing()] == list(KIOSK)
    assert found.web.places.placeholders() == {}


@each_row(
    ("wrong", "why"),
    [
        ("x" * 101, "more than 100 characters"),
        *(
            (f"by {hidden}the door", "characters that nobody sees")
            for hidden in ("\n", "\t", "\x00", "\u2028", "\u202e", "\ud800")
        ),
        ("by the door\n", "more than one line"),
        ("by the {frank.card}", "a curly bracket"),
        ("by the door}", "a curly bracket"),
        ("@utter_greet", "an @ in front"),
        # Numbers to call come from the directory alone.
        *(
            (place, "a number of three digits")
            for place in ("ring 023 9244 6019", "call 101", "ext 2-0-4", "dial 0 8 0 0")
        ),
        ("in room 112", "a number of three digits"),
    ],
    ids=range(16),
)
@each_row("name", KIOSK)
def test_a_wrong_place_is_left_out_alone_and_it_is_said_why(name: str, wrong: str, why: str) -> None:
    others = {other: "by the door" for other in KIOSK if other != name}
    found = ServerSettings.read({**others, name: wrong})
    assert [setting for setting, _ in found.web.places.missing()] == [name]
    assert list(found.web.places.wrong) == [name]
    assert why in found.web.places.wrong[name]
    assert wrong.strip() not in found.web.places.wrong[name]


@pytest.mark.parametrize("right", ["x" * 100, "in room 12 on floor 2", "behind the café's “till”", "email desk@door"])
def test_a_place_is_said_in_the_hubs_own_words(right: str) -> None:
    found = ServerSettings.read({"SIGNPOST_KIOSK_DESK": right})
    assert (found.web.places.desk, found.web.places.wrong) == (right, {})


def test_a_kiosk_without_a_printer_can_say_so() -> None:
    assert ServerSettings.read({}).web.prints
    assert not ServerSettings.read({"SIGNPOST_KIOSK_PRINTER": "no"}).web.prints
    with pytest.raises(SettingError, match=r"SIGNPOST_KIOSK_PRINTER is 'maybe': give yes or no"):
        ServerSettings.read({"SIGNPOST_KIOSK_PRINTER": "maybe"})

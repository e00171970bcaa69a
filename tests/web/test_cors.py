"""Which pages may use the web channel, and what their browsers are told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.hosts import OwnHosts
from bot.web.cors import CorsPolicy, is_own
from bot.web.settings import WebSettings
from tests.engine.agents import Listening
from tests.rows import each_row
from tests.running import FORM
from tests.standing import Standing, standing
from tests.web.speaking import ADDRESS, leave, post, say, start

HUB = "https://hub.example"
FOREIGN = [
    "https://evil.example",
    "http://hub.example",
    "https://hub.example:8443",
    "https://hub.example.evil.example",
    "https://evil.example/https://hub.example",
    "https://sub.hub.example",
    "HTTPS://HUB.EXAMPLE",
    "null",
    "",
    "nonsense",
    "https://[::1",
    "file://",
]
WHAT = ["start", "message", "leave"]


@pytest.fixture
def for_hub(net: SafetyNet, built: Path) -> Iterator[Standing]:
    with standing(net, built, web=WebSettings(origins=frozenset({HUB}))) as running:
        yield running


@each_row(
    ("origin", "host"),
    [
        ("http://127.0.0.1:5005", "127.0.0.1:5005"),
        ("http://localhost:5005", "LOCALHOST:5005"),
        ("http://[::1]:5005", "[::1]:5005"),
        ("https://bot.example", "bot.example"),
        ("https://bot.example", "bot.example:443"),
        ("http://bot.example", "bot.example:80"),
        ("https://bot.example:8443", "bot.example:8443"),
    ],
)
def test_a_page_of_our_own_is_known_by_its_host(origin: str, host: str) -> None:
    assert is_own(origin, host)


@each_row(
    ("origin", "host"),
    [
        ("http://127.0.0.1:5006", "127.0.0.1:5005"),
        ("http://localhost:5005", "127.0.0.1:5005"),
        ("https://bot.example", "bot.example:8443"),
        ("https://bot.example:8443", "bot.example"),
        ("https://bot.example", "bot.example:80"),
        ("https://bot.example", ""),
        ("https://", ""),
        ("ftp://bot.example", "bot.example"),
        ("null", "null"),
        ("bot.example", "bot.example"),
        ("https://[::1", "[::1"),
    ],
)
def test_a_page_from_elsewhere_is_not_our_own(origin: str, host: str) -> None:
    assert not is_own(origin, host)


@each_row(
    ("site", "hidden", "let_in"),
    [
        ("same-origin", False, True),
        ("none", False, True),
        ("cross-site", False, False),
        ("same-site", False, False),
        (None, False, False),
        ("same-origin", True, True),
        ("cross-site", True, False),
        ("same-site", True, False),
        (None, True, True),
    ],
)
def test_an_origin_that_is_hidden_is_judged_by_where_the_browser_says_it_is(
    site: str | None, hidden: bool, let_in: bool
) -> None:
    headers = {"origin": "null", "host": "bot.example"} | ({"sec-fetch-site": site} if site else {})
    assert CorsPolicy(hosts=OwnHosts(frozenset({"bot.example"}))).allows(headers, hidden=hidden) is let_in


@each_row("host", ["bot.example", "bot.example:8443", "BOT.example", "bot.example.", "localhost:5005", "hub.localhost"])
def test_a_page_by_a_name_of_ours_is_let_in(host: str) -> None:
    headers = {"origin": f"http://{host.lower()}", "host": host}
    assert CorsPolicy(hosts=OwnHosts(frozenset({"bot.example"}))).allows(headers, hidden=False)


@each_row("host", ["127.0.0.1:5005", "192.168.1.20:5005", "[::1]:5005", "[fd00::1]"])
def test_a_page_by_an_address_is_let_in(host: str) -> None:
    """No stranger's name leads to it."""
    assert CorsPolicy().allows({"origin": f"http://{host}", "host": host}, hidden=False)


@pytest.mark.parametrize("origin", ["http://evil.example:5005", "null"])
def test_a_page_by_a_strangers_name_that_leads_here_is_refused(
    app: Standing, agent: Listening, caplog: pytest.LogCaptureFixture, origin: str
) -> None:
    elsewhere = {"Origin": origin, "Host": "evil.example:5005", "Sec-Fetch-Site": "same-origin"}
    assert [post(app, what, b"{}", **elsewhere).status for what in WHAT] == [403, 403, 403]
    assert app.call("POST", "/", b"message=hello", {**elsewhere, **FORM}).status == 403
    assert agent.heard == []
    assert caplog.text.count("SIGNPOST_HOSTS") == 1


def test_a_page_by_a_listed_name_may_all(net: SafetyNet, built: Path) -> None:
    own = {"Origin": "https://bot.example", "Host": "bot.example"}
    with standing(net, built, hosts=frozenset({"bot.example"})) as running:
        token = post(running, "start", **own).json["conversation"]
        assert say(running, token, "hello", **own).status == 200


@each_row(
    ("what", "origin"), [(what, origin) for what in WHAT for origin in FOREIGN if (what, origin) != ("leave", "null")]
)
def test_a_foreign_page_is_refused_with_a_reason_it_may_not_read(
    for_hub: Standing, agent: Listening, what: str, origin: str
) -> None:
    agent.heard.clear()
    answer = post(for_hub, what, b"{}", Origin=origin)
    assert (answer.status, answer.json["code"]) == (403, "foreign")
    assert "SIGNPOST_WEB_ORIGINS" in answer.json["error"]
    assert not [name for name in answer.headers if name.startswith("access-control")]
    assert agent.heard == []


def test_a_page_of_our_own_may_all(app: Standing) -> None:
    own = f"http://127.0.0.1:{app.port}"
    token = post(app, "start", Origin=own).json["conversation"]
    assert say(app, token, "hello", Origin=own).status == 200
    assert leave(app, token, Origin=own).status == 204


def test_a_page_of_an_allowed_site_may_all_and_read_the_answers(for_hub: Standing) -> None:
    begun = post(for_hub, "start", Origin=HUB)
    token = begun.json["conversation"]
    answers = [begun, say(for_hub, token, "hello", Origin=HUB), leave(for_hub, token, Origin=HUB)]
    assert [answer.status for answer in answers] == [200, 200, 204]
    assert {answer.headers["access-control-allow-origin"] for answer in answers} == {HUB}
    assert {answer.headers["vary"] for answer in answers} == {"Origin"}


@each_row(("body", "status"), [(b"{", 400), (b'{"conversation": "a", "message": "b"}', 404)])
def test_an_allowed_page_may_read_why_it_was_refused(for_hub: Standing, body: bytes, status: int) -> None:
    answer = post(for_hub, "message", body, Origin=HUB)
    assert (answer.status, answer.headers["access-control-allow-origin"]) == (status, HUB)


def test_a_beacon_of_an_allowed_page_erases(for_hub: Standing) -> None:
    token = start(for_hub)
    assert leave(for_hub, token, Origin=HUB, Content_Type="text/plain;charset=UTF-8").status == 204
    assert say(for_hub, token, "hello").status == 410


def test_a_beacon_of_our_own_page_erases_though_it_hides_its_origin(app: Standing) -> None:
    token = start(app)
    assert leave(app, token, Origin="null", Content_Type="text/plain;charset=UTF-8").status == 204
    assert say(app, token, "hello").status == 410


@each_row("what", WHAT)
def test_the_browsers_question_is_answered_for_allowed_sites(for_hub: Standing, what: str) -> None:
    asked = {"Origin": HUB, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    answer = for_hub.call("OPTIONS", f"{ADDRESS}/{what}", headers=asked)
    assert (answer.status, answer.body) == (204, b"")
    told = {name: value for name, value in answer.headers.items() if name.startswith("access-control")}
    assert told == {
        "access-control-allow-origin": HUB,
        "access-control-expose-headers": "Retry-After",
        "access-control-allow-methods": "POST",
        "access-control-allow-headers": "Content-Type",
        "access-control-max-age": "600",
    }


@each_row("what", WHAT)
def test_the_browsers_question_is_refused_for_others(app: Standing, what: str) -> None:
    asked = {"Origin": HUB, "Access-Control-Request-Method": "POST"}
    answer = app.call("OPTIONS", f"{ADDRESS}/{what}", headers=asked)
    assert (answer.status, answer.json["code"]) == (403, "foreign")
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_nobody_is_let_read_with_credentials_or_as_everybody(for_hub: Standing) -> None:
    answer = post(for_hub, "start", Origin=HUB)
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["access-control-allow-origin"] != "*"


def test_a_program_without_an_origin_is_let_in_and_told_nothing_about_pages(app: Standing) -> None:
    answer = post(app, "start")
    assert answer.status == 200
    assert not [name for name in answer.headers if name.startswith("access-control")]

"""The proxy that is shipped passes all on while the bot is up, names 999 while it is down, and writes nobody down."""

from __future__ import annotations

import gzip
import http.client
import json
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bot.headers import SAFE
from rig.ports import free_port
from tests.deploy.cards import lines
from tests.deploy.proxy import CALLER, SHIPPED, SITE, Proxy, proxy
from tests.running import JSON, WEBHOOK, Server, call
from tests.sms.texting import gateway

pytestmark = pytest.mark.process

MARK = "marked-by-the-test"
TOO_LARGE = b" " * 200_000
LOG_RULE = "\tlog {\n\t\toutput stderr\n\t\tinclude tls\n\t\tlevel WARN\n\t}\n"
JSON_TYPE = JSON["Content-Type"]
TWILIO = "/webhooks/sms/twilio"
# What Chromium takes over TLS.
BROWSERS = "gzip, deflate, br, zstd"


@pytest.fixture(scope="module")
def server(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One of this module's own: once a proxy was seen, nobody gets to its REST any more."""
    home = tmp_path_factory.mktemp("behind")
    directory = str(home / "directory.sqlite")
    running = Server(home, SIGNPOST_MODELS=str(model), SIGNPOST_DIRECTORY=directory, TMPDIR=str(home))
    try:
        yield running.wait()
    finally:
        running.stop()


@pytest.fixture(scope="module")
def up(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """In front of the real server."""
    with proxy(tmp_path_factory.mktemp("up"), server.port) as running:
        yield running


@pytest.fixture(scope="module")
def down(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """In front of nothing."""
    with proxy(tmp_path_factory.mktemp("down"), free_port()) as running:
        yield running


@pytest.mark.parametrize("path", ["/", "/privacy", "/page.css", "/nowhere"])
def test_answers_and_their_headers_pass_as_the_bot_gives_them(up: Proxy, server: Server, path: str) -> None:
    passed, given = up.call("GET", path), server.call("GET", path)
    assert passed.status == given.status
    assert [passed.headers[name.lower()] for name in SAFE] == [given.headers[name.lower()] for name in SAFE]


def test_a_page_of_the_public_site_is_known_as_our_own(up: Proxy) -> None:
    token = up.call("POST", "/webhooks/web/start", Origin=up.origin).json["conversation"]
    body = json.dumps({"conversation": token, "message": "my mate wont wake up"}).encode()
    answer = up.call("POST", "/webhooks/web/message", body, Origin=up.origin, Content_Type=JSON_TYPE)
    assert "999" in answer.json[0]["text"][:80]
    assert up.call("POST", "/webhooks/web/start", Origin="https://evil.example").status == 403


@pytest.mark.parametrize(
    "path",
    [
        WEBHOOK,
        "/webhooks/rest",
        "/webhooks/rest/",
        "/Webhooks/REST/webhook",
        "/webhooks//rest/webhook",
        "/webhooks/./rest/webhook",
        "/webhooks/x/../rest/webhook",
        "/webhooks/%72est/webhook",
        "/webhooks%2frest%2fwebhook",
        "/webhooks/rest/webhook?a=b",
    ],
)
def test_rest_is_never_passed_on(up: Proxy, path: str) -> None:
    answer = up.call("POST", path, b'{"sender": "a", "message": "b"}', Content_Type=JSON_TYPE)
    assert answer.status == 404


def test_with_the_proxy_in_front_rest_is_shut_on_the_machine_too(up: Proxy, server: Server) -> None:
    up.call("GET", "/")
    assert server.post(b'{"message": "b"}').status == 403
    assert "a proxy is in front of this server" in server.printed()


def test_the_bot_is_told_who_called_and_not_what_the_caller_said(tmp_path: Path) -> None:
    with gateway() as bot, proxy(tmp_path, bot.port) as running:
        running.call("GET", "/", X_Forwarded_For="203.0.113.9")
        assert bot.got[-1].headers["x-forwarded-for"] == CALLER


@pytest.mark.parametrize("path", ["/", "/nowhere", "/healthz"])
def test_browsers_are_told_to_come_with_tls_from_then_on(up: Proxy, down: Proxy, path: str) -> None:
    told = [proxy.call("GET", path).headers["strict-transport-security"] for proxy in (up, down)]
    assert told == ["max-age=31536000; includeSubDomains"] * 2


def test_without_tls_people_are_led_on_and_programs_refused(tmp_path: Path) -> None:
    with gateway() as bot, proxy(tmp_path, bot.port) as running:
        led = call(running.plain, "GET", "/privacy?a=b", headers={"Host": SITE})
        told = [call(running.plain, "POST", path, b"{}", {"Host": SITE}) for path in (TWILIO, "/webhooks/web/start")]
    assert (led.status, led.headers["location"]) == (308, f"https://{SITE}:{running.port}/privacy?a=b")
    assert [answer.status for answer in told] == [403, 403]
    assert "POST" not in {got.method for got in bot.got}


def shaken(port: int, newest: ssl.TLSVersion, ciphers: str) -> str:
    """What TLS a client that can no more than this comes to; raises SSLError."""
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.check_hostname, client.verify_mode = False, ssl.CERT_NONE
    client.minimum_version, client.maximum_version = ssl.TLSVersion.TLSv1, newest
    client.set_ciphers(ciphers)
    with socket.create_connection(("127.0.0.1", port)) as plain, client.wrap_socket(plain, server_hostname=SITE) as tls:
        return str(tls.version())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_only_tls_of_today_gets_in(down: Proxy) -> None:
    everything = "ALL:@SECLEVEL=0"
    assert shaken(down.port, ssl.TLSVersion.TLSv1_3, everything) == "TLSv1.3"
    assert shaken(down.port, ssl.TLSVersion.TLSv1_2, "ECDHE+AESGCM:ECDHE+CHACHA20") == "TLSv1.2"
    for newest, ciphers in ((ssl.TLSVersion.TLSv1_1, everything), (ssl.TLSVersion.TLSv1_2, "kRSA:@SECLEVEL=0")):
        with pytest.raises(ssl.SSLError, match="alert"):
            shaken(down.port, newest, ciphers)


@pytest.mark.parametrize("path", ["/healthz", "/metrics", "/open-referral", "/open-referral/services"])
def test_health_and_open_data_are_for_the_machine_itself(up: Proxy, card: list[str], path: str) -> None:
    answer = up.call("GET", path)
    assert (answer.status, lines(answer.body.decode())) == (404, card)


def test_a_body_that_is_too_large_is_refused_with_the_card(up: Proxy, card: list[str]) -> None:
    answer = up.call("POST", "/webhooks/web/message", TOO_LARGE, Content_Type=JSON_TYPE)
    assert (answer.status, lines(answer.body.decode())) == (413, card)


def test_what_the_bot_refuses_in_its_own_words_reaches_it(up: Proxy) -> None:
    answer = up.call("POST", "/webhooks/web/message", TOO_LARGE[1:], Content_Type=JSON_TYPE)
    assert (answer.status, answer.json["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("accepted", ["gzip, deflate, br, zstd", "gzip", "br", "zstd", ""])
@pytest.mark.parametrize("name", ["page.js", "widget.js", "kiosk.js", "style.css", "pictures/call.svg"])
def test_a_file_comes_compressed_as_the_bot_has_it_to_whoever_takes_that(up: Proxy, name: str, accepted: str) -> None:
    answer = up.call("GET", f"/{name}", Accept_Encoding=accepted)
    plain = up.call("GET", f"/{name}").body
    zipped = "gzip" in accepted
    assert answer.headers.get("content-encoding") == ("gzip" if zipped else None)
    assert (gzip.decompress(answer.body) if zipped else answer.body) == plain
    assert "Accept-Encoding" in answer.headers["vary"]


def test_a_file_is_kept_by_its_hash_and_not_sent_again_by_its_name(up: Proxy) -> None:
    address = re.findall(r'(/page\.js\?v=\w+)"', up.call("GET", "/").body.decode())[0]
    kept = up.call("GET", address, Accept_Encoding=BROWSERS)
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    again = up.call("GET", "/page.js", Accept_Encoding=BROWSERS, If_None_Match=kept.headers["etag"])
    assert (again.status, again.body, again.headers["cache-control"]) == (304, b"", "no-cache")


def test_what_is_anybodys_own_is_neither_kept_nor_compressed(up: Proxy) -> None:
    """An answer that holds both a secret and what somebody typed would give the one away by its length."""
    form = {"Accept_Encoding": BROWSERS, "Content_Type": "application/x-www-form-urlencoded", "Origin": up.origin}
    said = [up.call("POST", "/", b"message=hello", **form), up.call("GET", "/", Accept_Encoding=BROWSERS)]
    said.append(up.call("POST", "/webhooks/web/start", Accept_Encoding=BROWSERS, Origin=up.origin))
    for answer in said:
        assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
        assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize("path", ["/", "/leave", "/webhooks/web/message", "/kiosk"])
def test_without_the_bot_everybody_gets_the_card(down: Proxy, card: list[str], method: str, path: str) -> None:
    headers = {"If_None_Match": "*", "If_Modified_Since": "Thu, 01 Jan 2099 00:00:00 GMT", "Range": "bytes=0-3"}
    answer = down.call(method, path, b"message=x" if method != "GET" else None, **headers)
    assert (answer.status, lines(answer.body.decode())) == (503, card)


def test_the_card_carries_the_safe_headers_and_nothing_to_know_it_again_by(down: Proxy) -> None:
    headers = down.call("GET", "/").headers
    policy = headers["content-security-policy"].replace("style-src 'unsafe-inline'; ", "")
    assert {**headers, "content-security-policy": policy}.items() >= {n.lower(): v for n, v in SAFE.items()}.items()
    assert not {"etag", "last-modified", "set-cookie"} & set(headers)


def test_nobody_is_written_down_while_the_bot_is_up(server: Server, tmp_path: Path) -> None:
    with proxy(tmp_path, server.port) as running:
        leave_marks(running)
    assert MARK not in running.left()
    assert CALLER not in running.left()


def test_nobody_is_written_down_while_the_bot_is_down(tmp_path: Path) -> None:
    with proxy(tmp_path, free_port()) as running:
        leave_marks(running)
    assert MARK not in running.left()
    assert CALLER not in running.left()


def test_without_our_rule_for_logs_caddy_would_write_them_down(tmp_path: Path) -> None:
    """So that the two tests above look where there would be something to see."""
    shipped = (SHIPPED / "Caddyfile").read_text()
    assert LOG_RULE in shipped
    (tmp_path / "Caddyfile").write_text(shipped.replace(LOG_RULE, "\tdebug\n"))
    with proxy(tmp_path, free_port(), tmp_path / "Caddyfile") as running:
        leave_marks(running)
    assert MARK in running.left()
    assert CALLER in running.left()


def leave_marks(running: Proxy) -> None:
    """A mark in every part of a request, then a call that is no TLS, and one that goes away half-way."""
    for method, path in [("GET", "/"), ("POST", "/webhooks/web/message"), ("GET", "/healthz"), ("POST", "/leave")]:
        headers = {"X_Marked": MARK, "User_Agent": MARK, "Cookie": MARK, "Referer": f"https://{MARK}.example/"}
        running.call(method, f"{path}?q={MARK}", MARK.encode(), **headers)
    with socket.create_connection(("127.0.0.1", running.port), source_address=(CALLER, 0)) as plain:
        plain.sendall(f"GET /{MARK} HTTP/1.1\r\n\r\n".encode())
    with suppress(OSError, http.client.HTTPException):
        running.call("POST", f"/{MARK}", MARK.encode(), Content_Length="1000", Connection="close")

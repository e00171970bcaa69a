"""HAProxy as it is shipped: one conversation at one worker, nothing lost with another, nobody written down."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sanic import Sanic

from bot.engine import arrival
from bot.engine.last_resort import LastResort
from bot.engine.safety_net import SafetyNet
from bot.headers import SAFE
from bot.server import create_app
from bot.settings import Settings
from directory.live import LiveDirectory
from rig.ports import free_port
from tests.deploy.balancer import Balancer, balancer
from tests.deploy.cards import lines
from tests.deploy.workers import Worker, worker
from tests.rows import each_row
from tests.running import FORM, WEBHOOK
from tests.sms.texting import everything
from tests.standing import SITES
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.process

MARK = "qzmarkqz"
JSON = {"Content-Type": "application/json"}
MANY = 12
A_MINUTE = 60.0
# The first and `retries` in the file.
TRIES = 4


@pytest.fixture(scope="module")
def two() -> Iterator[tuple[Worker, Worker]]:
    with worker(0) as one, worker(1) as other:
        yield one, other


@pytest.fixture(scope="module")
def up(two: tuple[Worker, Worker], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Balancer]:
    with balancer(tmp_path_factory.mktemp("balancer"), two[0].port, two[1].port) as running:
        until(lambda: {running.call("GET", "/").json["worker"] for _ in range(4)} == {0, 1})
        yield running


def web(whom: str) -> tuple[str, str, bytes, dict[str, str]]:
    return "POST", "/webhooks/web/message", json.dumps({"conversation": whom, "message": MARK}).encode(), JSON


def beacon(whom: str) -> tuple[str, str, bytes, dict[str, str]]:
    body = json.dumps({"conversation": whom}).encode()
    return "POST", "/webhooks/web/leave", body, {"Content-Type": "text/plain;charset=UTF-8"}


def page(whom: str) -> tuple[str, str, bytes, dict[str, str]]:
    return "POST", "/", urlencode({"message": MARK, "conversation": whom}).encode(), FORM


def leaving(whom: str) -> tuple[str, str, bytes, dict[str, str]]:
    return "POST", "/leave", urlencode({"conversation": whom}).encode(), FORM


def twilio(whom: str) -> tuple[str, str, bytes, dict[str, str]]:
    return "POST", "/webhooks/sms/twilio", urlencode({"Body": MARK, "From": whom}).encode(), FORM


def android(whom: str) -> tuple[str, str, bytes, dict[str, str]]:
    return "POST", "/webhooks/sms/android", json.dumps({"payload": {"sender": whom, "message": MARK}}).encode(), JSON


def older_android(whom: str) -> tuple[str, str, bytes, dict[str, str]]:
    return "POST", "/webhooks/sms/android", json.dumps({"payload": {"phoneNumber": whom}}).encode(), JSON


def rapidpro(whom: str) -> tuple[str, str, bytes, dict[str, str]]:
    return "POST", "/webhooks/sms/rapidpro", urlencode({"text": MARK, "to": whom}).encode(), FORM


def kannel(whom: str) -> tuple[str, str, bytes, dict[str, str]]:
    return "GET", f"/webhooks/sms/kannel?{urlencode({'text': MARK, 'from': whom})}", b"", {}


@contextmanager
def broken(*workers: Worker, times: int = 1) -> Iterator[None]:
    for one in workers:
        one.breaks = times
    try:
        yield
    finally:
        for one in workers:
            one.breaks = 0


WAYS = [web, beacon, page, leaving, twilio, android, older_android, rapidpro, kannel]


def where(up: Balancer, way: object, whom: str) -> int:
    answer = up.call(*way(whom))  # type: ignore[operator]
    assert answer.status == 200, answer.body
    return int(answer.json["worker"])


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_one_conversation_comes_to_one_worker_and_many_to_both(up: Balancer, way: object) -> None:
    people = [f"+4477009{number:05}" for number in range(MANY)]
    first = [where(up, way, whom) for whom in people]
    assert [where(up, way, whom) for whom in people] == first
    assert set(first) == {0, 1}


def test_the_page_the_channel_and_leaving_find_the_same_worker(up: Balancer) -> None:
    people = [f"conversation-{number}" for number in range(MANY)]
    found = [{where(up, way, whom) for way in (web, beacon, page, leaving)} for whom in people]
    assert [len(workers) for workers in found] == [1] * MANY


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_what_a_worker_took_and_did_not_answer_is_asked_of_the_other(
    up: Balancer, two: tuple[Worker, Worker], way: object
) -> None:
    home = where(up, way, "somebody")
    with broken(two[home]):
        assert up.call(*way("somebody")).status == 200  # type: ignore[operator]


def test_a_long_message_is_asked_again_too(up: Balancer, two: tuple[Worker, Worker]) -> None:
    body = json.dumps({"conversation": "long", "message": "x" * 63_000}).encode()
    with broken(*two):
        assert up.call("POST", "/webhooks/web/message", body, JSON).status == 200


def test_who_asked_before_on_the_same_connection_gets_the_card_too_where_every_try_fails(
    up: Balancer, two: tuple[Worker, Worker], card: list[str]
) -> None:
    method, path, body, headers = web("again")
    with closing(HTTPConnection("127.0.0.1", up.port, timeout=PATIENCE)) as connection:
        connection.request(method, path, body, headers)
        assert connection.getresponse().read()
        with broken(*two, times=TRIES):
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            assert (answer.status, lines(answer.read().decode())) == (502, card)


def test_one_that_is_not_well_gets_nobody(up: Balancer, two: tuple[Worker, Worker]) -> None:
    two[0].is_well = False
    try:
        people = [f"well-{number}" for number in range(MANY)]
        until(lambda: {where(up, web, whom) for whom in people} == {1})
    finally:
        two[0].is_well = True
    until(lambda: {where(up, web, whom) for whom in people} == {0, 1})


@each_row(
    ("method", "path"),
    [
        ("POST", WEBHOOK),
        ("GET", "/webhooks/rest/"),
        ("POST", "/Webhooks/REST/webhook"),
        ("POST", "/webhooks//rest/webhook"),
        ("POST", "/webhooks/./rest/webhook"),
        ("POST", "/webhooks/web/../rest/webhook"),
        ("POST", "/webhooks/%72est/webhook"),
        ("POST", "/webhooks%2frest%2fwebhook"),
        ("POST", "/webhooks/rest/webhook?conversation=a"),
        ("POST", "/kiosk/../webhooks/rest/webhook"),
        ("GET", "/healthz/"),
        ("GET", "/metrics"),
        ("GET", "/open-referral/"),
        ("GET", "/open-referral/services"),
        ("GET", "/nowhere"),
    ],
)
def test_what_is_not_for_everybody_is_never_passed_on(
    up: Balancer, two: tuple[Worker, Worker], card: list[str], method: str, path: str
) -> None:
    before = [len(one.got) for one in two]
    answer = up.call(method, path, b'{"sender": "a", "message": "b"}' if method == "POST" else None, JSON)
    assert (answer.status, lines(answer.body.decode())) == (404, card)
    assert [len(one.got) for one in two] == before


def test_health_of_the_workers_is_not_for_everybody(up: Balancer) -> None:
    assert up.call("GET", "/healthz").status == 404


def addresses(net: SafetyNet, built: Path) -> list[tuple[str, str]]:
    """A method and a path for each that the bot has, all gateways set up."""
    opens = [partial(site, usual()) for name, (site, usual) in SITES.items() if name != "sms"]
    sms = partial(SITES["sms"][0], everything("http://127.0.0.1:1"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sanic, "test_mode", True)
        app = create_app(Settings(), [*opens, sms], net, LiveDirectory(built))
    rows = [(sorted(route.methods)[0], f"/{route.path}") for route in app.router.routes]
    return [(method, re.sub("<.*>", "tel-101.svg", path)) for method, path in rows]


def test_every_address_of_the_bot_is_passed_on_but_those_for_the_machine(
    up: Balancer, last_resort: LastResort, built: Path
) -> None:
    found = addresses(SafetyNet(last_resort), built)
    inside = {path for method, path in found if up.call(method, path).status == 404}
    assert inside == {"/healthz", "/metrics", "/webhooks/rest", "/webhooks/rest/webhook"}
    assert len(found) > 20


def test_the_worker_is_told_that_a_proxy_is_there_and_who_called(up: Balancer, two: tuple[Worker, Worker]) -> None:
    home = where(up, web, "told")
    *_, headers = two[home].got[-1]
    assert headers["via"] == "1.1 signpost"
    up.call(*web("told")[:3], {**JSON, "X-Forwarded-For": "203.0.113.9"})
    # On this machine: another proxy.
    assert two[home].got[-1][3]["x-forwarded-for"] == "203.0.113.9"


def test_the_worker_is_told_since_when_somebody_waits_and_nobody_else_says_so(
    up: Balancer, two: tuple[Worker, Worker]
) -> None:
    home = where(up, web, "since")
    before = time.time()
    up.call(*web("since")[:3], {**JSON, arrival.HEADER: "1"})
    came = int(two[home].got[-1][3][arrival.HEADER]) / 1000
    # HAProxy looks at the clock once for all that has come at a time.
    assert before - A_MINUTE < came < time.time() + A_MINUTE


def test_where_all_are_too_busy_to_say_how_they_are_people_come_to_them_all_the_same(tmp_path: Path) -> None:
    with worker(0) as one, worker(1) as other, balancer(tmp_path, one.port, other.port) as up:
        one.is_well = other.is_well = False
        until(lambda: up.call(*web("busy")).status == 200 and {one.checks_lost > 3, other.checks_lost > 3} == {True})
        people = [f"busy-{number}" for number in range(MANY)]
        assert {where(up, web, whom) for whom in people} == {0, 1}


def test_a_body_that_is_too_large_gets_the_card(up: Balancer, card: list[str]) -> None:
    answer = up.call("POST", "/webhooks/web/message", b" " * 95_000, JSON)
    assert (answer.status, lines(answer.body.decode())) == (413, card)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_a_worker_everybody_gets_the_card(tmp_path: Path, card: list[str], method: str) -> None:
    with balancer(tmp_path, free_port(), free_port()) as down:
        answer = down.call(method, "/", b"message=x" if method == "POST" else None, FORM)
        assert (answer.status, lines(answer.body.decode())) == (503, card)
        assert answer.headers["cache-control"] == "no-store"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert "camera=()" in answer.headers["permissions-policy"]


def test_the_card_of_the_proxy_carries_the_safe_headers(up: Balancer) -> None:
    headers = up.call("GET", "/nowhere").headers
    policy = headers["content-security-policy"].replace("style-src 'unsafe-inline'; ", "")
    assert {**headers, "content-security-policy": policy}.items() >= {n.lower(): v for n, v in SAFE.items()}.items()


def test_it_is_reloaded_without_a_request_lost(up: Balancer) -> None:
    statuses = []
    for _ in range(3):
        up.reload()
        statuses += [up.call(*page(f"reloaded-{number}")).status for number in range(30)]
    assert set(statuses) == {200}


def test_what_it_prints_holds_nothing_of_anybody(up: Balancer, two: tuple[Worker, Worker]) -> None:
    where(up, kannel, f"+44{MARK}")
    up.call("GET", f"/{MARK}", headers={"X-Mark": MARK})
    with broken(*two, times=10), suppress(OSError):
        # Where no worker answers at all, it closes too.
        up.call("POST", "/webhooks/web/message", json.dumps({"conversation": MARK}).encode(), JSON)
    assert MARK not in up.printed()
    assert "203.0.113" not in up.printed()

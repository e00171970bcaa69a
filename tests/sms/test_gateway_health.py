"""A gateway that is dead, gone or refuses our login is named in /healthz and in /metrics."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.sms import gateway_health
from bot.sms.gateway_health import GatewayHealth
from bot.sms.gateways import kannel
from bot.sms.gateways.android import AndroidGateway
from bot.sms.gateways.kannel import KannelGateway
from bot.sms.outbox import Outbox, Status
from bot.sms.settings import Android, Gammu, Kannel, Login, SmsSettings
from rig.ports import free_port
from tests.rows import each_row
from tests.sms.texting import KEY, SECRET, Gateway, gateway
from tests.sms.texting import kannel as text_by_kannel
from tests.standing import Standing, standing
from tests.waiting import until, until_then

ASKED = KannelGateway(Kannel(SECRET, Login("http://127.0.0.1:1/x", "sms", "the-password"))).ask()


@each_row(
    ("status", "stands", "says"),
    [
        (200, "ok", ()),
        (404, "ok", ()),
        (400, "ok", ()),
        (401, "refused", ("texts do not go out by phone: the login in the settings is refused (401)",)),
        (403, "refused", ("texts do not go out by phone: the login in the settings is refused (403)",)),
        (503, "down", ("texts do not go out by phone: it cannot be reached, or fails (503)",)),
        (
            "ClientConnectorError",
            "down",
            ("texts do not go out by phone: it cannot be reached, or fails (ClientConnectorError)",),
        ),
    ],
)
def test_what_a_call_came_to_says_how_it_stands(status: Status, stands: str, says: tuple[str, ...]) -> None:
    health = GatewayHealth({})
    health.note("phone", status)
    assert health.state("phone") == stands
    assert tuple(line.partition(":")[0] for line in health.problems) == tuple(line.partition(":")[0] for line in says)
    assert all(line.startswith(said) for line, said in zip(health.problems, says, strict=True))


def test_of_one_that_was_never_called_nothing_is_known() -> None:
    assert GatewayHealth({}).state("twilio") == "unknown"


def test_a_problem_is_over_with_the_next_call_that_is_taken() -> None:
    health = GatewayHealth({})
    for status in (503, 202):
        health.note("phone", status)
    assert health.problems == ()


async def test_a_gateway_is_asked_though_nobody_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway_health, "ASK_EVERY", 0.01)
    outbox = Outbox()
    with gateway() as phone:
        phone.usual = 401
        health = GatewayHealth({"android": AndroidGateway(Android(Login(phone.url, "sms", "wrong"), KEY)).ask()})
        asking = asyncio.create_task(health.run(outbox.ask))
        await until_then(lambda: health.state("android") == "refused")
        assert {(got.method, got.path) for got in phone.got} == {("GET", "/message/none")}
    await until_then(lambda: health.state("android") == "down")
    asking.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await asking
    await outbox.close()


def test_kannel_is_asked_by_a_call_that_sends_nothing() -> None:
    assert ASKED.query == {"username": "sms", "password": "the-password"}


@pytest.fixture
def texting(net: SafetyNet, built: Path, other_side: Gateway) -> Iterator[Standing]:
    sms = SmsSettings(kannel=Kannel(SECRET, Login(f"{other_side.url}/cgi-bin/sendsms", "sms", "pass")))
    with standing(net, built, sms=sms) as running:
        yield running


def test_a_reply_that_a_gateway_refuses_shows_in_health_and_metrics(
    texting: Standing, net: SafetyNet, other_side: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kannel, "BEHIND_THE_FIRST", 0.0)
    assert texting.call("GET", "/healthz").json["gateways"] == {"kannel": "unknown"}
    monkeypatch.setattr(kannel, "_rest", lambda *_: [ASKED])
    monkeypatch.setattr(Outbox, "ask", refused)
    text_by_kannel(texting.call, "hello")
    until(lambda: texting.call("GET", "/healthz").json["gateways"] == {"kannel": "refused"})
    health = texting.call("GET", "/healthz")
    assert (health.status, health.json["status"]) == (200, "ok")
    assert any(line.startswith("texts do not go out by kannel: the login") for line in health.json["problems"])
    assert b'signpost_gateway_up{gateway="kannel"} 0.0' in texting.call("GET", "/metrics").body


async def refused(*_: object) -> Status:
    return 403


def test_an_inbox_that_is_gone_shows_in_health(net: SafetyNet, built: Path, tmp_path: Path) -> None:
    for name in ("inbox", "outbox"):
        (tmp_path / name).mkdir()
    with standing(net, built, sms=SmsSettings(gammu=Gammu(tmp_path))) as app:
        assert app.call("GET", "/healthz").json["gateways"] == {"gammu": "ok"}
        (tmp_path / "inbox").rmdir()
        until(lambda: app.call("GET", "/healthz").json["gateways"] == {"gammu": "down"})
        assert "gammu: its folders cannot be used (FileNotFoundError)" in str(app.call("GET", "/healthz").json)
        (tmp_path / "inbox").mkdir()
        until(lambda: app.call("GET", "/healthz").json["gateways"] == {"gammu": "ok"})


def test_no_login_is_in_a_line_or_a_log(caplog: pytest.LogCaptureFixture) -> None:
    nowhere = Login(f"http://127.0.0.1:{free_port()}/x", "sms", "the-password")
    health = GatewayHealth({"kannel": KannelGateway(Kannel(SECRET, nowhere)).ask()})
    with caplog.at_level(logging.DEBUG):
        health.note("kannel", "ClientConnectorError")
    assert "the-password" not in f"{health.problems} {caplog.text} {ASKED!r}"

"""REST behind a proxy that somebody set up in a hurry."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine.safety_net import SafetyNet
from bot.rest.settings import RestSettings
from bot.setting_values import Access
from tests.rest.proxies import haproxy, nginx
from tests.running import JSON, WEBHOOK, call
from tests.standing import standing

pytestmark = pytest.mark.process

SILENT = "proxy_http_version 1.1; proxy_set_header Connection '';"
BODY = b'{"sender": "somebody-else", "message": "hi"}'


def asked(port: int, **headers: str) -> int:
    return call(port, "POST", WEBHOOK, BODY, {**JSON, **headers}).status


@pytest.mark.parametrize(
    "more",
    [
        pytest.param("", id="proxy_pass-alone"),
        pytest.param("proxy_set_header Host $host;", id="host-passed-on"),
        pytest.param(f"{SILENT} proxy_set_header X-Real-IP $remote_addr;", id="peer-named"),
        pytest.param(f"{SILENT} proxy_set_header X-Forwarded-For $remote_addr;", id="forwarded"),
    ],
)
def test_a_call_through_nginx_is_refused_and_shuts_the_door(
    net: SafetyNet, built: Path, tmp_path: Path, more: str
) -> None:
    with standing(net, built) as app, nginx(tmp_path, app.port, more) as port:
        assert asked(app.port) == 200
        assert asked(port) == 403
        assert asked(app.port) == 403


def test_a_page_that_was_fetched_through_haproxy_by_its_name_shuts_the_door(
    net: SafetyNet, built: Path, tmp_path: Path
) -> None:
    with standing(net, built) as app, haproxy(tmp_path, app.port) as port:
        assert call(port, "GET", "/", headers={"Host": "bot.example"}).status == 200
        assert asked(port, Host="127.0.0.1") == 403


@pytest.mark.parametrize(("rest", "status"), [("token", 401), ("off", 404)])
def test_through_a_proxy_that_leaves_no_mark_only_the_setting_shuts_it(
    net: SafetyNet, built: Path, tmp_path: Path, rest: Access, status: int
) -> None:
    """Such a proxy cannot be told from a program on this machine: with "loopback" it would be let in."""
    with standing(net, built, rest=RestSettings(rest, "t" * 32)) as app, nginx(tmp_path, app.port, SILENT) as port:
        assert asked(port) == status

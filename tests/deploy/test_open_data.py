"""The proxies that are shipped pass open data on once they are changed as docs/open-data.md says, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import ROOT
from tests.deploy.balancer import CONFIG, balancer
from tests.deploy.proxy import SHIPPED, proxy
from tests.deploy.workers import worker
from tests.waiting import until

pytestmark = pytest.mark.process

PAGE = " ".join((ROOT / "docs" / "open-data.md").read_text(encoding="utf-8").split())
SERVICES = "/open-referral/services?page=2"
SHUT = "unless page or kiosk or channel or gateway"
ACL = "acl data path_beg /open-referral"
INSIDE = "/open-referral /open-referral/*"


def changed(source: Path, target: Path, old: str, new: str) -> Path:
    text = source.read_text(encoding="utf-8")
    assert text.count(old) == 1
    target.write_text(text.replace(old, new), encoding="utf-8")
    return target


def test_haproxy_passes_it_on_with_two_changes(tmp_path: Path) -> None:
    assert f"`{ACL}`" in PAGE
    assert f"`{SHUT} or data`" in PAGE
    config = changed(CONFIG, tmp_path / "one.cfg", "    acl page path ", f"    {ACL}\n    acl page path ")
    config = changed(config, tmp_path / "two.cfg", SHUT, f"{SHUT} or data")
    with worker(0) as one, worker(1) as other, balancer(tmp_path, one.port, other.port, config=config) as up:
        until(lambda: up.call("GET", SERVICES).status == 200)
        assert [up.call("GET", path).status for path in ("/healthz", "/webhooks/rest/", "/nowhere")] == [404] * 3


def test_caddy_passes_it_on_with_two_words_less(tmp_path: Path) -> None:
    assert f"`{INSIDE}`" in PAGE
    config = changed(SHIPPED / "Caddyfile", tmp_path / "Caddyfile", f" {INSIDE}", "")
    with worker(0) as bot, proxy(tmp_path, bot.port, config) as up:
        assert up.call("GET", SERVICES).status == 200
        assert [up.call("GET", path).status for path in ("/healthz", "/webhooks/rest/")] == [404] * 2

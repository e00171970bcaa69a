"""The app on a port of its own beside the test, with whatever agent the test wants."""

from __future__ import annotations

import asyncio
import json
import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sanic import Sanic
from sanic.mixins.routes import RouteMixin
from sanic.touchup import TouchUp

from bot.engine.engine import Engine, ModelMissing
from bot.engine.safety_net import SafetyNet
from bot.open_referral.settings import OpenReferralSettings
from bot.open_referral.site import OpenReferral
from bot.rest import site as rest
from bot.rest.settings import RestSettings
from bot.server import create_app
from bot.settings import Access, Settings
from bot.sms import site as sms
from bot.sms.settings import SmsSettings
from bot.web import site as web
from bot.web.kiosk import site as kiosk
from bot.web.kiosk.settings import KioskSettings
from bot.web.settings import WebSettings
from bot.wire.limits import Limits
from bot.wire.running import run
from directory.live import LiveDirectory
from rig.ports import free_port
from tests.running import JSON, WEBHOOK, Answer, call
from tests.waiting import PATIENCE, until

# What opens each channel, and the settings that it has where nothing is set; the kiosk stands within the web channel.
SITES = {
    "web": (web.WebChannel, WebSettings),
    "kiosk": (kiosk.within_the_web, KioskSettings),
    "rest": (rest.RestChannel, RestSettings),
    "sms": (sms.SmsChannel, SmsSettings),
    "open_referral": (OpenReferral, OpenReferralSettings),
}


def no_model() -> Engine:
    raise ModelMissing("no model in models/: run `make train`")


@dataclass(frozen=True)
class Standing:
    """A listening app; every call goes over a real connection."""

    port: int

    def call(self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> Answer:
        return call(self.port, method, path, body, headers)

    def wait(self) -> Standing:
        """Until it answers fully."""
        until(lambda: self.call("GET", "/healthz").status == 200)
        return self

    def post(self, body: bytes, headers: dict[str, str] | None = None) -> Answer:
        return self.call("POST", WEBHOOK, body, headers or JSON)

    def say(self, message: str, sender: str | None = "a") -> Any:
        given = {"message": message} if sender is None else {"sender": sender, "message": message}
        answer = self.post(json.dumps(given).encode())
        assert answer.status == 200, answer.body
        return answer.json


def _start_soon(patch: pytest.MonkeyPatch) -> None:
    """Without what Sanic does anew for each app and with the same outcome, which is half of a start."""
    # It reads the source of each handler to guess how errors should look; all of ours look as bot/errors.py says.
    patch.setattr(RouteMixin, "_determine_error_format", lambda self, handler: "")
    touch_up = TouchUp.run
    # It takes out of its own classes what nobody listens for, and compiles them again.
    patch.setattr(TouchUp, "run", lambda app: None if hasattr(Sanic, "__touched__") else touch_up(app))


@contextmanager
def standing(
    net: SafetyNet,
    target: Path,
    *,
    load: Callable[[], Engine] = no_model,
    limits: Limits | None = None,
    hosts: frozenset[str] = frozenset(),
    without: str | None = None,
    metrics: Access = "loopback",
    metrics_token: str | None = None,
    **settings: Any,
) -> Iterator[Standing]:
    """The app with this net and this directory file, in a thread with a loop of its own, until the block ends.

    `settings` are those of channels by their names, and `without` is the name of one that is not there.
    """
    with pytest.MonkeyPatch.context() as patch:
        # Otherwise Sanic refuses a second app of the same name in one process.
        patch.setattr(Sanic, "test_mode", True)
        _start_soon(patch)
        port, started = free_port(), queue.SimpleQueue[asyncio.AbstractEventLoop]()
        opens = [partial(site, settings.get(name, usual())) for name, (site, usual) in SITES.items() if name != without]
        app = create_app(
            Settings(port=port, hosts=hosts, metrics=metrics, metrics_token=metrics_token),
            opens,
            net,
            LiveDirectory(target),
            load=load,
            limits=limits or Limits(last=0.05),
        )
        app.after_server_start(lambda _, loop: started.put(loop))
        thread = threading.Thread(target=run, args=(app, "127.0.0.1", port), daemon=True)
        thread.start()
        loop = started.get(timeout=PATIENCE)
        try:
            yield Standing(port)
        finally:
            loop.call_soon_threadsafe(app.ctx.stop.set)
            thread.join(PATIENCE)

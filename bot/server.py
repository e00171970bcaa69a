"""The server: one Sanic app with our channels, the safety net around the agent, and nothing of Rasa's HTTP API."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.engine.agent import Engine, ModelMissing, load_engine
from bot.engine.safety_net import SafetyNet
from bot.health import health
from bot.rest import channel as rest
from bot.rest.guard import Guard
from bot.settings import Settings
from bot.sms.site import Site as SmsSite
from bot.watching import SourceWatch
from bot.web.headers import make_safe
from bot.web.site import Site
from bot.wire.connections import Connections
from bot.wire.limits import Limits
from directory.live import LiveDirectory

logger = logging.getLogger(__name__)

LARGEST_BODY = 2_000_000
LARGEST_HEAD = 80_000
SWEEP_EVERY = 60.0

Load = Callable[[], Engine]


def create_app(
    settings: Settings,
    net: SafetyNet,
    directory: LiveDirectory,
    *,
    load: Load | None = None,
    when_ready: Callable[[], None] = lambda: None,
    limits: Limits | None = None,
) -> Sanic:
    """The app; it answers at once with the safety net's own words, and fully when `load` is done."""
    app = Sanic("signpost", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_BODY
    # Kannel hands a text over in the address, where each letter of it can take nine.
    app.config.REQUEST_MAX_HEADER_SIZE = LARGEST_HEAD
    app.config.ACCESS_LOG = False
    app.config.MOTD = False
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.ctx.connections = Connections(limits or Limits.of_this_process())
    app.ctx.engine = None
    app.ctx.problem = "loading"
    watch = SourceWatch(directory.path)
    site = Site(settings, net, directory, forget=lambda conversation: _forget(app, conversation))
    sms = SmsSite(settings.sms, net, directory.path)
    if settings.rest != "off":
        guard = Guard(settings.rest_token, loopback=settings.rest == "loopback")
        app.blueprint(rest.blueprint(net, guard))
        app.register_middleware(rest.looking(guard), "request")
    for blueprint in (*site.blueprints(), *sms.blueprints()):
        app.blueprint(blueprint)
    app.register_middleware(make_safe, "response")
    app.error_handler.add(Exception, site.on_error)
    _serve_health(app, net, directory, watch)

    @app.after_server_start
    async def start(running: Sanic, loop: Any) -> None:
        loading = _load(running, net, load or (lambda: load_engine(settings.models)), when_ready)
        beside = (loading, _sweep(running, net, site, sms), watch.run(), *sms.endless())
        running.ctx.beside = [asyncio.create_task(work) for work in beside]

    @app.before_server_stop
    async def stop(running: Sanic, loop: Any) -> None:
        for task in running.ctx.beside:
            task.cancel()

    @app.after_server_stop
    async def close(running: Sanic, loop: Any) -> None:
        # Not before: whoever was still being answered may have had a text to send.
        await sms.close()

    return app


def _serve_health(app: Sanic, net: SafetyNet, directory: LiveDirectory, watch: SourceWatch) -> None:
    @app.get("/healthz")
    async def healthz(request: Request) -> HTTPResponse:
        body = health(net, directory, problems=filter(None, (app.ctx.problem, watch.problem)))
        return json_response(body, status=200 if body["status"] == "ok" else 503)


async def _load(app: Sanic, net: SafetyNet, load: Load, when_ready: Callable[[], None]) -> None:
    try:
        engine = await _aside(load)
    except ModelMissing as error:
        app.ctx.problem = str(error)
        logger.error("%s; until then people get the last-resort card", error)
        return
    app.ctx.engine, app.ctx.problem = engine, None
    net.agent = engine.agent
    when_ready()


async def _aside(load: Load) -> Engine:
    """Loads in a thread that nothing waits for: a stop while it loads is a stop at once."""
    loop = asyncio.get_running_loop()
    loaded: asyncio.Future[Engine] = loop.create_future()

    def work() -> None:
        outcome: Engine | Exception
        try:
            outcome = load()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is raised where it is awaited
            outcome = error
        # The loop is closed when the server was stopped meanwhile.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(_settle, loaded, outcome)

    threading.Thread(target=work, name="load", daemon=True).start()
    return await loaded


def _settle(loaded: asyncio.Future[Engine], outcome: Engine | Exception) -> None:
    if loaded.done():
        return
    if isinstance(outcome, Exception):
        loaded.set_exception(outcome)
    else:
        loaded.set_result(outcome)


def _forget(app: Sanic, conversation: str) -> None:
    if app.ctx.engine:
        app.ctx.engine.tracker_store.forget(conversation)


async def _sweep(app: Sanic, net: SafetyNet, site: Site, sms: SmsSite) -> None:
    """Half an hour is half an hour even when nobody writes any more."""
    while True:
        await asyncio.sleep(SWEEP_EVERY)
        net.offered.sweep()
        site.hearing.sweep()
        sms.sweep()
        if app.ctx.engine:
            app.ctx.engine.tracker_store.conversations.sweep()

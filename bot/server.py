"""The server: one Sanic app with our channels, the safety net around the agent, and nothing of Rasa's HTTP API."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot import metrics
from bot.background import Background
from bot.engine import lasting
from bot.engine.engine import Engine
from bot.engine.expiring import sweep_all
from bot.engine.safety_net import SafetyNet
from bot.health import health
from bot.hosts import OwnHosts
from bot.readings import readings
from bot.rest import channel as rest
from bot.rest.guard import Guard
from bot.server_settings import ServerSettings
from bot.sms.site import Site as SmsSite
from bot.understanding.red_flags.detector import glance
from bot.upkeep import Load, NoUpkeep, Trainer, Upkeep
from bot.watching import SourceWatch
from bot.web.headers import make_safe
from bot.web.site import Site
from bot.wire.connections import Connections
from bot.wire.limits import Limits
from directory.live import LiveDirectory

LARGEST_BODY = 2_000_000
SWEEP_EVERY = 60.0


def create_app(
    settings: ServerSettings,
    net: SafetyNet,
    directory: LiveDirectory,
    *,
    load: Load | None = None,
    engine: Engine | None = None,
    watch: SourceWatch | None = None,
    when_ready: Callable[[], None] = lambda: None,
    limits: Limits | None = None,
) -> Sanic:
    """The app; it answers at once with the safety net's own words, and fully when `load` is done.

    With an `engine` it answers fully from the start.
    """
    app = _bare(limits or Limits.of_this_process())
    upkeep = _with(app, net, engine) if engine else _upkeep(app, net, load, settings.models, when_ready)
    watch = watch or SourceWatch(directory.path)
    site = Site(
        settings.web, OwnHosts(settings.hosts), net, directory, forget=lambda conversation: _forget(app, conversation)
    )
    sms = SmsSite(settings.sms, net, directory.path)
    beside = Background()
    _add_channels(app, settings, net, site, sms)

    def problems() -> list[str]:
        return list(filter(None, (*upkeep.problems, watch.problem, beside.problem, *sms.problems, net.state.problem)))

    _serve_health(app, net, directory, problems, sms)
    _serve_metrics(app, settings, lambda: readings(net, app.ctx.connections, sms, len(problems())))
    for route in app.router.routes:
        # A body that comes with a GET is read before the answer too. Sanic would log each of them.
        route.ctx.ignore_body = False

    @app.after_server_start
    async def start(running: Sanic, loop: Any) -> None:
        is_first, place = app.ctx.number == 0, f"{socket.gethostname()} {settings.port + app.ctx.number}"
        once = [watch.run()] if is_first else []
        texts = sms.endless(place, alone=is_first)
        beside.start((net.warm_up(), upkeep.run(), _sweep(), *once, net.state.run(), *texts))

    @app.before_server_stop
    async def stop(running: Sanic, loop: Any) -> None:
        beside.stop()

    @app.after_server_stop
    async def close(running: Sanic, loop: Any) -> None:
        # Not before: whoever was still being answered may have had a text to send.
        await sms.close()
        await net.state.close()

    return app


def _bare(limits: Limits) -> Sanic:
    app = Sanic("signpost", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_BODY
    app.config.ACCESS_LOG = False
    app.config.MOTD = False
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.ctx.connections = Connections(limits, is_urgent=glance)
    app.ctx.engine = None
    # Of several workers the first does what is done once.
    app.ctx.number = 0
    return app


def _add_channels(app: Sanic, settings: ServerSettings, net: SafetyNet, site: Site, sms: SmsSite) -> None:
    if settings.rest != "off":
        guard = Guard(settings.rest_token, loopback=settings.rest == "loopback")
        app.blueprint(rest.blueprint(net, guard))
        app.register_middleware(rest.looking(guard), "request")
    for blueprint in (*site.blueprints(), *sms.blueprints()):
        app.blueprint(blueprint)
    app.register_middleware(make_safe, "response")
    app.error_handler.add(Exception, site.on_error)


def _serve_health(
    app: Sanic, net: SafetyNet, directory: LiveDirectory, problems: Callable[[], list[str]], sms: SmsSite
) -> None:
    @app.get("/healthz")
    async def healthz(request: Request) -> HTTPResponse:
        body = health(net, directory, problems=problems(), gateways=sms.gateways)
        return json_response(body, status=200 if body["status"] == "ok" else 503)


def _serve_metrics(app: Sanic, settings: ServerSettings, read: metrics.Readings) -> None:
    if settings.metrics != "off":
        found = metrics.Metrics(read)
        door = Guard(settings.metrics_token, settings.metrics == "loopback", "SIGNPOST_METRICS_TOKEN")
        app.blueprint(metrics.blueprint(found, door))
        app.register_middleware(found.count, "response")


def _with(app: Sanic, net: SafetyNet, engine: Engine) -> NoUpkeep:
    app.ctx.engine = engine
    net.agent, net.understand = engine.agent, engine.agent.parse_message
    return NoUpkeep(engine)


def _upkeep(app: Sanic, net: SafetyNet, load: Load | None, models: Path, when_ready: Callable[[], None]) -> Upkeep:
    def take(engine: Engine) -> None:
        first = app.ctx.engine is None
        app.ctx.engine = engine
        net.agent, net.understand = engine.agent, engine.agent.parse_message
        lasting.set_aside()
        if first:
            when_ready()

    def load_best() -> Engine:
        # Beside the loop: the port answers while Rasa is imported, which takes a second or two.
        from bot.engine.agent import load_engine
        from bot.engine.tracker_store import ForgetfulTrackerStore

        before: Engine | None = app.ctx.engine
        return load_engine(models, before.tracker_store if before else ForgetfulTrackerStore(state=net.state))

    return Upkeep(load, take) if load else Upkeep(load_best, take, trainer=Trainer(models))


def _forget(app: Sanic, conversation: str) -> None:
    if app.ctx.engine:
        app.ctx.engine.tracker_store.forget(conversation)


async def _sweep() -> None:
    while True:
        await asyncio.sleep(SWEEP_EVERY)
        sweep_all()

"""The server: one Sanic app with our channels, the safety net around the agent, and nothing of Rasa's HTTP API."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot import metrics
from bot.background import Background
from bot.channels import Around, Channel, Open, WorkerPlace, open_each
from bot.engine import arrival, lasting
from bot.engine.engine import Engine
from bot.engine.expiring import sweep_all
from bot.engine.safety_net import SafetyNet
from bot.errors import handler
from bot.headers import make_safe
from bot.health import health, readings
from bot.hosts import OwnHosts
from bot.settings import Settings
from bot.understanding.red_flags.detector import glance
from bot.upkeep import Load, NoUpkeep, Trainer, Upkeep
from bot.watching import SourceWatch
from bot.wire.connections import Connections
from bot.wire.limits import Limits
from directory.live import LiveDirectory

LARGEST_BODY = 2_000_000
SWEEP_EVERY = 60.0


@dataclass(frozen=True)
class ServerParts:
    """What a server is put together from."""

    net: SafetyNet
    directory: LiveDirectory
    upkeep: Upkeep | NoUpkeep
    watch: SourceWatch
    place: WorkerPlace
    channels: Sequence[Channel]
    background: Background = field(default_factory=Background)

    def problems(self) -> list[str]:
        """What is not right, a line each."""
        ours = (*self.upkeep.problems, self.watch.problem, self.background.problem, self.net.state.problem)
        return [*filter(None, ours), *(line for channel in self.channels for line in channel.problems())]

    def gateways(self) -> dict[str, str]:
        """How those for texts stand, by name."""
        return {name: how for channel in self.channels for name, how in channel.gateways().items()}

    def work(self) -> Iterator[Coroutine[Any, Any, None]]:
        """What there is to do beside answering."""
        yield from (self.net.warm_up(), self.upkeep.run(), _sweep(), self.net.state.run())
        if self.place.is_first:
            yield self.watch.run()
        for channel in self.channels:
            yield from channel.background()


def create_app(
    settings: Settings,
    opens: Sequence[Open],
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
    place = app.ctx.place = WorkerPlace(settings.port, many=settings.workers.many)
    around = Around(net, directory, OwnHosts(settings.hosts), lambda conversation: _forget(app, conversation), place)
    channels = app.ctx.channels = open_each(opens, around)
    parts = ServerParts(net, directory, upkeep, watch or SourceWatch(directory.path), place, channels)
    _add(app, channels)
    if net.state.is_shared:
        _count_what_was_waited(app)
    _serve_health(app, parts)
    _serve_metrics(app, settings, parts)
    _begin_and_end(app, parts)
    return app


def _bare(limits: Limits) -> Sanic:
    app = Sanic("signpost", configure_logging=False)
    app.config.REQUEST_MAX_SIZE = LARGEST_BODY
    app.config.ACCESS_LOG = False
    app.config.MOTD = False
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.ctx.connections = Connections(limits, is_urgent=glance)
    app.ctx.engine = None
    return app


def _begin_and_end(app: Sanic, parts: ServerParts) -> None:
    """With the server begins the work beside it, and ends. A worker begins its own, once it is forked."""
    for route in app.router.routes:
        # A body that comes with a GET is read before the answer too. Sanic would log each of them.
        route.ctx.ignore_body = False

    @app.after_server_start
    async def start(running: Sanic, loop: Any) -> None:
        parts.background.start(parts.work())

    @app.before_server_stop
    async def stop(running: Sanic, loop: Any) -> None:
        parts.background.stop()

    @app.after_server_stop
    async def close(running: Sanic, loop: Any) -> None:
        for channel in parts.channels:
            await channel.close()
        await parts.net.state.close()


def _add(app: Sanic, channels: Sequence[Channel]) -> None:
    for channel in channels:
        for blueprint in channel.blueprints():
            app.blueprint(blueprint)

    @app.on_request
    async def notice(request: Request) -> None:
        for channel in channels:
            channel.notice(request)

    def lost(status: int) -> HTTPResponse | None:
        return next(filter(None, (channel.lost(status) for channel in channels)), None)

    app.register_middleware(make_safe, "response")
    app.error_handler.add(Exception, handler(lost))


def _count_what_was_waited(app: Sanic) -> None:
    """Several workers have our proxy before them, which says when it had a request, and may have asked others first."""

    @app.on_request
    async def count(request: Request) -> None:
        arrival.came_to_the_proxy(request.headers.get(arrival.HEADER, ""))


def _serve_health(app: Sanic, parts: ServerParts) -> None:
    @app.get("/healthz")
    async def healthz(request: Request) -> HTTPResponse:
        body = health(parts.net, parts.directory, problems=parts.problems(), gateways=parts.gateways())
        return json_response(body, status=200 if body["status"] == "ok" else 503)


def _serve_metrics(app: Sanic, settings: Settings, parts: ServerParts) -> None:
    def read() -> Iterable[metrics.Gauged]:
        return readings(parts.net, app.ctx.connections, parts.channels, len(parts.problems()))

    if settings.metrics != "off":
        found = metrics.Metrics(read)
        access = metrics.MetricsAccess(settings.metrics_token, loopback=settings.metrics == "loopback")
        app.blueprint(metrics.blueprint(found, access))
        app.register_middleware(found.count, "response")


def _answer_with(app: Sanic, net: SafetyNet, engine: Engine) -> None:
    app.ctx.engine = engine
    net.agent, net.understand = engine.agent, engine.agent.parse_message
    net.note_danger = engine.tracker_store.note_danger


def _with(app: Sanic, net: SafetyNet, engine: Engine) -> NoUpkeep:
    _answer_with(app, net, engine)
    return NoUpkeep(engine)


def _upkeep(app: Sanic, net: SafetyNet, load: Load | None, models: Path, when_ready: Callable[[], None]) -> Upkeep:
    def take(engine: Engine) -> None:
        first = app.ctx.engine is None
        _answer_with(app, net, engine)
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

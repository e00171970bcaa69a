"""What a generation has in memory before it forks: everything that all workers need, tried out."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, replace

from sanic import Sanic

from bot import channels
from bot.engine import last_resort, lasting
from bot.engine.agent import load_engine
from bot.engine.engine import Engine, ModelMissing
from bot.engine.quiet_logs import configure
from bot.engine.reply import signpost_of
from bot.engine.safety_net import SafetyNet
from bot.engine.tracker_store import ForgetfulTrackerStore
from bot.server import create_app
from bot.setting_values import SettingError
from bot.settings import Settings
from bot.wire.limits import Limits
from bot.wire.running import run
from bot.workers.handover import Handover
from bot.workers.worker import Parent
from directory.errors import DirectoryError
from directory.live import live_directory

logger = logging.getLogger(__name__)

TRIED, TRIES = "tried-out", 3
# What is said once before anybody writes, and where it has to lead; the others have all parts read what they need.
SENSE = {"my mate wont wake up": "emergency", "i want to stop smoking weed": "treatment"}
ALSO = ("hello", "j'ai besoin d'aide", "what is the number for frank", "they are dealing next door")


@dataclass(frozen=True)
class Loaded:
    """`work` is for a worker, in its own process."""

    work: Callable[[int, socket.socket, int], None]
    drain: float


def loaded(handover: Handover) -> Loaded | None:
    """None where it is not well: the log says why."""
    configure()
    try:
        settings, opens = _settings(handover.key()), channels.read(os.environ)
        state = settings.state.made(handover.spare)
        net = SafetyNet(last_resort.load(), state=state)
        engine = load_engine(settings.models, ForgetfulTrackerStore(state=state))
    except (SettingError, DirectoryError, ModelMissing) as error:
        logger.error("%s", error)
        return None
    directory = live_directory()
    limits = replace(Limits.of_this_process(), stop=float(settings.workers.drain))
    app = create_app(settings, opens, net, directory, engine=engine, limits=limits)
    if not asyncio.run(_makes_sense(net, engine)):
        return None
    lasting.set_aside()
    work = _work(app, settings, (os.getpid(), handover.supervisor))
    return Loaded(work, float(settings.workers.drain))


async def _makes_sense(net: SafetyNet, engine: Engine) -> bool:
    await net.warm_up()
    for text in (*SENSE, *ALSO):
        # What is read for the first time may take longer than a person is kept waiting.
        if not any([await _is_right(net, engine, text) for _ in range(TRIES)]):
            logger.error("a message of our own was not answered as it should: nobody is given to this generation")
            return False
    net.turns, net.cards = 0, 0
    # A connection is no more to be carried over a fork.
    await net.state.close()
    return True


async def _is_right(net: SafetyNet, engine: Engine, text: str) -> bool:
    net.cards = 0
    reply = await net.answer(text, TRIED, channel="rest")
    net.forget(TRIED)
    engine.tracker_store.forget(TRIED)
    return net.cards == 0 and signpost_of(reply).route == SENSE.get(text, signpost_of(reply).route)


def _settings(secret: bytes) -> Settings:
    """The key stays that of the supervisor, where the operator has given none."""
    found = Settings.read()
    return replace(found, state=replace(found.state, secret=found.state.secret or secret))


def _work(app: Sanic, settings: Settings, parents: tuple[int, ...]) -> Callable[[int, socket.socket, int], None]:
    def work(number: int, listening: socket.socket, pipe: int) -> None:
        app.ctx.place.number = number
        told = Parent(pipe, parents, lambda: app.ctx.stop.set())
        run(app, settings.host, settings.port + number, listening=listening, told=told)

    return work

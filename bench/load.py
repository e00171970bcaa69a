"""Clients that talk to a bot as people do, and the stopwatch."""

from __future__ import annotations

import json
import statistics
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from textwrap import shorten
from typing import Any

from bench.processes import BenchFailed

PATH = "/webhooks/rest/webhook"
# A conversation grows with each turn and so does a bot's work, hence not one endless conversation, nor one a turn.
TURNS_A_CONVERSATION = 5
LONGEST_TURN = 60.0

Reply = list[dict[str, Any]]


@dataclass(frozen=True)
class RestBot:
    """A bot that serves Rasa's REST channel on loopback. `is_right` tells whether its custom action made the reply."""

    name: str
    port: int
    messages: Sequence[str]
    is_right: Callable[[Reply], bool]


@dataclass(frozen=True)
class TurnTimes:
    """What some clients saw: each turn's seconds, and how long all of them took together."""

    turns: tuple[float, ...]
    elapsed: float

    def __add__(self, other: TurnTimes) -> TurnTimes:
        return TurnTimes(self.turns + other.turns, self.elapsed + other.elapsed)

    @property
    def per_second(self) -> float:
        return len(self.turns) / self.elapsed

    @property
    def median_ms(self) -> float:
        return 1000 * statistics.median(self.turns)

    @property
    def p95_ms(self) -> float:
        return 1000 * statistics.quantiles(self.turns, n=20)[-1]


def measure(bot: RestBot, *, clients: int, turns: int) -> TurnTimes:
    """Sends `turns` messages, shared between clients that each wait for the reply before the next message.

    Raises BenchFailed for a reply that the bot's custom action did not make: it would be a measure of something else.
    """
    together = threading.Barrier(clients + 1)
    with ThreadPoolExecutor(clients) as pool:
        running = [pool.submit(_client, bot, turns // clients, number, together) for number in range(clients)]
        together.wait()
        begun = time.perf_counter()
        seen = [future.result() for future in running]
        elapsed = time.perf_counter() - begun
    return TurnTimes(tuple(second for one in seen for second in one), elapsed)


def has_answered(bot: RestBot, sender: str) -> bool:
    """Whether its first message gets its custom action's reply by now."""
    try:
        one_turn(bot, sender, bot.messages[0])
    except BenchFailed:
        return False
    return True


def one_turn(bot: RestBot, sender: str, message: str) -> float:
    """The seconds of a turn, on a connection of its own. Raises BenchFailed as `measure` does."""
    connection = HTTPConnection("127.0.0.1", bot.port, timeout=LONGEST_TURN)
    try:
        connection.connect()
        return _turn(connection, bot, sender, message)
    except (OSError, HTTPException) as error:
        raise _silent(bot, error) from error
    finally:
        connection.close()


def _client(bot: RestBot, turns: int, number: int, together: threading.Barrier) -> list[float]:
    connection = HTTPConnection("127.0.0.1", bot.port, timeout=LONGEST_TURN)
    together.wait()
    try:
        seconds = []
        sender = ""
        for turn in range(turns):
            if turn % TURNS_A_CONVERSATION == 0:
                sender = uuid.uuid4().hex
            # Clients begin at different messages, so that they do not march in step.
            message = bot.messages[(number + turn) % len(bot.messages)]
            seconds.append(_turn(connection, bot, sender, message))
        return seconds
    except (OSError, HTTPException) as error:
        raise _silent(bot, error) from error
    finally:
        connection.close()


def _silent(bot: RestBot, error: Exception) -> BenchFailed:
    return BenchFailed(f"{bot.name} stopped answering ({type(error).__name__}): run it again")


def _turn(connection: HTTPConnection, bot: RestBot, sender: str, message: str) -> float:
    body = json.dumps({"sender": sender, "message": message}).encode()
    begun = time.perf_counter()
    connection.request("POST", PATH, body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    raw = response.read()
    seconds = time.perf_counter() - begun
    if response.status != 200 or not bot.is_right(json.loads(raw)):
        said = shorten(message, 60, placeholder=" ...")
        raise BenchFailed(f"{bot.name} did not answer {said!r} with its custom action (status {response.status})")
    return seconds

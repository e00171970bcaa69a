"""How a running server is: what `/healthz` says, and the numbers that `/metrics` reads when it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from bot.channels import Channel
from bot.engine.safety_net import SafetyNet
from bot.metrics import Gauged
from bot.wire.connections import Connections
from directory.errors import DirectoryError
from directory.hours import LONDON
from directory.live import LiveDirectory


def health(
    net: SafetyNet, directory: LiveDirectory, *, problems: Iterable[str], gateways: Mapping[str, str]
) -> dict[str, Any]:
    """`status` is "ok" once the bot can answer fully, else "starting"; `problems` name what is not right.

    `gateways` are those for texts that are set up, each with how it stands.
    """
    problems = list(problems)
    body: dict[str, Any] = {"status": "ok" if net.agent else "starting"}
    if gateways:
        body["gateways"] = dict(gateways)
    try:
        found = directory.current()
    except DirectoryError as error:
        return {**body, "status": "starting", "problems": [*problems, str(error)]}
    body["directory_built"] = found.built_at.isoformat(timespec="seconds")
    if directory.problem:
        problems.append(directory.problem)
    if found.clock_is_wrong(datetime.now(LONDON)):
        problems.append("the clock is earlier than the directory's build: nothing is said about opening now")
    return {**body, "problems": problems}


def readings(net: SafetyNet, connections: Connections, channels: Iterable[Channel], problems: int) -> Iterator[Gauged]:
    """As they are now; `problems` is how many lines `/healthz` has."""
    yield Gauged("signpost_ready", "1 once the model is loaded.", float(net.agent is not None))
    yield Gauged("signpost_problems", "How many lines /healthz has on what is not right.", problems)
    yield Gauged("signpost_turns", "Messages that were answered.", net.turns, "counter")
    yield Gauged("signpost_cards", "Of these, with the card of last resort.", net.cards, "counter")
    yield Gauged(
        "signpost_state_up", "0 while what conversations hold is not shared.", float(net.state.problem is None)
    )
    yield Gauged("signpost_state_failures", "Questions to Valkey without an answer.", net.state.failures, "counter")
    yield Gauged("signpost_waiting_connections", "Connections without a whole request.", connections.waiting)
    for channel in channels:
        yield from channel.readings()

"""The numbers of a running server that `/metrics` shows beside those that it counts itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.channels import Channel
from bot.engine.safety_net import SafetyNet
from bot.metrics import Gauged
from bot.wire.connections import Connections


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

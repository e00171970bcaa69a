"""The numbers of a running server that `/metrics` shows beside those that it counts itself."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.safety_net import SafetyNet
from bot.metrics import Reading
from bot.sms.site import Site as SmsSite
from bot.wire.connections import Connections


def readings(net: SafetyNet, connections: Connections, sms: SmsSite, problems: int) -> Iterator[Reading]:
    """As they are now; `problems` is how many lines `/healthz` has."""
    yield Reading("signpost_ready", "1 once the model is loaded.", float(net.agent is not None))
    yield Reading("signpost_problems", "How many lines /healthz has on what is not right.", problems)
    yield Reading("signpost_turns", "Messages that were answered.", net.turns, "counter")
    yield Reading("signpost_cards", "Of these, with the card of last resort.", net.cards, "counter")
    yield Reading(
        "signpost_state_up", "0 while what conversations hold is not shared.", float(net.state.problem is None)
    )
    yield Reading("signpost_state_failures", "Questions to Valkey without an answer.", net.state.failures, "counter")
    yield Reading("signpost_waiting_connections", "Connections without a whole request.", connections.waiting)
    yield Reading("signpost_replies_on_their_way", "Replies on their way to a gateway.", sms.outbox.on_their_way)
    yield Reading("signpost_texts_lost", "Messages to gateways that were given up.", sms.outbox.lost, "counter")
    for gateway, standing in sms.gateways.items():
        yield Reading(
            "signpost_gateway_up",
            "0 where a gateway cannot be used; 1 where nothing speaks against it.",
            float(standing in ("ok", "unknown")),
            label=("gateway", gateway),
        )

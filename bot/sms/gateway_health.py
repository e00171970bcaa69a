"""Whether the gateways that are called take our calls: from each call that is made, and from asking now and then."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Literal

from bot.sms.outbox import Call, Status

GatewayState = Literal["unknown", "ok", "down", "refused"]

ASK_EVERY = 60.0
REFUSED = frozenset({401, 403})
SAYS: dict[GatewayState, str] = {
    "down": "texts do not go out by {}: it cannot be reached, or fails ({})",
    "refused": "texts do not go out by {}: the login in the settings is refused ({})",
}


class GatewayHealth:
    """`asks` are calls that send nothing: whoever takes none of our texts is known before somebody needs one."""

    def __init__(self, asks: Mapping[str, Call]) -> None:
        self._asks = asks
        self._last: dict[str, tuple[GatewayState, Status]] = {}

    def note(self, gateway: str, status: Status) -> None:
        """Takes down how a call to the gateway ended."""
        self._last[gateway] = (_state_of(status), status)

    def state(self, gateway: str) -> GatewayState:
        return self._last.get(gateway, ("unknown", 0))[0]

    @property
    def problems(self) -> tuple[str, ...]:
        """A line for each gateway that took nothing the last time."""
        found = sorted((name, *last) for name, last in self._last.items())
        return tuple(SAYS[state].format(name, status) for name, state, status in found if state in SAYS)

    async def run(self, ask: Callable[[Call], Awaitable[Status]]) -> None:
        """Asks until it is cancelled."""
        while self._asks:
            await asyncio.sleep(ASK_EVERY)
            for gateway, call in self._asks.items():
                self.note(gateway, await ask(call))


def _state_of(status: Status) -> GatewayState:
    if isinstance(status, str) or status >= 500:
        return "down"
    # What else it says no to is the one message's fault.
    return "refused" if status in REFUSED else "ok"

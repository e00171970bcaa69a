"""What the text channel knows of a gateway, whichever it is."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from sanic import Blueprint

from bot.sms.answering import Answering
from bot.sms.gateway_health import GatewayState
from bot.sms.outbox import Call, Outbox


class Gateway:
    """A way for texts to come in and to go out: it says which of these it has, and inherits the rest."""

    def blueprints(self, answering: Answering, outbox: Outbox) -> Iterable[Blueprint]:
        """The address that it calls, `/webhooks/sms/<its name>`."""
        return ()

    def background(self, answering: Answering, is_loaded: Callable[[], bool]) -> Iterable[Coroutine[Any, Any, None]]:
        """What one worker alone does, until it is cancelled, where texts are fetched. `is_loaded`: there is a model."""
        return ()

    def ask(self) -> Call | None:
        """A call that sends nothing, and shows whether it would take one of ours; None where it is never called."""
        return None

    def problem(self) -> str | None:
        """What is not right with it, beyond what calls to it show; a line for `/healthz`."""
        return None

    def state(self) -> GatewayState | None:
        """How it stands, where it knows that better than calls to it show."""
        return None

    def folder(self) -> str | None:
        """Where texts are fetched from, for one that has no address."""
        return None

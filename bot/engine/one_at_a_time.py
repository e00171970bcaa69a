"""The order of a conversation's turns, as Rasa asks for it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from rasa.core.lock import TicketLock
from rasa.core.lock_store import InMemoryLockStore


class OneAtATime(InMemoryLockStore):
    """The safety net holds a lock for each conversation, and gives the agent one turn of it at a time.

    Rasa's own tickets would be written, looked for and thrown away in each turn for nothing.
    """

    @asynccontextmanager
    async def lock(self, conversation_id: str, *given: Any, **named: Any) -> AsyncGenerator[TicketLock, None]:
        yield self.create_lock(conversation_id)

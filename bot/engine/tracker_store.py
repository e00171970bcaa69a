"""Conversations in memory only, as a handful of slots: never the words, never longer than half an hour."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    SESSION_START_METADATA_SLOT,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from actions.intents import EMERGENCY
from bot.engine.kept_slots import KeptSlots
from bot.engine.per_domain import PerDomain
from bot.engine.tracker import QuickTracker
from bot.engine.triage import BEYOND, is_lesser
from bot.state.state import Codec, Memory, State
from bot.understanding.red_flags.danger import Danger
from directory.models import EMERGENCY_SERVICE


class ForgetfulTrackerStore(TrackerStore):
    """Keeps only the slots of a conversation; its events, with all that was typed, go when the turn is over.

    Rules look at the message of the turn and at slots alone, so nothing that decides a reply is lost.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        *,
        state: State | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain or Domain.empty(), event_broker)
        # Rasa's own makes each slot of the domain anew for each tracker.
        self._blank = PerDomain(lambda domain: QuickTracker("", domain.slots))
        self._names = PerDomain(lambda domain: tuple(slot.name for slot in domain.slots))
        slots: Codec[KeptSlots] = Codec(KeptSlots.slots, self._kept)
        self.conversations = (state or Memory()).map("slots", slots, spares_old=True)

    def init_tracker(self, sender_id: str) -> DialogueStateTracker:
        tracker = self._blank.of(self.domain).copy()
        tracker.sender_id = sender_id
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        slots = {name: slot.value for name, slot in tracker.slots.items() if slot.value is not None}
        # Rasa's own: what came beside the first message, which every message brings anew.
        slots.pop(SESSION_START_METADATA_SLOT, None)
        self.conversations.set(tracker.sender_id, self._kept(slots), lesser=_is_lesser_now(tracker))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        kept = self.conversations.get(sender_id)
        if kept is None:
            return None
        tracker = self.init_tracker(sender_id)
        for event in _as_events(kept.slots()):
            tracker.update(event)
        return tracker

    def note_danger(self, sender_id: str, danger: Danger, *, lesser: bool) -> None:
        """An emergency is open from here on, though no turn came to its end: the next message is about it."""
        kept = self.conversations.get(sender_id)
        opened = {"emergency": "open" if danger.sure else "doubtful", "danger": danger.kind, "topic": EMERGENCY}
        told = {"route": "emergency", "services": [EMERGENCY_SERVICE], "language": danger.language}
        slots = {**(kept.slots() if kept else {}), **opened, **told}
        self.conversations.set(sender_id, self._kept(slots), lesser=lesser)

    async def keys(self) -> Iterable[str]:
        return self.conversations.keys()

    def _kept(self, slots: dict[str, Any]) -> KeptSlots:
        return KeptSlots.of(slots, self._names.of(self.domain))

    def forget(self, sender_id: str) -> None:
        """Erases one conversation now."""
        self.conversations.forget(sender_id)


def _is_lesser_now(tracker: DialogueStateTracker) -> bool:
    said = tracker.latest_message
    if said is None or not said.input_channel:
        # Rasa saves a new one before its first message is in it.
        return True
    return is_lesser(said.input_channel, beyond=bool((said.metadata or {}).get(BEYOND)))


def _as_events(slots: dict[str, Any]) -> list[Event]:
    known = [SlotSet(name, value) for name, value in slots.items()]
    return [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted(), *known, ActionExecuted(ACTION_LISTEN_NAME)]

"""Rasa's processor of messages, with what our bot needs besides and without what it does not need."""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any

import rasa.core.agent as rasa_agent
import rasa.core.processor as rasa_processor
from rasa.core.actions.action import Action, ActionListen
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    ACTION_VALIDATE_SLOT_MAPPINGS,
    DEFAULT_SLOT_NAMES,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted
from rasa.shared.core.trackers import DialogueStateTracker

from actions.conversation.situation import Situation
from bot.engine.aside import Aside
from bot.engine.next_action import NextActions
from bot.understanding.afresh import as_weak_danger, is_likely_danger, may_be_missed
from bot.understanding.also import last_sentence, situation_at_its_end, with_end
from bot.understanding.situated import in_situation


class InContext(MessageProcessor):
    """Reads each message in the light of what the conversation's slots remember, beside the event loop."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._reading = Aside("understanding")
        self._next = NextActions(self.graph_runner.parts(Policy))
        self._slots_are_read = _slots_are_read(self.domain)

    async def parse_message(
        self, message: UserMessage, tracker: DialogueStateTracker | None = None, only_output_properties: bool = True
    ) -> dict[str, Any]:
        # Rasa's own is a coroutine that never waits: it would run the whole pipeline on the loop.
        known = tracker or DialogueStateTracker.from_events(message.sender_id, [])
        read = partial(self._parse_message_with_graph, tracker=known, only_output_properties=only_output_properties)

        async def understood(said: UserMessage) -> dict[str, Any]:
            found: dict[str, Any] = await self._reading.run(partial(read, said))
            return found

        if not tracker:
            return await understood(message)
        before = Situation.read(tracker.current_slot_values())
        parsed = await understood(in_situation(message, before))
        if may_be_missed(parsed, before) and is_likely_danger(afresh := await understood(message), parsed, before):
            return as_weak_danger(afresh, parsed)
        if end := last_sentence(parsed):
            at_its_end = in_situation(message, situation_at_its_end(parsed, before), text=end)
            return with_end(parsed, await understood(at_its_end), before)
        return parsed

    async def _update_tracker_session(
        self, tracker: DialogueStateTracker, output_channel: OutputChannel, metadata: dict[str, Any] | None = None
    ) -> None:
        # What our store remembers begins with a session, and holds no message that could be too old.
        if not tracker.events:
            await super()._update_tracker_session(tracker, output_channel, metadata)

    async def run_anonymization_pipeline(self, tracker: DialogueStateTracker) -> None:
        """Events go nowhere, so nothing is taken out of them."""

    def is_action_limit_reached(self, tracker: DialogueStateTracker, should_predict_another_action: bool) -> bool:
        return should_predict_another_action and _ran(tracker) >= self.max_number_of_predictions

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        if not self._slots_are_read:
            return tracker
        return await super().run_action_extract_slots(output_channel, tracker)

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        if type(action) is not ActionListen:
            return bool(await super()._run_action(action, tracker, output_channel, nlg, prediction))
        # It does nothing, and for that Rasa would copy the tracker.
        self._log_action_on_tracker(tracker, action, [], prediction)
        return False

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        return self._next.after(tracker, super()._predict_next_with_tracker)

    @staticmethod
    def _log_slots(tracker: DialogueStateTracker) -> None:
        """Rasa's own puts all of them into a line of text, three times a turn, for a log at DEBUG."""


def _ran(tracker: DialogueStateTracker) -> int:
    """How many actions since it last listened. Rasa's own goes through all events of the conversation."""
    ran = 0
    for event in reversed(tracker.events):
        # Of the very class: Rasa's are abstract ones, for which `isinstance` takes ten times as long.
        if type(event) is ActionExecuted:
            if event.action_name in (ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME):
                break
            ran += 1
    return ran


def _nothing(*_: Any, **__: Any) -> None:
    pass


def _slots_are_read(domain: Domain) -> bool:
    """Whether any slot is filled from what was said, or by an action meant for it. Ours are filled by the replies."""
    ours = [slot for slot in domain.slots if slot.name not in DEFAULT_SLOT_NAMES]
    mappings = [mapping for slot in ours for mapping in slot.mappings]
    return mappings != [{"type": "custom"}] * len(mappings) or ACTION_VALIDATE_SLOT_MAPPINGS in domain.user_actions


def install() -> None:
    """From now on agents are loaded with it: Agent.load builds a MessageProcessor by its name."""
    rasa_agent.MessageProcessor = InContext
    # Its lines at DEBUG hold what was said. A logger would be made for each of them, to find that it is off.
    rasa_processor.structlogger = SimpleNamespace(debug=_nothing)
    # All that Rasa copies there goes into these lines.
    rasa_processor.copy = SimpleNamespace(deepcopy=lambda what: what)

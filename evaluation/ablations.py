"""The bot with one part taken out, which shows in conversations what that part is worth.

Each way is a function around the parsing of one message: it may hide the conversation from the understanding, or change
what the slots hold or what was understood before the reply is planned.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT

from actions.conversation.reading import READING, Reading
from actions.intents import EMERGENCY, NOT_UNDERSTOOD, SAME

Parsed = dict[str, Any]
Parse = Callable[..., Awaitable[Parsed]]
Ablation = Callable[[Parse, UserMessage, DialogueStateTracker], Awaitable[Parsed]]

# What was told and said before; the need that is open, the reply's route and its services are not among them.
MEMORY = ("heard", "substances", "young", "other_age", "said", "said_last", "earlier")
NEWS = frozenset({"update_called", "update_better", "update_over"})


async def whole(parse: Parse, message: UserMessage, tracker: DialogueStateTracker) -> Parsed:
    """The bot as it is."""
    return await parse(message, tracker)


async def without_context(parse: Parse, message: UserMessage, tracker: DialogueStateTracker) -> Parsed:
    """Each message is understood like a first one; the replies still know what came before."""
    return await parse(message, None)


async def without_memory(parse: Parse, message: UserMessage, tracker: DialogueStateTracker) -> Parsed:
    """Variants, substances, ages and what was said are forgotten after each turn."""
    _forget(tracker, *MEMORY)
    return await parse(message, tracker)


async def without_states(parse: Parse, message: UserMessage, tracker: DialogueStateTracker) -> Parsed:
    """An emergency goes on whatever news of it comes, until words of another need end it."""
    parsed = await parse(message, tracker)
    reading = Reading.of(parsed)
    if reading.need not in (None, SAME, EMERGENCY):
        _forget(tracker, "emergency")
    if reading.act not in NEWS:
        return parsed
    rest = reading.without("act")
    intent = {**parsed[INTENT], "name": rest.primary(tracker.get_slot("topic")) or NOT_UNDERSTOOD}
    return {**parsed, INTENT: intent, READING: rest.as_dict()}


def _forget(tracker: DialogueStateTracker, *names: str) -> None:
    """By events: what is changed beside them is lost again before the reply is planned."""
    for name in names:
        tracker.update(SlotSet(name, None))


ABLATIONS: Mapping[str, Ablation] = {
    "without context in the understanding": without_context,
    "without memory in the replies": without_memory,
    "without the states of an emergency": without_states,
}

"""The situation that a message was said in travels in its metadata, in training and in serving."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message

from actions.conversation.reading import READING, Reading
from actions.conversation.situation import Situation

METADATA = "metadata"
SITUATION = "situation"


def in_situation(message: UserMessage, slots: Mapping[str, Any], *, text: str | None = None) -> UserMessage:
    """The same message, or a part of its text, with the conversation's slots beside it, for the understanding alone."""
    metadata = {**(message.metadata or {}), SITUATION: dict(slots)}
    return UserMessage(
        message.text if text is None else text,
        message.output_channel,
        message.sender_id,
        parse_data=message.parse_data,
        input_channel=message.input_channel,
        message_id=message.message_id,
        metadata=metadata,
    )


def situation_of(message: Message) -> Situation:
    """The situation beside the message; that of a first message where there is none."""
    metadata = message.get(METADATA)
    slots = metadata.get(SITUATION) if isinstance(metadata, Mapping) else None
    return Situation.read(slots) if isinstance(slots, Mapping) else Situation()


def reading_of(message: Message) -> Reading:
    """What a training message means: its labels, or its intent alone."""
    metadata = message.get(METADATA)
    given = metadata.get(READING) if isinstance(metadata, Mapping) else None
    if isinstance(given, Mapping):
        return Reading.of({READING: given})
    return Reading.of_intent(str(message.get(INTENT) or ""))

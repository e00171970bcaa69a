"""The situation that a message was said in travels in its metadata, in training and in serving.

So does what was seen in it at first sight, which then need not be looked for again.
"""

from __future__ import annotations

from collections.abc import Mapping

from rasa.core.channels.channel import UserMessage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.conversation.reading import READING, Reading
from actions.conversation.situation import Situation
from bot.understanding.first_sight import FirstSight
from bot.understanding.red_flags.detector import Assessment, assess

METADATA = "metadata"
SITUATION = "situation"
SIGHT = "sight"
ASSESSMENT = "assessment"
FIRST = Situation()


class SeenMessage(UserMessage):
    """A message that has been looked at. Its metadata would stand in the tracker, so this stands beside it."""

    sight: FirstSight | None = None


def in_situation(message: UserMessage, before: Situation, *, text: str | None = None) -> UserMessage:
    """The same message, or a part of its text, with its situation beside it, for the understanding alone."""
    sight = message.sight if isinstance(message, SeenMessage) else None
    metadata = {**(message.metadata or {}), SITUATION: before, SIGHT: sight}
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
    """The situation beside the message, in training as slots; that of a first message where there is none."""
    metadata = message.get(METADATA)
    found = metadata.get(SITUATION) if isinstance(metadata, Mapping) else None
    if isinstance(found, Situation):
        return found
    return Situation.read(found) if isinstance(found, Mapping) else FIRST


def sight_of(message: Message, text: str) -> FirstSight | None:
    """What was seen in that text, where it is what was looked at: a part of it says something else."""
    metadata = message.get(METADATA)
    sight = metadata.get(SIGHT) if isinstance(metadata, Mapping) else None
    return sight if isinstance(sight, FirstSight) and sight.plain == text else None


def assessment_of(message: Message) -> Assessment:
    """What the red flags see in its text; they look once."""
    found: Assessment | None = message.get(ASSESSMENT)
    if found is None:
        text = message.get(TEXT) or ""
        sight = sight_of(message, text)
        found = sight.assessment if sight else assess(text)
        message.set(ASSESSMENT, found)
    return found


def reading_of(message: Message) -> Reading:
    """What a training message means: its labels, or its intent alone."""
    metadata = message.get(METADATA)
    given = metadata.get(READING) if isinstance(metadata, Mapping) else None
    if isinstance(given, Mapping):
        return Reading.of({READING: given})
    return Reading.of_intent(str(message.get(INTENT) or ""))

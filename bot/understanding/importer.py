"""Hands the conversations of data/conversations to Rasa's training, each turn a message with its situation."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.conversation.reading import READING, Reading
from actions.conversation.situation import STILL_ON, Situation
from actions.intents import EMERGENCY, NOT_UNDERSTOOD
from bot.understanding.conversations import LabelledTurn, read_conversations
from bot.understanding.encoder.finetuning.examples import read_examples
from bot.understanding.situated import METADATA, SITUATION

SEED = 7
# What tells that a danger is over, or that it never was one.
CALMING = frozenset({"update_over", "update_better", "not_that"})


class ConversationImporter(TrainingDataImporter):
    """Named in config.yml beside Rasa's own importer."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
        **kwargs: Any,
    ) -> None:
        """Rasa hands over paths; the conversations lie where data/conversations is."""

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Every turn that has words, and single messages in the situations of turns."""
        turns = [turn for conversation in read_conversations() for turn in conversation.turns if turn.text]
        said = [_message(turn.text, turn.intent, turn.before, turn.reading) for turn in turns]
        return TrainingData(training_examples=[*said, *_in_the_middle(turns), *_in_doubt(turns)])

    def get_domain(self) -> Domain:
        """Nothing of its own."""
        return Domain.empty()

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """None: what is said next is decided by rules."""
        return StoryGraph([])

    def get_conversation_tests(self) -> StoryGraph:
        """None."""
        return StoryGraph([])

    def get_config(self) -> dict[str, Any]:
        """Nothing of its own."""
        return {}

    def get_config_file_for_auto_config(self) -> str | None:
        """Rasa's own importer has it."""
        return None


def _in_the_middle(turns: list[LabelledTurn]) -> Iterator[Message]:
    """For each later turn a single message as if it had been said there instead.

    Else a need said in so many words would count for less in a conversation, since most turns there lean on others.
    While an emergency is open only danger is danger whatever came before.
    """
    chance = random.Random(SEED)
    alone = read_examples()
    grave = [row for row in alone if row.intent == EMERGENCY]
    for turn in turns:
        if turn.before.route is None:
            continue
        row = chance.choice(grave if turn.before.emergency in STILL_ON else alone)
        reading = Reading.of_intent(row.intent)
        yield _message(row.text, row.intent, turn.before, reading)


def _in_doubt(turns: list[LabelledTurn]) -> Iterator[Message]:
    """Later turns once more, as if the bot had named 999 on weak signs before: is it danger, or was it none?

    As many of either; what a turn says of the danger itself is the label. The topic is drawn alike for both, so that
    it gives nothing away.
    """
    chance = random.Random(SEED)
    later = [turn for turn in turns if turn.before.route is not None]
    calm = [turn for turn in later if turn.before.emergency is None]
    grave = [turn for turn in later if turn.before.emergency in STILL_ON]
    for turn in chance.sample(calm, min(len(calm), len(grave))):
        yield _doubted(turn, turn.before.topic, turn.reading)
    topics = [turn.before.topic for turn in calm]
    for turn in grave:
        ended = turn.reading.act in CALMING
        reading = turn.reading if ended else replace(turn.reading, need=EMERGENCY)
        yield _doubted(turn, chance.choice(topics), reading)


def _doubted(turn: LabelledTurn, topic: str | None, reading: Reading) -> Message:
    before = replace(turn.before, topic=topic, last_act=topic, route="emergency", emergency="doubtful")
    return _message(turn.text, reading.primary(topic), before, reading)


def _message(text: str, intent: str | None, before: Situation, reading: Reading) -> Message:
    metadata = {SITUATION: before.slots(), READING: reading.as_dict()}
    return Message(data={TEXT: text, INTENT: intent or NOT_UNDERSTOOD, METADATA: metadata})

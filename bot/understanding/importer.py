"""Hands data/ to Rasa's training: topics that are data, single messages, and turns of conversations, as situated."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.conversation.reading import READING, Reading
from actions.conversation.situation import STILL_ON, Situation
from actions.intents import EMERGENCY, NOT_UNDERSTOOD
from actions.topics.files import FOLDER, rasa_domain, rasa_rules, topics
from bot.understanding.conversations import LabelledTurn, read_conversations
from bot.understanding.encoder.finetuning.examples import read_examples
from bot.understanding.situated import METADATA, SITUATION
from bot.understanding.utterance import Utterance

SEED = 7
# What tells that a danger is over, or that it never was one.
CALMING = frozenset({"update_over", "update_better", "not_that"})


class TopicsImporter(RasaFileImporter):
    """Rasa's own importer of data/nlu and data/stories, with the intents, actions and rules of topics that are data."""

    def get_domain(self) -> Domain:
        """That of domain.yml and of the topics."""
        return super().get_domain().merge(Domain.from_dict(rasa_domain(topics().values())))

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """The rules of data/stories and of the topics."""
        reader = YAMLStoryReader(self.get_domain(), FOLDER.as_posix())
        steps = reader.read_from_parsed_yaml({"version": "3.1", "rules": rasa_rules(topics().values())})
        return super().get_stories(exclusion_percentage).merge(StoryGraph(steps))


class LabelledImporter(TopicsImporter):
    """That, and every turn of data/conversations. Named in config.yml."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)
        self._labelled: TrainingData | None = None

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Every single message, every turn that has words, and single messages in the situations of turns."""
        # Rasa asks for it more than once.
        if self._labelled is None:
            self._labelled = _with_turns(super().get_nlu_data(language))
        return self._labelled


def _with_turns(data: TrainingData) -> TrainingData:
    alone = [Utterance(row.data) for row in data.training_examples]
    turns = [turn for conversation in read_conversations() for turn in conversation.turns if turn.text]
    said = [_message(turn.text, turn.intent, turn.before, turn.reading) for turn in turns]
    return TrainingData([*alone, *said, *_in_the_middle(turns), *_in_doubt(turns)])


def _in_the_middle(turns: list[LabelledTurn]) -> Iterator[Utterance]:
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


def _in_doubt(turns: list[LabelledTurn]) -> Iterator[Utterance]:
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


def _doubted(turn: LabelledTurn, topic: str | None, reading: Reading) -> Utterance:
    before = replace(turn.before, topic=topic, last_act=topic, route="emergency", emergency="doubtful")
    return _message(turn.text, reading.primary(topic), before, reading)


def _message(text: str, intent: str | None, before: Situation, reading: Reading) -> Utterance:
    metadata = {SITUATION: before.slots(), READING: reading.as_dict()}
    return Utterance({TEXT: text, INTENT: intent or NOT_UNDERSTOOD, METADATA: metadata})

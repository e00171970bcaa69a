"""The first component: every later one sees the same plain text."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding.components.untrained import Untrained
from bot.understanding.normalise import readable
from bot.understanding.situated import sight_of


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class TextNormaliser(Untrained):
    """Replaces a message's text by its plain form (styled letters, hidden characters, curly quotes)."""

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT)
            if text:
                # What was seen at first sight is plain already.
                plain = text if sight_of(message, text) else readable(text)
                message.set(TEXT, plain, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        self.process(training_data.training_examples)
        return training_data

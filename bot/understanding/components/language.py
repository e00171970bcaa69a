"""The language of a message as an entity, so that a reply can open in it."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.replies.plan import ENGLISH
from bot.understanding.components.untrained import Untrained
from bot.understanding.language import answered, language_of, warm_up
from bot.understanding.red_flags.detector import Assessment
from bot.understanding.situated import assessment_of


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class LanguageFinder(Untrained, EntityExtractorMixin):
    """An entity `language` with an ISO 639-1 code where the message is plainly not in English."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        warm_up()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT)
            if text and not text.startswith("/"):
                found = _language(text, assessment_of(message))
                if found != ENGLISH:
                    row = {"entity": "language", "value": found, "start": 0, "end": len(text), "extractor": "Language"}
                    message.set(ENTITIES, [*message.get(ENTITIES, []), row], add_to_output=True)
        return messages


def _language(text: str, assessment: Assessment) -> str:
    """A phrase of the rules says it in Latin letters and few words too, where the detector cannot."""
    danger = assessment.danger
    if danger and danger.language != ENGLISH:
        return danger.language
    if said := next((one for one in (assessment.despair, assessment.cry) if one in answered()), None):
        return said
    found = language_of(text)
    return assessment.calm if found == ENGLISH and assessment.calm in answered() else found

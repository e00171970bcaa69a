"""The entity finder as a Rasa component, fed by the directory in use."""

from __future__ import annotations

import threading
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.components.untrained import Untrained
from bot.understanding.entities.finder import Entity, EntityFinder
from directory.live import live_directory
from directory.store import Directory

SHORT = 6
# Slips of a name score above it in tests/directory/test_search.py, ordinary words below.
LIKE_A_NAME = 0.7


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class DirectoryEntities(Untrained, EntityExtractorMixin):
    """Service, place, substance and age entities; new names in the directory count without retraining."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._live = live_directory()
        self._directory: Directory | None = None
        self._finder: EntityFinder | None = None
        self._building = threading.Lock()

    def process(self, messages: list[Message]) -> list[Message]:
        for message in messages:
            text = message.get(TEXT)
            if text and not text.startswith("/"):
                found = [_row(entity) for entity in self._current().find(text)]
                if not any(row["entity"] == "service" for row in found):
                    found += self._misspelt(text)
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def _misspelt(self, text: str) -> list[dict[str, Any]]:
        """A service's name with slips in it, in a message so short that the name is most of it."""
        if len(text.split()) > SHORT:
            return []
        best = self._live.current().named(text)
        if best is None or best.score < LIKE_A_NAME:
            return []
        return [_row(Entity("service", best.service_id, 0, len(text)))]

    def _current(self) -> EntityFinder:
        directory = self._live.current()
        # Of a large directory it takes longer than anybody waits: whoever asks next takes the same.
        with self._building:
            if self._finder is None or directory is not self._directory:
                self._directory = directory
                self._finder = EntityFinder(directory.names(), _places(directory), directory.find_place)
            return self._finder


def _places(directory: Directory) -> list[tuple[str, str]]:
    pairs = []
    for area in directory.areas():
        others = [other for names in area.towns.values() for other in names]
        pairs += [(name, area.id) for name in (*area.towns, *others, *area.postcode_districts)]
    return pairs


def _row(entity: Entity) -> dict[str, Any]:
    return {
        "entity": entity.kind,
        "value": entity.value,
        "start": entity.start,
        "end": entity.end,
        "extractor": "DirectoryEntities",
    }

"""The built directory, opened for reading and held in memory."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import KeysView, ValuesView
from datetime import datetime
from pathlib import Path

from directory import hours
from directory.errors import DirectoryBroken, DirectoryMissing, UnknownService, UnknownTopic
from directory.hours import Opening
from directory.loading import Content, Wording, load
from directory.models import Contact, Service, Signs, Source, Steps
from directory.needs import Needs
from directory.paths import target_file
from directory.places import Area, Place, Town
from directory.schema import is_of_this_version
from directory.search import Found, Searcher

# SQLite takes no copy of nothing.
NO_DATABASE = b"empty"


class Directory:
    """Everything that a reply may draw on. Safe to ask from several threads."""

    def __init__(self, connection: sqlite3.Connection, content: Content) -> None:
        self._connection = connection
        self._content = content
        self._lock = threading.Lock()
        self._searcher = Searcher(content.phrases, content.numbers)

    @property
    def built_at(self) -> datetime:
        """When it was built, with its time zone."""
        return self._content.built_at

    @property
    def town(self) -> Town:
        """Which town it is for."""
        return self._content.town

    @property
    def wording(self) -> Wording:
        """The replies that the town or its nation says in words of its own."""
        return self._content.wording

    @property
    def review_months(self) -> int:
        """How long a contact is good for after its date."""
        return self._content.review_months

    @property
    def last_resort(self) -> list[tuple[str, str, str]]:
        """(service id, spoken name, number) of the card that stands when all else is gone."""
        return list(self._content.last_resort)

    @property
    def needs(self) -> Needs:
        """Whom to name for which need."""
        return self._content.needs

    def service_ids(self) -> KeysView[str]:
        """All ids, in alphabetical order; whether one is among them is told at once, however many there are."""
        return self._content.services.keys()

    def service(self, service_id: str) -> Service:
        """The service of that id. Raises UnknownService, which names the nearest."""
        try:
            return self._content.services[service_id]
        except KeyError:
            raise UnknownService(service_id, list(self.service_ids())) from None

    def before(self, contact: Contact) -> str | None:
        """What it was, where it was changed and its date was not."""
        return self._content.redialled.get((contact.service_id, contact.handle))

    def source(self, source_id: str) -> Source | None:
        """The page that a contact or claim cites."""
        return self._content.sources.get(source_id)

    def sources(self) -> ValuesView[Source]:
        """All of them."""
        return self._content.sources.values()

    def search(self, words: str, *, limit: int = 3) -> list[Found]:
        """The services that fit the words, the best first; nothing where none does."""
        with self._lock:
            return self._searcher.search(self._connection, words, limit=limit)

    def named(self, words: str) -> Found | None:
        """The service whose name or number the words come nearest to; None where they come near to none."""
        return self._searcher.named(words)

    def names(self) -> list[tuple[str, str]]:
        """(name, service id) for every name, nickname and superseded number."""
        return list(self._content.names)

    def areas(self) -> list[Area]:
        """The areas with their towns and postcode districts."""
        return list(self._content.gazetteer.areas.values())

    def find_place(self, text: str) -> Place | None:
        """The place named by a postcode or town anywhere in the text."""
        return self._content.gazetteer.find(text)

    def serves(self, service_id: str, area: str) -> bool | None:
        """Whether the service serves that area. None where that is not known for sure."""
        service = self.service(service_id)
        claim = service.claims.get("service_areas")
        if claim is None or claim.state != "confirmed":
            return None
        return self._content.gazetteer.covers(service.service_areas, area)

    def signs(self, topic_id: str) -> Signs:
        """The signs to look for of a topic. Raises UnknownTopic."""
        found = self._content.signs.get(topic_id)
        if found is None:
            raise UnknownTopic(topic_id, list(self._content.signs))
        return found

    def sign_topics(self) -> list[tuple[str, str]]:
        """(name or alternate name, topic id) of every topic that has signs."""
        topics = self._content.signs.values()
        return [(name, topic.id) for topic in topics for name in dict.fromkeys([topic.name, *topic.alternate_names])]

    def steps(self, situation_id: str) -> Steps:
        """What to do, and not to do, until help comes. Raises UnknownTopic."""
        found = self._content.steps.get(situation_id)
        if found is None:
            raise UnknownTopic(situation_id, self.situations())
        return found

    def easy_steps(self) -> dict[str, str]:
        """Of all situations, what easy read says in the place of a step."""
        return {text: easy for found in self._content.steps.values() for text, easy in found.easy.items()}

    def situations(self) -> list[str]:
        """The ids of all situations that have steps."""
        return list(self._content.steps)

    def clock_is_wrong(self, at: datetime) -> bool:
        """Whether this moment cannot be: the directory would not have been built yet."""
        return at < self.built_at

    def opening(self, service_id: str, handle: str = "phone", *, at: datetime) -> Opening:
        """Whether that contact answers at that moment; unknown where the clock cannot be right."""
        service = self.service(service_id)
        if self.clock_is_wrong(at):
            return Opening("unknown")
        return hours.opening(service, handle=handle, at=at, calendar=self.town.nation.bank_holidays)

    def close(self) -> None:
        """Let go of the copy. Searching is over then; everything else goes on working."""
        self._connection.close()


def open_directory(path: Path | None = None) -> Directory:
    """A built file as it is now. Raises DirectoryMissing, or DirectoryBroken where it cannot be trusted."""
    path = path or target_file()
    if not path.is_file():
        raise DirectoryMissing(path)
    # A copy: whatever is done to the file, also in its place, what was proved sound stays. It outlives a fork too.
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    try:
        connection.deserialize(path.read_bytes() or NO_DATABASE)
        connection.row_factory = sqlite3.Row
        _prove_sound(connection, path)
        return Directory(connection, load(connection))
    except DirectoryBroken:
        connection.close()
        raise
    except (sqlite3.Error, KeyError, ValueError, TypeError, OSError) as error:
        connection.close()
        raise DirectoryBroken(path, f"{type(error).__name__}: {error}") from error


def _prove_sound(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA query_only = ON")
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise DirectoryBroken(path, "the file is damaged")
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise DirectoryBroken(path, "a row points at one that is not there")
    if not is_of_this_version(connection):
        raise DirectoryBroken(path, "it was built by another version")

"""What the addresses give out, made of the directory that is in use and held until there is another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from bot.open_referral.asked import ServicesAsked
from directory.hsds.export import Json, identifier
from directory.hsds.paging import page, pages_of
from directory.hsds.taxonomy import term_ids
from directory.hsds.uk import uk_service, without_parts
from directory.live import LiveDirectory
from directory.store import Directory

ABOUT: Json = {
    "version": "HSDS-UK-3.0",
    "profile": "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md",
    "openapi_url": "https://docs.openreferraluk.org/en/latest/openapi30.json",
}
# So many answers are held; each may be some hundred kB.
MOST_HELD = 64


class NotThere(Exception):
    """There is no such page, or no such service; the message says what there is."""


@dataclass(frozen=True)
class Published:
    """An answer's body; the tag is the same for the same body."""

    body: bytes
    tag: str


class OpenData:
    """Asked on the server's loop alone. Raises DirectoryError while there is no directory."""

    def __init__(self, directory: LiveDirectory) -> None:
        self._live = directory
        self._edition: Edition | None = None

    def about(self) -> Published:
        """Which standard and profile the addresses follow, for programs."""
        return _published(ABOUT)

    def services(self, asked: ServicesAsked) -> Published:
        """A page of services. Raises NotThere."""
        edition = self._current()
        return edition.held(asked, lambda: edition.services(asked))

    def service(self, identity: str) -> Published:
        """One with all that belongs to it. Raises NotThere."""
        edition = self._current()
        return edition.held(identity, lambda: edition.service(identity))

    def _current(self) -> Edition:
        directory = self._live.current()
        if self._edition is None or self._edition.directory is not directory:
            self._edition = Edition(directory)
        return self._edition


@dataclass
class Edition:
    """One build of the directory."""

    directory: Directory
    _held: dict[object, Published] = field(default_factory=dict)

    def held(self, key: object, make: Callable[[], Json]) -> Published:
        """What was made for that key, made anew where too much is held."""
        found = self._held.get(key)
        if found is None:
            found = _published(make())
            if len(self._held) >= MOST_HELD:
                self._held.clear()
            self._held[key] = found
        return found

    def services(self, asked: ServicesAsked) -> Json:
        """Raises NotThere."""
        found = self._chosen(asked)
        last = pages_of(len(found), asked.per_page)
        if not 1 <= asked.page <= last:
            raise NotThere(f"there is no such page: they go from 1 to {last}")
        start = (asked.page - 1) * asked.per_page
        shown = [self._shown(service_id) for service_id in found[start : start + asked.per_page]]
        contents = shown if asked.full else [without_parts(service) for service in shown]
        return page(contents, number=asked.page, per_page=asked.per_page, total=len(found))

    def service(self, identity: str) -> Json:
        """Raises NotThere."""
        service_id = self._by_identity.get(identity.lower())
        if service_id is None:
            raise NotThere("there is no service of this id: /open-referral/services lists all")
        return self._shown(service_id)

    def _shown(self, service_id: str) -> Json:
        return uk_service(self.directory, service_id, at=datetime.now(UTC))

    def _chosen(self, asked: ServicesAsked) -> Sequence[str]:
        found = list(self.directory.service_ids())
        if asked.modified_after is not None:
            found = [service_id for service_id in found if self._modified(service_id) >= asked.modified_after]
        if asked.term is not None:
            found = [service_id for service_id in found if asked.term in term_ids(self.directory.service(service_id))]
        return found

    def _modified(self, service_id: str) -> datetime:
        return self.directory.service(service_id).last_modified or self.directory.built_at

    @cached_property
    def _by_identity(self) -> dict[str, str]:
        return {identifier("service", service_id): service_id for service_id in self.directory.service_ids()}


def _published(content: Json) -> Published:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return Published(body, f'"{hashlib.sha256(body).hexdigest()[:32]}"')

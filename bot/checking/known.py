"""What wording may speak of, as the directory and the topics have it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from actions.replies.cards import ASK, REACH
from bot.checking.spoken import ANY_SERVICE, Spoken
from directory.freshness import printable
from directory.store import Directory


@dataclass(frozen=True)
class Known:
    """Ids of services; those that cannot be reached, and who puts people through to them; names to be filled in."""

    services: frozenset[str]
    unreachable: frozenset[str] = frozenset()
    asked: str = ""
    names: tuple[str, ...] = ()

    @classmethod
    def of(cls, directory: Directory, *, at: datetime) -> Known:
        """As the directory has it at that moment."""
        services = [directory.service(service_id) for service_id in directory.service_ids()]
        unreachable = {
            service.id
            for service in services
            if not any(contact and printable(contact, at=at) for contact in map(service.contact, REACH))
        }
        return cls(
            frozenset(service.id for service in services),
            frozenset(unreachable),
            directory.needs.role(ASK) or "",
            proper_names(service.spoken_name for service in services),
        )

    def named(self, text: Spoken) -> list[str]:
        """The services in the order in which the text names them, each once; whichever is asked about among them."""
        return [owner for owner in text.services if owner in self.services or owner == ANY_SERVICE]


def proper_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names that cannot be taken for everyday words."""
    return tuple(sorted(name for name in names if name[:1].isupper()))

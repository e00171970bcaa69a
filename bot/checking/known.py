"""What wording may speak of, as the directory and the topics have it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from actions.replies.cards import ASK, REACH
from bot.checking.spoken import ANY_SERVICE, Spoken
from directory.freshness import printable
from directory.paths import DEFAULT_TOWN, PACKAGE
from directory.shape import ROLES
from directory.store import Directory


@dataclass(frozen=True)
class Known:
    """What stands for services: ids and parts; those that cannot be reached, and who puts people through to them.

    `of_towns` are ids of one town's services each. `names` are written by their ids alone.
    """

    services: frozenset[str]
    unreachable: frozenset[str] = frozenset()
    asked: str = ""
    names: tuple[str, ...] = ()
    of_towns: frozenset[str] = frozenset()

    @classmethod
    def of(cls, directory: Directory, *, at: datetime) -> Known:
        """As the directory has it at that moment."""
        services = [directory.service(service_id) for service_id in directory.service_ids()]
        unreachable = {
            service.id
            for service in services
            if not any(contact and printable(contact, at=at) for contact in map(service.contact, REACH))
        }
        owners = {*directory.service_ids(), *ROLES}
        # Of a part one town's service has a contact and another's none: wording for all is judged by the first town.
        judged = owners if directory.town.id == DEFAULT_TOWN else directory.service_ids()
        return cls(
            frozenset(owners),
            frozenset(owner for owner in judged if directory.needs.named(owner) in unreachable),
            directory.needs.role(ASK) or "",
            proper_names(service.spoken_name for service in services),
            frozenset(path.stem for path in PACKAGE.glob("towns/*/services/*.yaml")),
        )

    def named(self, text: Spoken) -> list[str]:
        """The services in the order in which the text names them, each once; whichever is asked about among them."""
        return [owner for owner in text.services if owner in self.services or owner == ANY_SERVICE]


def proper_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names that cannot be taken for everyday words."""
    return tuple(sorted(name for name in names if name[:1].isupper()))

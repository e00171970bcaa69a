"""Which service answers which need, by what the services say of themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from directory.models import Need, Service
from directory.shape import ROLES

Answer = tuple[Service, Need]
NOBODY: frozenset[str] = frozenset()


class Needs:
    """Whom to name for a need, for whom, where, and in which order. Services are spoken of by their ids.

    `home` is the area that the directory is for.
    """

    def __init__(self, services: Iterable[Service], home: str | None) -> None:
        self._services = tuple(services)
        self.home = home

    def role(self, role: str) -> str | None:
        """The service that holds that part; None where nobody does."""
        if role == "hub":
            return self.hub
        return self._holders.get(role)

    def named(self, owner: str) -> str:
        """The id that a placeholder of the wording means: a part, such as council, is whoever holds it here."""
        return self.role(owner) or owner if owner in ROLES else owner

    @cached_property
    def hub(self) -> str | None:
        """The place to go to for one's own use in the home area."""
        at_home = [service.id for service in self._hubs if self.home in service.service_areas]
        return next(iter(at_home), None)

    def hub_elsewhere(self, area: str | None) -> str | None:
        """The hub of an area that has one of its own, which is not the one at home."""
        hubs = (service for service in self._hubs if service.id != self.hub)
        return next((service.id for service in hubs if area in service.service_areas), None)

    def of(self, need: str) -> frozenset[str]:
        """All that say they answer it, whomever they do it for."""
        return frozenset(service.id for service, _ in self._rows(need))

    def others(self, need: str, *, young: bool = False, substances: Collection[str] = NOBODY) -> tuple[str, ...]:
        """Who else there is, in the order of their rows, for the young or for one substance where rows say so."""
        rows = self._for(need, young=young, substances=substances)
        ordered = [(row.order, service.id) for service, row in rows if row.order is not None]
        return tuple(dict.fromkeys(service_id for _, service_id in sorted(ordered)))

    def own(self, need: str, *, young: bool = False, substances: Collection[str] = NOBODY) -> str | None:
        """The one that the need itself belongs to; one for nobody in particular where there is none for them."""
        exact = [service.id for service, row in self._for(need, young=young, substances=substances) if row.own]
        usual = [service.id for service, row in self._for(need) if row.own]
        return next(iter([*exact, *usual]), None)

    def asked(self, need: str) -> str | None:
        """The one that a question means, though the reply to the need may name another first."""
        return next((service.id for service, row in self._rows(need) if row.asked), None)

    def named_too(self, need: str, *, young: bool = False) -> tuple[str, ...]:
        """Those to be named behind the reply to that need."""
        rows = [(row.order or 0, service.id) for service, row in self._for(need, young=young) if row.in_reply]
        return tuple(service_id for _, service_id in sorted(rows))

    def beside(self, service_id: str) -> tuple[str, ...]:
        """Those who answer the needs of that service too, the likeliest first."""
        rows = [row for service in self._services if service.id == service_id for row in service.needs]
        found: list[str | None] = []
        for row in rows:
            young, substances = row.age == "young", row.substances
            found.append(self.own(row.need, young=young, substances=substances))
            found.extend(self.others(row.need, young=young, substances=substances))
        return tuple(dict.fromkeys(each for each in found if each and each != service_id))

    def counterpart(self, need: str, named: str) -> str:
        """Whom the name of `named` means within that need: itself, or the one that stands in for it there."""
        return next((service.id for service, row in self._rows(need) if named in row.instead_of), named)

    @cached_property
    def described(self) -> Mapping[str, str]:
        """Cues to the service that people describe so."""
        return {cue: service.id for service in self._services for cue in service.described_as}

    def _rows(self, need: str) -> Iterator[Answer]:
        yield from self._answers.get(need, ())

    # Looked up once: a directory may have thousands of services, of which a few say any of it.
    @cached_property
    def _answers(self) -> Mapping[str, list[Answer]]:
        found: dict[str, list[Answer]] = defaultdict(list)
        for service in self._services:
            for row in service.needs:
                found[row.need].append((service, row))
        return dict(found)

    @cached_property
    def _holders(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for service in self._services:
            for role in service.roles:
                found.setdefault(role, service.id)
        return found

    @cached_property
    def _hubs(self) -> tuple[Service, ...]:
        return tuple(service for service in self._services if "hub" in service.roles)

    def _for(self, need: str, *, young: bool = False, substances: Collection[str] = NOBODY) -> Iterator[Answer]:
        for service, row in self._rows(need):
            if (row.age == "young") == young and row.substances == frozenset(substances):
                yield service, row

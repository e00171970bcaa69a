"""What is made of a domain, and kept for as long as that one is in use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from rasa.shared.core.domain import Domain

Made = TypeVar("Made")


class PerDomain(Generic[Made]):
    """It asks whether it is the very same one: Rasa's own hash and comparison go through all that is in it."""

    def __init__(self, make: Callable[[Domain], Made]) -> None:
        self._make = make
        self._kept: tuple[Domain, Made] | None = None

    def of(self, domain: Domain) -> Made:
        """The same thing for the same domain."""
        if self._kept is None or self._kept[0] is not domain:
            self._kept = (domain, self._make(domain))
        return self._kept[1]

"""A conversation's slots as they are held: as large after the first message as after the tenth, or nearly.

What stands in them is our own vocabulary. Each of its words is in memory once, for all conversations.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

Slots = Mapping[str, Any]


class KeptSlots(NamedTuple):
    """Values by place. `names` is one and the same for all conversations."""

    names: tuple[str, ...]
    values: tuple[Any, ...]

    @classmethod
    def of(cls, slots: Slots, names: tuple[str, ...]) -> KeptSlots:
        """All that has a value. `names` are those that there are; others, of a worker of another version, stay too."""
        known = frozenset(names)
        more = tuple(name for name in slots if name not in known)
        every = (*names, *more) if more else names
        return cls(every, tuple(_small(slots.get(name)) for name in every))

    def slots(self) -> dict[str, Any]:
        """As they were, in new lists."""
        return dict(_set(zip(self.names, self.values, strict=True)))


def _set(pairs: Iterable[tuple[str, Any]]) -> Iterable[tuple[str, Any]]:
    return ((name, list(value) if isinstance(value, tuple) else value) for name, value in pairs if value is not None)


def _small(value: Any) -> Any:
    if type(value) is str:
        return sys.intern(value)
    return tuple(map(_small, value)) if isinstance(value, list | tuple) else value

"""Objects whose threads are gone in a forked process begin anew there."""

from __future__ import annotations

import os
import weakref
from typing import Protocol


class BeginsAnew(Protocol):
    """What holds threads."""

    def begin_anew(self) -> None:
        """As if it had just been made."""


_HELD: weakref.WeakSet[BeginsAnew] = weakref.WeakSet()


def begin_anew_in_forks(held: BeginsAnew) -> None:
    """In each process that is forked from this one, for as long as it is held."""
    _HELD.add(held)


def _forked() -> None:
    for held in tuple(_HELD):
        held.begin_anew()


os.register_at_fork(after_in_child=_forked)

"""What is loaded once and stays, so that Python's garbage collector need not look through it again and again."""

from __future__ import annotations

import ctypes
import gc


def set_aside() -> None:
    """Has the collector pass over all that is in memory now; what earlier calls set aside is looked through once more.

    A model with its libraries is more than a million objects. Many people at once make so many new ones that all would
    be looked through, and for a second nobody would be answered.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    _give_back()


def _give_back() -> None:
    """To the system: what loading needed for a moment, some 25 MB. Other C libraries than glibc have no such call."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)

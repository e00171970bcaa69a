"""Where an error came from, for the log: its own words could hold somebody's."""

from __future__ import annotations

import traceback


def place_of(error: BaseException) -> str:
    """File and line that raised it, such as `store.py:12`; whole paths would show whose machine it is."""
    found = traceback.extract_tb(error.__traceback__)
    return f"{found[-1].filename.rpartition('/')[2]}:{found[-1].lineno}" if found else "an unknown place"

"""Work that a server has done beside itself."""

from __future__ import annotations

import os
import threading
import time

LOOK_EVERY = 1.0
# People who are answered come first.
NICE = 10


def yield_to(parent: int) -> None:
    """From now on this process comes after others, and ends with its parent, however and whenever that ended."""
    os.nice(NICE)
    threading.Thread(target=_end_with, args=(parent,), name="parent", daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os._exit(1)

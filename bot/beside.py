"""Work that a server has done beside itself."""

from __future__ import annotations

import os
import threading
import time

LOOK_EVERY = 1.0
# People who are answered come first.
NICE = 10


def yield_to_parent() -> None:
    """From now on this process comes after others, and ends with the one that started it, however that ended."""
    os.nice(NICE)
    threading.Thread(target=_end_with, args=(os.getppid(),), name="parent", daemon=True).start()


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os._exit(1)

"""A process that has no file descriptor left."""

from __future__ import annotations

import gc
import os
import resource
import tracemalloc  # noqa: F401 - pytest wants it where a loop that was half made is thrown away: it could not open it then
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def none_left() -> Iterator[None]:
    """Within it this process can open nothing."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    taken: list[int] = []
    # What earlier tests left open would be closed within it.
    gc.collect()
    highest = max(int(one.name) for one in Path("/proc/self/fd").iterdir())
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest + 1, hard))
    try:
        while True:
            taken.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        for one in taken:
            os.close(one)

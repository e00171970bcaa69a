"""A system that gives no more threads."""

from __future__ import annotations

import threading


def no_thread(thread: threading.Thread) -> None:
    """In place of `Thread.start`, as Python does it where threads or memory are short."""
    raise RuntimeError("can't start new thread")

"""Work in a thread of its own that nothing waits for: one that hangs must not hold up Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")


async def in_daemon(work: Callable[[], Result], name: str) -> Result:
    """Runs the work in a thread of its own, and gives what it returns or raises."""
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Result] = loop.create_future()
    threading.Thread(target=do, args=(work, loop, future), name=name, daemon=True).start()
    try:
        return await future
    finally:
        # It may hold an error, whose traceback holds this frame.
        del future


def do(work: Callable[[], Any], loop: asyncio.AbstractEventLoop, future: asyncio.Future[Any]) -> None:
    """Does it, and hands the outcome to whoever waits for the future on that loop, where somebody still does."""
    outcome, failure = None, None
    try:
        outcome = work()
    except Exception as error:  # noqa: BLE001 - raised where it is awaited
        failure = error
    # The loop may have been closed meanwhile.
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(_settle, future, outcome, failure)
    # The traceback of a failure holds this frame: what was typed would stay until the garbage collector comes round.
    del failure, future


def _settle(future: asyncio.Future[Any], outcome: Any, failure: Exception | None) -> None:
    if future.done():
        return
    if failure:
        future.set_exception(failure)
    else:
        future.set_result(outcome)

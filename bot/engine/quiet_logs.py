"""Logs that cannot hold what a person typed."""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

# With the offset from UTC, so that lines of several machines stand in one order.
WHEN = "%Y-%m-%dT%H:%M:%S%z"
# Rasa logs texts and sender ids at DEBUG and INFO, and at ERROR in its own channels, which are not used here.
LOUD = (
    "rasa",
    "rasa_sdk",
    "sanic",
    "sanic.root",
    "sanic.error",
    "sanic.access",
    "matplotlib",
    "asyncio",
    "apscheduler",
)


def configure(level: int = logging.INFO) -> None:
    """Our own loggers at `level`, everybody else's from ERROR on, to standard error, without tracebacks."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine("%(asctime)s %(levelname)s %(name)s: %(message)s", WHEN))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in ("bot", "actions", "directory"):
        logging.getLogger(name).setLevel(level)
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(
        processors=[_only_the_event, structlog.processors.KeyValueRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


class _OneLine(logging.Formatter):
    """A traceback shows local calls with what they carried; its type says enough."""

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info and record.exc_info[0]:
            record = logging.makeLogRecord(
                {**record.__dict__, "exc_info": None, "exc_text": None, "kind": record.exc_info[0].__name__}
            )
            return f"{super().format(record)} ({record.__dict__['kind']})"
        return super().format(record)


def _only_the_event(logger: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {"event": event.get("event", "")}

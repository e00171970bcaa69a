"""Output that cannot end the program: a full disk behind it, or nobody who reads it any more."""

from __future__ import annotations

import io
import logging
import os
import sys
from typing import Any


class _Forgiving(io.FileIO):
    """Drops what cannot be written."""

    def write(self, data: Any) -> int:
        try:
            written = super().write(data)
        except OSError:
            written = None
        return len(memoryview(data).cast("B")) if written is None else written


def survive_a_full_disk() -> None:
    """Puts standard output and error on streams that drop lines rather than raise; a test's own stay as they are."""
    if sys.stdout is sys.__stdout__ and sys.stdout is not None:
        sys.stdout = _forgiving(sys.stdout)
    if sys.stderr is sys.__stderr__ and sys.stderr is not None:
        sys.stderr = _forgiving(sys.stderr)


def _forgiving(stream: Any) -> io.TextIOWrapper:
    raw = _Forgiving(stream.fileno(), "w", closefd=False)
    return io.TextIOWrapper(
        io.BufferedWriter(raw), encoding=stream.encoding, errors="backslashreplace", line_buffering=True
    )


def before_rasa() -> None:
    """Said before anything of Rasa is imported: it reports to nobody, and what it and others warn of is not printed."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    # Some switch warnings back on while they are imported.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.ERROR)

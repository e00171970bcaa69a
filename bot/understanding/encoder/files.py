"""The encoder's files, each held to the hash of the one that was reviewed."""

from __future__ import annotations

import hashlib
from pathlib import Path

MODEL = Path(__file__).parent / "model.onnx"
MODEL_SHA256 = Path(__file__).parent / "model.sha256"
WORDPIECES = Path(__file__).parent / "wordpieces.txt"
WORDPIECES_SHA256 = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"


class EncoderUnavailable(Exception):
    """The encoder's files are missing, are not the ones that were reviewed, or cannot be loaded."""


def expected_hash() -> str:
    """The sha256 that was reviewed; empty where its file is gone, and then no encoder is the right one."""
    return MODEL_SHA256.read_text(encoding="ascii", errors="replace").strip() if MODEL_SHA256.exists() else ""


def check(model: Path = MODEL) -> None:
    """Raises EncoderUnavailable."""
    _check(model, expected_hash())
    _check(WORDPIECES, WORDPIECES_SHA256)


def problem() -> str | None:
    """Why the encoder cannot be used, or None. Reads the files anew each time."""
    try:
        check()
    except EncoderUnavailable as error:
        return str(error)
    return None


def _check(path: Path, sha256: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise EncoderUnavailable(f"{path.name} cannot be read ({error.strerror}): get it again from git") from error
    if found != sha256:
        raise EncoderUnavailable(f"{path.name} is not the reviewed file (sha256 {found[:12]}, wanted {sha256[:12]})")

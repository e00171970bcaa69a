"""The vectors of the last training, kept so that the next one encodes only what is new."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from pathlib import Path

import numpy as np

from bot.understanding.encoder.sentence_encoder import Vectors

logger = logging.getLogger(__name__)

# Half of the space; what is lost is less than what int8 weights lose. Fresh vectors are rounded alike.
KEPT_AS = np.float16
_file: ContextVar[Path | None] = ContextVar("file", default=None)

Encode = Callable[[Sequence[str]], Vectors]


@contextlib.contextmanager
def kept_in(file: Path) -> Iterator[None]:
    """While it lasts, `encoded` reads and writes this file: Rasa hands no paths to its components."""
    token = _file.set(file)
    try:
        yield
    finally:
        _file.reset(token)


def encoded(texts: Sequence[str], encode: Encode, encoder: str) -> Vectors:
    """A row for each text. `encoder` is the hash of what encodes: another one's vectors are never taken."""
    file = _file.get()
    keys = [hashlib.blake2b(f"{encoder}\0{text}".encode(), digest_size=16).digest() for text in texts]
    known = _read(file) if file else {}
    new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
    if new:
        known.update(zip(new, encode(list(new.values())).astype(KEPT_AS), strict=True))
    if file and new:
        _write(file, {key: known[key] for key in keys})
    return np.stack([known[key] for key in keys]).astype(np.float32)


def _read(file: Path) -> dict[bytes, Vectors]:
    try:
        with np.load(file, allow_pickle=False) as kept:
            return dict(zip((row.tobytes() for row in kept["keys"]), kept["vectors"], strict=True))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        logger.warning("%s cannot be read: all messages are encoded again", file.name)
        return {}


def _write(file: Path, kept: dict[bytes, Vectors]) -> None:
    draft = file.with_suffix(f".{os.getpid()}.npz")
    keys = np.frombuffer(b"".join(kept), dtype=np.uint8).reshape(len(kept), -1)
    try:
        np.savez(draft, keys=keys, vectors=np.stack(list(kept.values())))
        os.replace(draft, file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        logger.warning("%s cannot be written (%s): the next training encodes all anew", file.name, error.strerror)

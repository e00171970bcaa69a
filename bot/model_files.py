"""Trained models on the disk: put in place in one step, used only where they are whole, the one before kept."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

SUFFIX = ".tar.gz"
DRAFTS = ".training-"
CHUNK = 1 << 20


def hash_file(model: Path) -> Path:
    """Where the sha256 of a model stands: beside it."""
    return model.with_name(model.name.removesuffix(SUFFIX) + ".sha256")


def is_intact(model: Path) -> bool:
    """Whether it is there and what was written. One without a hash is read through, since gzip has a checksum."""
    try:
        beside = hash_file(model)
        if beside.exists():
            return _sha256(model) == beside.read_text(encoding="ascii", errors="replace").strip()
        return model.stat().st_size > 0 and _reads_through(model)
    except OSError:
        return False


def newest_first(folder: Path) -> list[Path]:
    """All models in the folder, whole or not."""
    found = []
    for model in folder.glob(f"*{SUFFIX}"):
        # Another training may take an old one away between our two looks.
        with contextlib.suppress(FileNotFoundError):
            found.append((model.stat().st_mtime_ns, model))
    return [model for _, model in sorted(found, reverse=True)]


@contextlib.contextmanager
def draft_folder(models: Path) -> Iterator[Path]:
    """A folder to train into, on the same disk as the models. Raises OSError where nothing can be written."""
    models.mkdir(parents=True, exist_ok=True)
    for left in models.glob(f"{DRAFTS}*"):
        # One that was killed could not tidy up.
        if not Path("/proc", left.name.removeprefix(DRAFTS).partition("-")[0]).exists():
            shutil.rmtree(left, ignore_errors=True)
    prefix = f"{DRAFTS}{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=models, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def put(draft: Path, model: Path) -> None:
    """Moves a finished model to its place with its hash; a kill or a full disk at any moment leaves no half of it."""
    written = draft.with_suffix(".sha256")
    written.write_text(_sha256(draft) + "\n", encoding="ascii")
    for part in (draft, written):
        _to_disk(part)
    # A hash without its model is no model, and the next start trains.
    os.replace(written, hash_file(model))
    os.replace(draft, model)
    _to_disk(model.parent)


def prune(models: Path, keep: Path) -> None:
    """Removes what is older than the whole model before the one to keep, and all that is damaged."""
    others = [model for model in newest_first(models) if model != keep]
    before = next((model for model in others if is_intact(model)), None)
    for model in others:
        if model != before:
            hash_file(model).unlink(missing_ok=True)
            model.unlink(missing_ok=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _reads_through(model: Path) -> bool:
    try:
        with gzip.open(model) as file:
            while file.read(CHUNK):
                pass
    except (OSError, EOFError, zlib.error):
        return False
    return True


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

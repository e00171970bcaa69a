"""What engines are given of their own, so that what goes wrong with it goes wrong for them alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.settings import ROOT

SMALL = "120m"
ENCODER = Path("bot", "understanding", "encoder", "model.onnx")
LEFT_OUT = shutil.ignore_patterns(".*", "models")


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A disk of its own in the place of a folder; False where nobody here may mount one."""
    mounted = os.geteuid() == 0 and _done("mount", "-t", "tmpfs", "-o", f"size={SMALL},mode=700", "tmpfs", str(folder))
    try:
        yield mounted
    finally:
        if mounted:
            # Lazily, since a program that hangs may still have a file open there.
            _done("umount", "-l", str(folder))


def _done(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def linked_tree(folder: Path) -> Path:
    """The code, as links to this tree but for the encoder's file, which is a copy."""
    for part in ROOT.iterdir():
        if part.name in ("bot", "models") or part.name.startswith("."):
            continue
        (folder / part.name).symlink_to(part)
    shutil.copytree(ROOT / "bot", folder / "bot", copy_function=os.symlink, ignore=LEFT_OUT)
    encoder = folder / ENCODER
    encoder.unlink()
    shutil.copy(ROOT / ENCODER, encoder)
    return folder

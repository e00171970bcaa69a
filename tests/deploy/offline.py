"""A folder as `scripts/wheelhouse` writes it, with nothing real in it."""

from __future__ import annotations

import hashlib
import platform
import shutil
from pathlib import Path

from bot.settings import ROOT

LISTS = ("SHA256SUMS", "SHA256SUMS.sig")


def offline_folder(home: Path) -> Path:
    found = home / "offline"
    found.mkdir()
    for name in ("install", "verify"):
        shutil.copy(ROOT / "scripts" / "offline" / name, found)
    for name in ("project.tar", "packages.tar.gz", "uv"):
        (found / name).write_bytes(name.encode())
    (found / "machine").write_text(platform.machine() + "\n")
    listed(found)
    return found


def listed(folder: Path) -> None:
    """Writes its list anew."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name not in LISTS)
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  ./{path.name}\n" for path in files]
    (folder / "SHA256SUMS").write_text("".join(sums))

"""Where the directory is read from and built to, unless somebody says otherwise."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

PACKAGE = Path(__file__).parent
TARGET_VARIABLE = "SIGNPOST_DIRECTORY"
SOURCE_VARIABLE = "SIGNPOST_DIRECTORY_SOURCE"


def source_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of YAML files."""
    return Path(environ.get(SOURCE_VARIABLE) or PACKAGE)


def target_file(environ: Mapping[str, str] = os.environ) -> Path:
    """The built file."""
    return Path(environ.get(TARGET_VARIABLE) or PACKAGE.parent / ".build" / "directory.sqlite")


def last_resort_file(target: Path) -> Path:
    """The card of last resort, which stands beside the built file so that it outlives it."""
    return target.with_name("last_resort.json")

"""Where the directory is read from and built to, and for which town, unless somebody says otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from directory.errors import UnknownTown

PACKAGE = Path(__file__).parent
TARGET_VARIABLE = "SIGNPOST_DIRECTORY"
SOURCE_VARIABLE = "SIGNPOST_DIRECTORY_SOURCE"
TOWN_VARIABLE = "SIGNPOST_TOWN"
DEFAULT_TOWN = "havant"
TOWNS, NATIONS = "towns", "nations"
# The folders that there may be for all, for a nation, and for a town.
PARTS = ("services", "signs", "steps")
# The file that makes a folder a town or a nation.
TOWN_FILE, NATION_FILE = "town.yaml", "nation.yaml"


@dataclass(frozen=True, slots=True)
class Paths:
    """Where a command reads and writes."""

    source: Path
    target: Path


def source_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of YAML files, all towns in it."""
    return Path(environ.get(SOURCE_VARIABLE) or PACKAGE)


def chosen_town(environ: Mapping[str, str] = os.environ) -> str:
    """The id of the town that is served; whether there is one tells `town_folder`."""
    return environ.get(TOWN_VARIABLE) or DEFAULT_TOWN


def target_file(environ: Mapping[str, str] = os.environ) -> Path:
    """The built file. Each town has its own, so that two can be served from one clone."""
    given = environ.get(TARGET_VARIABLE)
    return Path(given) if given else PACKAGE.parent / ".build" / TOWNS / chosen_town(environ) / "directory.sqlite"


def last_resort_file(target: Path) -> Path:
    """The card of last resort, which stands beside the built file so that it outlives it."""
    return target.with_name("last_resort.json")


def towns_in(source: Path) -> list[str]:
    """The ids of all towns of a source folder, in alphabetical order."""
    return sorted(path.parent.name for path in (source / TOWNS).glob(f"*/{TOWN_FILE}"))


def nations_in(source: Path) -> list[str]:
    """The ids of all nations of a source folder, in alphabetical order."""
    return sorted(path.parent.name for path in (source / NATIONS).glob(f"*/{NATION_FILE}"))


def town_folder(source: Path, town: str) -> Path:
    """The folder of that town. Raises UnknownTown, which lists those there are."""
    towns = towns_in(source)
    if town not in towns:
        raise UnknownTown(town, towns, source)
    return source / TOWNS / town


def nation_folder(source: Path, nation: str) -> Path:
    """The folder of that part of the United Kingdom, which need not be there."""
    return source / NATIONS / nation


def files_of(source: Path, town: str) -> Iterator[Path]:
    """All YAML that this town is built from, and that of every nation: the town's own file says which is its."""
    for layer in (source, *(source / NATIONS).glob("*"), source / TOWNS / town):
        for folder in (layer, *(layer / part for part in PARTS)):
            yield from folder.glob("*.yaml")

"""A new town's folder: what has to be there, with what to fill in, such that it can be built at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from string import Template

from directory.errors import TownNotMade
from directory.paths import PACKAGE, TOWN_FILE, TOWNS, nations_in, towns_in
from directory.places import words_of

TEMPLATE = PACKAGE / "town_template"
NAME = re.compile(r"[^\W\d_][\w .,'’-]*")


def new_town(source: Path, name: str, *, nation: str, county: str) -> Path:
    """Writes the folder of a town of that name and returns it. Raises TownNotMade."""
    town = re.sub(r"[^a-z0-9]+", "-", words_of(name)).strip("-")
    nations = nations_in(source)
    if not town or not NAME.fullmatch(name):
        raise TownNotMade(f"{name!r} is no name of a town: give one such as Whitby")
    if not NAME.fullmatch(county):
        raise TownNotMade(f"{county!r} is no name of a county: give one such as Kent")
    if nation not in nations:
        raise TownNotMade(f"There is no nation called {nation}: use one of {', '.join(nations)}.")
    folder = source / TOWNS / town
    if town in towns_in(source) or folder.exists():
        raise TownNotMade(f"{folder} is there already: change its files, or take it away first.")
    filled = {"id": town, "name": name, "nation": nation, "county": county, "nations": ", ".join(nations)}
    try:
        for path, text in _files(folder, filled):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise TownNotMade(f"{folder} cannot be written: {error.strerror}.") from error
    return folder


def _files(folder: Path, filled: dict[str, str]) -> Iterator[tuple[Path, str]]:
    """Each file of the template, filled. A service's file is named by the town too."""
    # The file that makes the folder a town comes last: a town that was begun is none.
    for path in sorted(TEMPLATE.rglob("*.yaml"), key=lambda path: path.name == TOWN_FILE):
        place = folder / path.relative_to(TEMPLATE)
        if place.parent != folder:
            place = place.with_name(f"{filled['id']}-{path.name}")
        yield place, Template(path.read_text(encoding="utf-8")).substitute(filled)

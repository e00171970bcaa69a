"""A new town's folder: what has to be there, with what to fill in, such that it can be built at once."""

from __future__ import annotations

import re
from pathlib import Path

from directory.errors import TownNotMade
from directory.paths import NATION_FILE, NATIONS, TOWNS, towns_in
from directory.places import words_of

TOWN = """\
# Which town this is. What each field means: docs/towns.md.
id: {id}
# As replies say it: "who can help with drugs around {name}".
name: {name}
# Its part of the United Kingdom, for bank holidays and the law: {nations}.
nation: {nation}
# The county, or what stands for it in an address.
county: {name}
# Its own area in places.yaml.
home: {id}
"""
PLACES = """\
# Which area a person means, from a postcode district or the name that they use for a place. Put in the districts, the
# estates and what people call them, with the ways they misspell it; then areas around it, whose people write too.
areas:
  {id}:
    name: {name}
    postcode_districts: []
    towns:
      - name: {name}
"""
SOURCES = """\
# Pages that are cited for this town alone: the address, the date that the page shows, and how far to trust it.
# town_council_page:
#   address: https://www.example.gov.uk/contact
#   date: 2026-11-20
#   assured_date: 2026-11-20
#   tier: official
{{}}
"""
SERVICES = "services"
SPACES = re.compile(r"[^a-z0-9]+")


def new_town(source: Path, name: str, *, nation: str) -> Path:
    """Writes the folder of a town of that name and returns it. Raises TownNotMade."""
    town = SPACES.sub("-", words_of(name)).strip("-")
    nations = sorted(path.parent.name for path in (source / NATIONS).glob(f"*/{NATION_FILE}"))
    if not town or not name.isprintable():
        raise TownNotMade(f"{name!r} is no name of a town: give one such as Havant")
    if nation not in nations:
        raise TownNotMade(f"There is no nation called {nation}: use one of {', '.join(nations)}.")
    folder = source / TOWNS / town
    if town in towns_in(source) or folder.exists():
        raise TownNotMade(f"{folder} is there already: change its files, or take it away first.")
    filled = {"id": town, "name": name, "nation": nation, "nations": ", ".join(nations)}
    try:
        (folder / SERVICES).mkdir(parents=True)
        for file, text in (("town.yaml", TOWN), ("places.yaml", PLACES), ("sources.yaml", SOURCES)):
            (folder / file).write_text(text.format(**filled), encoding="utf-8")
    except OSError as error:
        raise TownNotMade(f"{folder} cannot be written: {error.strerror}.") from error
    return folder

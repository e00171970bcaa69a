"""A new town's folder: what has to be there, with what to fill in, such that it can be built at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
county: {county}
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
# {id}_council_page:
#   address: https://www.example.gov.uk/contact
#   date: "2026-11-20"
#   assured_date: 2026-11-20
#   tier: official
"""
SERVICE = """\
# Fill it in, with a contact that you read on a page or rang (docs/directory.md), and make it active. Until then no
# reply speaks of it. Take out what does not fit.
id: {id}
name: {name}
spoken_name: {name}
alternate_names:
{alternate_names}
status: inactive
organization:
  name: {organization}
purposes:
{purposes}
{parts}
service_areas: {{areas: [{town}], state: unconfirmed}}
action_before_publishing: Find its number, hours and address, and who runs it.
"""
COUNCIL = "{name} council"
# Role, end of the id, name, what else it is called, what people come with, and its other rows.
SERVICES = (
    (
        "hub", "drug-service", "the {name} drug and alcohol service", "{name} drug service, drug and alcohol team",
        "help to stop using drugs, stop drinking, detox, methadone, lost script, naloxone, addiction",
        "needs:\n  - {{need: treatment, asked: true}}\n  - {{need: treatment, order: 25, substances: [alcohol]}}\n"
        "  - {{need: family, order: 10}}\n  - {{need: advice, order: 10}}\n  - {{need: health, order: 20}}\n"
        "described_as: [needle_place, hub_place]\n",
    ),
    (
        "council", "council", COUNCIL, "the council, local council, local authority",
        "needles found, drug litter, rubbish, noise, empty house, graffiti, broken street light", "",
    ),
    (
        "children", "children", "{name} children's services", "children's services, social services, child protection",
        "child at risk, child used to sell drugs, child neglected, child exploited",
        "needs:\n  - {{need: safeguarding_child, own: true, instead_of: [{id}-adults, {id}-council]}}\n"
        "described_as: [children_people]\n",
    ),
    (
        "adults", "adults", "{name} adult social care", "adult social care, adult safeguarding, adult social worker",
        "adult at risk, cuckooing, home taken over, self-neglect",
        "needs:\n  - {{need: safeguarding_adult, own: true, instead_of: [{id}-children, {id}-council]}}\n"
        "described_as: [adult_people]\n",
    ),
    (
        "young_people", "young-people", "the {name} young people's drug service", "youth drug service",
        "under 18 and using drugs, help for my teenager", "needs:\n  - {{need: any, order: 20, age: young}}\n",
    ),
)  # fmt: skip


def new_town(source: Path, name: str, *, nation: str, county: str) -> Path:
    """Writes the folder of a town of that name and returns it. Raises TownNotMade."""
    town = re.sub(r"[^a-z0-9]+", "-", words_of(name)).strip("-")
    nations = sorted(path.parent.name for path in (source / NATIONS).glob(f"*/{NATION_FILE}"))
    if not town or not re.fullmatch(r"[^\W\d_][\w .,'’-]*", name):
        raise TownNotMade(f"{name!r} is no name of a town: give one such as Whitby")
    if not re.fullmatch(r"[^\W\d_][\w .,'’-]*", county):
        raise TownNotMade(f"{county!r} is no name of a county: give one such as Kent")
    if nation not in nations:
        raise TownNotMade(f"There is no nation called {nation}: use one of {', '.join(nations)}.")
    folder = source / TOWNS / town
    if town in towns_in(source) or folder.exists():
        raise TownNotMade(f"{folder} is there already: change its files, or take it away first.")
    filled = {"id": town, "name": name, "nation": nation, "county": county, "nations": ", ".join(nations)}
    try:
        for file, text in _files(filled):
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise TownNotMade(f"{folder} cannot be written: {error.strerror}.") from error
    return folder


def _files(filled: dict[str, str]) -> Iterator[tuple[str, str]]:
    # The file that makes the folder a town comes last: a town that was begun is none.
    for role, end, name, others, purposes, rows in SERVICES:
        service = f"{filled['id']}-{end}"
        text = SERVICE.format(
            id=service,
            name=name.format(**filled),
            organization=COUNCIL.format(**filled),
            town=filled["id"],
            alternate_names=_list(others.format(**filled)),
            purposes=_list(purposes),
            parts=f"{rows.format(**filled)}roles: [{role}]",
        )
        yield f"services/{service}.yaml", text
    for file, text in (("places.yaml", PLACES), ("sources.yaml", SOURCES), ("town.yaml", TOWN)):
        yield file, text.format(**filled)


def _list(words: str) -> str:
    return "\n".join(f"  - {word}" for word in words.split(", "))

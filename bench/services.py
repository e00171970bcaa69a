"""Makes up a directory of any size: the project's own services, and as many more as it takes.

What is made up is the same each time. Its numbers are Ofcom's for drama, which nobody has.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from directory.build import checked, write
from directory.document import Document
from directory.paths import DEFAULT_TOWN, NATIONS, PACKAGE, PARTS, TOWNS
from directory.source import read_folder

SOURCE = "made_up"
CITED = {"address": "bench/services.py", "date": "2026-01-01", "tier": "third-party"}
HOURS = {
    "freq": "WEEKLY",
    "byday": ["MO", "TU", "WE", "TH", "FR"],
    "opens_at": "09:00",
    "closes_at": "17:00",
    "bank_holidays": "closed",
}
DRAMA_NUMBERS = 1000
BEGINNINGS = tuple(
    "Ash Beck Birch Bram Brock Bux Calder Chil Clay Cop Crow Dar Dene Dun East Elm Fal Fen Fern Fox Gar Glen Gran "
    "Hales Ham Hart Haw Hazel Hex Holm Hurst Ing Ivy Kel Ken Kirk Lang Lark Lin Long Mal Marl Mel Mill Moor "
    "Nether New North Oak Ock Otter Over Pem Penn Pick Quen Raven Red Rock Roth Rush Sal Sed Shel Sil South Stan "
    "Stoke Sut Tarn Thorn Til Tod Up Vale Wal Ware Wel West Whit Wick Wil Win Wood Wor Yar Yew Zeal".split()
)
ENDINGS = tuple(
    "bank beck borough bourne bridge brook burn bury by combe cote croft dale dean don down end field ford gate "
    "grove ham haven head hill holme hurst ing lake land ley low marsh mere mill minster moor mouth ness nock "
    "pool port ridge rise scar shaw shore side stead stock stone thorpe thwaite ton tree vale view ville wade "
    "wark water way well wick wold wood worth yard".split()
)
KINDS = (
    ("Recovery Service", "coming off drugs"),
    ("Alcohol Service", "cutting down on alcohol"),
    ("Family Support", "worried about a relative who uses"),
    ("Young People's Service", "a young person who uses drugs"),
    ("Needle Exchange", "clean needles"),
    ("Drop-in", "somewhere to go during the day"),
    ("Night Shelter", "a bed for the night"),
    ("Counselling", "somebody to talk to"),
    ("Welfare Rights", "money and benefits"),
    ("Outreach Team", "help on the street"),
    ("Peer Group", "people who have been there"),
    ("Health Clinic", "a check of your health"),
    ("Housing Advice", "a place of your own"),
    ("Legal Advice", "what the law says"),
    ("Training Centre", "getting back to work"),
    ("Listening Line", "a voice on the phone"),
    ("Night Bus", "a lift home at night"),
)
LARGEST = len(BEGINNINGS) * len(ENDINGS) * len(KINDS)


def source_folder(folder: Path, services: int) -> Path:
    """Writes a source folder with so many services into `folder`, an empty one, and returns it. Raises ValueError."""
    for part in (*PARTS, TOWNS, NATIONS):
        shutil.copytree(PACKAGE / part, folder / part, ignore=shutil.ignore_patterns("*.md"))
    for file in PACKAGE.glob("*.yaml"):
        shutil.copy(file, folder)
    with (folder / "sources.yaml").open("a", encoding="utf-8") as sources:
        sources.write(f"\n{json.dumps(SOURCE)}: {json.dumps(CITED)}\n")
    for service in made_up(services - own()):
        # JSON is YAML too.
        text = json.dumps(service, indent=1)
        (folder / "services" / f"{service['id']}.yaml").write_text(text, encoding="utf-8")
    return folder


def built(target: Path, services: int, *, at: datetime) -> None:
    """A built directory with so many services, without the YAML, which would take many minutes. Raises ValueError."""
    folder = checked(PACKAGE, at=at, town=DEFAULT_TOWN)
    cited = {SOURCE: CITED}
    folder.singles["sources"].append(Document("bench/services.py", cited, cited, {}))
    for service in made_up(services - len(folder.services)):
        folder.services.append(Document(f"services/{service['id']}.yaml", service, service, {}))
    write(folder, target, at=at)


def own() -> int:
    """How many the project has for its first town."""
    return len(read_folder(PACKAGE, DEFAULT_TOWN).services)


def made_up(services: int) -> Iterator[dict[str, Any]]:
    """So many services as their YAML has them. Raises ValueError for fewer than none or more than there are names."""
    if not 0 <= services <= LARGEST:
        raise ValueError(f"{services} services cannot be made up: none to {LARGEST} can")
    return map(_service, range(services))


def _service(number: int) -> dict[str, Any]:
    # The kind changes first, then the town, so that even a few have many names.
    rest, kind = divmod(number, len(KINDS))
    ending, beginning = divmod(rest, len(BEGINNINGS))
    what, need = KINDS[kind]
    town = BEGINNINGS[beginning] + ENDINGS[ending]
    name = f"{town} {what}"
    service_id = name.lower().replace("'", "").replace(" ", "-")
    confirmed = {"state": "confirmed", "sources": [SOURCE], "assured_date": CITED["date"]}
    phone = f"020 7946 0{number % DRAMA_NUMBERS:03d}"
    return {
        "id": service_id,
        "name": name,
        "spoken_name": name,
        "alternate_names": [f"{what} {town}"],
        "status": "active",
        "organization": {"name": f"{town} Council", "description": "The council."},
        "purposes": [need, f"{need} in {town}", what.lower()],
        "description": {"text": f"A service of {town}: {need}.", **confirmed},
        "phones": [{"id": "phone", "number": phone, "type": "voice", **confirmed}],
        "links": [{"id": "web", "url": f"https://{service_id}.example", **confirmed}],
        "schedules": [{"for": "phone", **HOURS, **confirmed}],
        "service_areas": {"areas": ["havant"], **confirmed},
    }

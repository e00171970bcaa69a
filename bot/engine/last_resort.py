"""The words that stand when everything else is gone: held in memory from the start, numbers from the directory."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from actions.replies.plan import ENGLISH
from bot.settings import ROOT
from directory.errors import DirectoryError
from directory.loading import Wording
from directory.models import EMERGENCY_SERVICE
from directory.paths import chosen_town, last_resort_file, target_file
from directory.store import Directory, open_directory

REPLIES = ROOT / "data" / "replies" / "last_resort.yml"
LANGUAGES = ROOT / "data" / "replies" / "languages.yml"
# The name of the town stands in some texts as that of a service does.
TOWN = "town"
PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)(\.phone)?\}")

# By service id: how it is spoken of, and its number.
Rows = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class LastResort:
    """Texts by paragraph, ready to be sent on any channel. `openings`: by language, what comes before an emergency;
    `unreviewed` are the languages in which nobody who speaks them has read every sentence yet.

    `town` is its name, `services` are those that the card names, `in_openings` those of the openings; 999 is of an
    emergency alone. `despair` is a line for whoever may be in it; empty without a directory, since the card has no
    number for it.
    `forgetful` is said where it cannot be looked up what somebody wrote before.
    """

    card: tuple[str, ...]
    emergency: tuple[str, ...]
    openings: Mapping[str, tuple[str, ...]]
    unreviewed: frozenset[str] = frozenset()
    town: str = ""
    services: tuple[str, ...] = ()
    in_openings: tuple[str, ...] = ()
    despair: str = ""
    forgetful: str = ""

    def messages(self, recipient: str, *, emergency: bool, language: str = ENGLISH) -> list[dict[str, Any]]:
        """A whole reply in Rasa's shape, the signpost last."""
        opening = self.openings.get(language, ()) if emergency else ()
        paragraphs = [*opening, *(self.emergency if emergency else self.card)]
        services = [EMERGENCY_SERVICE] if emergency else list(self.services)
        languages = [language] * len(opening) + [ENGLISH] * (len(paragraphs) - len(opening))
        signpost = {
            "route": "emergency" if emergency else "fallback",
            "services": [*services, *self.in_openings] if opening else services,
            "language": languages[0],
            "languages": languages,
        }
        said = [{"recipient_id": recipient, "text": text} for text in paragraphs]
        return [*said, {"recipient_id": recipient, "custom": {"signpost": signpost}}]


def load(target: Path | None = None) -> LastResort:
    """From the directory, or where it cannot be opened from the card that its last build left beside it.

    Raises DirectoryError where there is neither.
    """
    target = target or target_file()
    directory = _opened(target)
    numbers = _rows(directory, target)
    own = directory.wording if directory else {}
    said = {name: rows[0]["text"] for name, rows in _responses(REPLIES, own).items()}
    openings = [rows[0] for rows in _responses(LANGUAGES, {}).values()]
    return LastResort(
        filled(said["utter_last_resort"], numbers),
        filled(said["utter_last_resort_emergency"], numbers),
        _openings(openings, numbers),
        unreviewed=frozenset(_unreviewed(openings)),
        town=numbers[TOWN][0],
        services=_named(said["utter_last_resort"], numbers),
        in_openings=_named("".join(response["text"] for response in openings), numbers),
        despair=" ".join(filled(said["utter_last_resort_despair"], numbers)),
        forgetful=said["utter_last_resort_forgetful"].strip(),
    )


def names_and_numbers(target: Path) -> Rows:
    """What `filled` takes: the town, and every service with a number that is confirmed.

    Where the directory cannot be opened, it is what stands on the card of its last build. Raises DirectoryError where
    there is neither.
    """
    return _rows(_opened(target), target)


def filled(text: str, numbers: Rows) -> tuple[str, ...]:
    """The text by paragraph, names and numbers in it. A line that speaks of somebody without a number is left out."""
    known = (line for line in text.split("\n") if all(match[1] in numbers for match in PLACEHOLDER.finditer(line)))
    said = PLACEHOLDER.sub(lambda match: numbers[match[1]][1 if match[2] else 0], "\n".join(known))
    return tuple(paragraph.strip() for paragraph in said.split("\n\n"))


def _opened(target: Path) -> Directory | None:
    """None where there is only the card of the last build. Raises DirectoryError where there is not even that."""
    try:
        directory = open_directory(target)
    except DirectoryError:
        if not last_resort_file(target).exists():
            raise
        return None
    directory.close()
    return directory


def _rows(directory: Directory | None, target: Path) -> Rows:
    if directory is None:
        card = json.loads(last_resort_file(target).read_text(encoding="utf-8"))
        found = {row["service_id"]: (row["spoken_name"], row["number"]) for row in card}
        return {TOWN: (chosen_town().replace("-", " ").title(), ""), **found}
    services = [directory.service(service_id) for service_id in directory.service_ids()]
    phones = [(service, service.contact("phone")) for service in services]
    known = {service.id: (service.spoken_name, phone.value) for service, phone in phones if phone and phone.is_sure}
    return {TOWN: (directory.town.name, ""), **known}


def _responses(file: Path, own: Wording) -> Wording:
    """Those of a file, in the town's own words where it has them."""
    return {name: own.get(name, rows) for name, rows in YAML(typ="safe").load(file)["responses"].items()}


def _named(text: str, numbers: Rows) -> tuple[str, ...]:
    """The services of a text that have a number, each once, in its order."""
    found = dict.fromkeys(match[1] for match in PLACEHOLDER.finditer(text) if match[1] in numbers)
    return tuple(service for service in found if service not in (EMERGENCY_SERVICE, TOWN))


def _openings(responses: Iterable[Mapping[str, Any]], numbers: Rows) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for response in responses:
        language = response["metadata"]["language"]
        found[language] = (*found.get(language, ()), *filled(response["text"], numbers))
    return found


def _unreviewed(responses: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    metadata = (response["metadata"] for response in responses)
    return (row["language"] for row in metadata if not row.get("reviewed_by"))

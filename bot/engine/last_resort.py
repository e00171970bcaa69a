"""The words that stand when everything else is gone: held in memory from the start, numbers from the directory."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.settings import ROOT
from directory.errors import DirectoryError
from directory.freshness import may_print
from directory.paths import last_resort_file, target_file
from directory.store import Directory, open_directory

REPLIES = ROOT / "data" / "replies" / "last_resort.yml"
LANGUAGES = ROOT / "data" / "replies" / "languages.yml"
ENGLISH = "en"
IN_DESPAIR = "samaritans"
PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)(\.phone)?\}")

# By service id: how it is spoken of, and its number.
Rows = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class LastResort:
    """Texts by paragraph, ready to be sent on any channel. `openings`: by language, what comes before an emergency.

    `despair` is a line for whoever may be in it; empty without a directory, since the card has no number for it.
    `forgetful` is said where it cannot be looked up what somebody wrote before.
    """

    card: tuple[str, ...]
    emergency: tuple[str, ...]
    openings: Mapping[str, tuple[str, ...]]
    despair: str = ""
    forgetful: str = ""

    def messages(self, recipient: str, *, emergency: bool, language: str = ENGLISH) -> list[dict[str, Any]]:
        """A whole reply in Rasa's shape, the signpost last."""
        opening = self.openings.get(language, ()) if emergency else ()
        paragraphs = [*opening, *(self.emergency if emergency else self.card)]
        services = ["emergency-999"] if emergency else ["police-101", "frank", "crimestoppers"]
        languages = [language] * len(opening) + [ENGLISH] * (len(paragraphs) - len(opening))
        signpost = {
            "route": "emergency" if emergency else "fallback",
            "services": [*services, "frank"] if opening else services,
            "language": languages[0],
            "languages": languages,
        }
        said = [{"recipient_id": recipient, "text": text} for text in paragraphs]
        return [*said, {"recipient_id": recipient, "custom": {"signpost": signpost}}]


def load(target: Path | None = None) -> LastResort:
    """From the directory, or where it cannot be opened from the card that its last build left beside it.

    Raises DirectoryError where there is neither.
    """
    responses = YAML(typ="safe").load(REPLIES)["responses"]
    numbers = rows(target or target_file())
    texts = {
        name: filled(responses[f"utter_{name}"][0]["text"], numbers)
        for name in ("last_resort", "last_resort_emergency")
    }
    return LastResort(
        texts["last_resort"],
        texts["last_resort_emergency"],
        _openings(numbers),
        _despair(responses, numbers),
        responses["utter_last_resort_forgetful"][0]["text"].strip(),
    )


def _despair(responses: Any, numbers: Rows) -> str:
    text = responses["utter_last_resort_despair"][0]["text"]
    return " ".join(filled(text, numbers)) if IN_DESPAIR in numbers else ""


def _openings(numbers: Rows) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for (response,) in YAML(typ="safe").load(LANGUAGES)["responses"].values():
        language = response["metadata"]["language"]
        found[language] = (*found.get(language, ()), *filled(response["text"], numbers))
    return found


def rows(target: Path) -> Rows:
    """What `filled` takes, with whom to call in despair where there is a directory.

    Raises DirectoryError where there is neither a directory nor the card of its last build.
    """
    try:
        directory = open_directory(target)
        found = {service: (name, number) for service, name, number in directory.last_resort}
        return found | _listener(directory)
    except DirectoryError:
        beside = last_resort_file(target)
        if not beside.exists():
            raise
        found = json.loads(beside.read_text(encoding="utf-8"))
        return {row["service_id"]: (row["spoken_name"], row["number"]) for row in found}


def _listener(directory: Directory) -> dict[str, tuple[str, str]]:
    if IN_DESPAIR not in directory.service_ids():
        return {}
    service = directory.service(IN_DESPAIR)
    contact = service.contact("phone")
    return {IN_DESPAIR: (service.spoken_name, contact.value)} if contact and may_print(contact) else {}


def filled(text: str, numbers: Rows) -> tuple[str, ...]:
    """The text by paragraph, names and numbers in it. A line that speaks of somebody without a number is left out."""
    known = (line for line in text.split("\n") if all(match[1] in numbers for match in PLACEHOLDER.finditer(line)))
    said = PLACEHOLDER.sub(lambda match: numbers[match[1]][1 if match[2] else 0], "\n".join(known))
    return tuple(paragraph.strip() for paragraph in said.split("\n\n"))

"""All checks in one go."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from actions.intents import INTENTS
from actions.topics.files import topics
from bot.checking import messages, placeholders, responses, said, wording_rules
from bot.checking.known import Known
from bot.checking.spoken import Response, Spoken, in_project, own_words, read_responses
from bot.checking.topics import Vocabulary, misfits, unknown_needs
from directory.build import build
from directory.errors import BadRows, Problem
from directory.store import Directory


@dataclass(frozen=True)
class Checked:
    """How much was looked at, and everything that is wrong with it, by file and line."""

    responses: int
    topics: int
    messages: int
    services: int
    problems: Sequence[Problem]


def check(source: Path) -> Checked:
    """Wording, topics, messages and the directory, whose YAML is `source`."""
    spoken, unreadable = read_responses()
    typed, unreadable_too = messages.read_messages()
    own, wrong = own_words(source, {row.name: row.file for row in spoken})
    found = {*wrong, *unreadable, *unreadable_too, *_of_wording(spoken), *_of_messages(typed)}
    services = 0
    at = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="signpost-check-") as folder:
        try:
            directory = build(source, Path(folder) / "directory.sqlite", at=at)
        except BadRows as error:
            found.update(replace(row, file=f"{in_project(source)}/{row.file}") for row in error.problems)
        else:
            services = len(directory.service_ids())
            found.update(_beside(directory, spoken, own, at))
            directory.close()
    return Checked(len(spoken), len(topics()), len(typed), services, sorted(found))


def _of_wording(spoken: Sequence[Response]) -> Iterator[Problem]:
    yield from responses.each_name_once(spoken)
    yield from responses.all_emergencies(spoken)
    yield from responses.buttons_lead_somewhere(spoken, INTENTS)
    yield from said.never_said(spoken, topics().values())


def _of_messages(typed: Sequence[messages.Typed]) -> Iterator[Problem]:
    yield from messages.too_few(typed)
    yield from messages.repeated(typed)
    yield from messages.missing(topics().values(), typed)
    yield from messages.page_is_wrong(typed)


def _beside(directory: Directory, spoken: Sequence[Response], own: Sequence[Spoken], at: datetime) -> Iterator[Problem]:
    """What can be said once the directory is known."""
    known = Known.of(directory, at=at)
    for response in spoken:
        for of_all in responses.RULES:
            yield from of_all(response, known)
    for text in (*own, *(text for response in spoken for text in response.texts)):
        for rule in wording_rules.RULES:
            yield from rule(text, known)
        if not _is_said_elsewhere(text, directory):
            yield from placeholders.unfilled(text, directory)
    needs = [row.name for row in INTENTS.values() if row.kind == "need"]
    yield from unknown_needs(needs)
    yield from misfits(topics().values(), Vocabulary.of([row.name for row in spoken], needs, directory))


def _is_said_elsewhere(text: Spoken, directory: Directory) -> bool:
    """In another town or nation than that of the directory, whose services are not known here."""
    folders = Path(text.place.file).parts if text.place else ()
    here = {directory.town.id, directory.town.nation.id}
    return bool({"towns", "nations"} & set(folders)) and not here & set(folders)

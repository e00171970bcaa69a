"""Drafts go live: somebody has read them and tried their contacts, and says so with their name."""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ruamel.yaml.comments import CommentedMap

from directory.build import checked
from directory.document import read
from directory.editing import editor, replace_text, written
from directory.errors import BadRows, DraftRefused, Problem, UnknownDraft
from directory.feeds.writing import SOURCES
from directory.paths import chosen_town, town_folder
from directory.shape import CONTACT_GROUPS
from directory.source import SourceFolder

Texts = Mapping[str, str]
SERVICES = "services"


def draft_ids(drafts: Path) -> list[str]:
    """All drafts, by their ids."""
    return sorted(path.stem for path in drafts.glob("*.yaml") if path.name != SOURCES)


def confirm(drafts: Path, source: Path, service_ids: Sequence[str], *, by: str, at: datetime) -> None:
    """Takes these drafts into the town that is chosen. What was not confirmed is, with the name and today's date.

    Raises UnknownDraft, DraftRefused, or BadRows with what has to be mended in them first; then nothing has changed.
    """
    known = _sound(drafts, source, service_ids, at=at)
    town = town_folder(source, chosen_town()).relative_to(source)
    yaml = editor()
    texts = {each: (drafts / f"{each}.yaml").read_text(encoding="utf-8") for each in service_ids}
    trees = {each: yaml.load(text) for each, text in texts.items()}
    sources = _sources(drafts, source / town, trees.values(), known)
    # As they were written first: then the lines of what is wrong in them are the right ones.
    _try(source, town, texts, sources, at=at)
    for tree in trees.values():
        _confirm(tree, by=by, today=at.date())
    confirmed = {each: written(yaml, tree) for each, tree in trees.items()}
    _try(source, town, confirmed, sources, at=at)
    _write(source / town, confirmed, sources)
    for each in service_ids:
        (drafts / f"{each}.yaml").unlink()


def _write(town: Path, texts: Texts, sources: str | None) -> None:
    (town / SERVICES).mkdir(exist_ok=True)
    if sources is not None:
        replace_text(town / SOURCES, sources)
    for each, text in texts.items():
        replace_text(town / SERVICES / f"{each}.yaml", text)


def _sound(drafts: Path, source: Path, service_ids: Iterable[str], *, at: datetime) -> SourceFolder:
    """The directory as it is, once each of these is a draft that could go into it."""
    folder = checked(source, at=at)
    known, live = draft_ids(drafts), folder.service_ids
    for each in service_ids:
        if each not in known:
            raise UnknownDraft(each, known)
        found = read(drafts / f"{each}.yaml", drafts)
        if isinstance(found, Problem):
            raise BadRows([found])
        if not isinstance(found.data, dict) or found.data.get("id") != each:
            raise DraftRefused(f"The id in {each}.yaml is another one: make them the same.")
        if each in live:
            raise DraftRefused(f"{each} is in the directory already: change its file there instead.")
    return folder


def _confirm(tree: CommentedMap, *, by: str, today: date) -> None:
    # The head of the file says that it is a draft.
    tree.ca.comment = None
    for part in _parts(tree):
        if part.get("state") == "unconfirmed":
            part["state"] = "confirmed"
    contacts = [contact for group in CONTACT_GROUPS for contact in tree.get(group) or []]
    for part in [tree, *(contact for contact in contacts if contact.get("state") == "confirmed")]:
        # Of one and the same date ruamel makes aliases.
        part["assured_date"], part["assured_by"] = today.replace(), by


def _parts(value: Any) -> Iterator[CommentedMap]:
    if isinstance(value, CommentedMap):
        yield value
        for each in value.values():
            yield from _parts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _parts(each)


def _sources(drafts: Path, town: Path, trees: Iterable[CommentedMap], folder: SourceFolder) -> str | None:
    """What the town's sources.yaml is to hold; None where all that the drafts cite is there."""
    if isinstance(read(drafts / SOURCES, drafts), Problem):
        return None
    entries = editor().load((drafts / SOURCES).read_text(encoding="utf-8"))
    parts = [part for tree in trees for part in _parts(tree)]
    cited = {name for part in parts for name in part.get("sources") or [] if isinstance(name, str)}
    missing = [name for name in sorted(cited) if name not in (folder.source_ids or ()) and name in entries]
    if not missing:
        return None
    text = (town / SOURCES).read_text(encoding="utf-8").rstrip() if (town / SOURCES).is_file() else ""
    added = [written(editor(), CommentedMap({name: entries[name]})) for name in missing]
    return "\n\n".join(filter(None, [text, *added]))


def _try(source: Path, town: Path, texts: Texts, sources: str | None, *, at: datetime) -> None:
    """Holds a copy of the directory with the drafts in it to every check. Raises BadRows."""
    with tempfile.TemporaryDirectory(prefix="signpost-confirm-") as folder:
        copy = Path(folder) / "directory"
        shutil.copytree(source, copy, ignore=_not_yaml)
        _write(copy / town, texts, sources)
        try:
            checked(copy, at=at)
        except BadRows as error:
            files = {(town / SERVICES / f"{each}.yaml").as_posix(): f"drafts/{each}.yaml" for each in texts}
            raise BadRows(_renamed(problem, files) for problem in error.problems) from None


def _renamed(problem: Problem, files: Texts) -> Problem:
    return dataclasses.replace(problem, file=files.get(problem.file, problem.file))


def _not_yaml(folder: str, names: Iterable[str]) -> set[str]:
    return {name for name in names if not name.endswith(".yaml") and not (Path(folder) / name).is_dir()}

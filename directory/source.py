"""The folder of YAML files, read and held to its shape as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from directory import shape
from directory.errors import Problem
from directory.reading import Document, read
from directory.shape_check import fitted

SINGLE_FILES = {
    "sources": shape.SOURCES,
    "places": shape.PLACES,
    "codes": shape.CODES,
    "policy": shape.POLICY,
    "last_resort": shape.LAST_RESORT,
}
FOLDERS = {"services": shape.SERVICE, "signs": shape.SIGNS, "steps": shape.STEPS}


@dataclass(slots=True)
class SourceFolder:
    """Every document that could be read, with what is wrong in their shape in `problems`.

    One that does not fit stands in `misfits` too, so that nothing is said of it that only follows from that.
    """

    singles: dict[str, Document] = field(default_factory=dict)
    services: list[Document] = field(default_factory=list)
    signs: list[Document] = field(default_factory=list)
    steps: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    misfits: set[str] = field(default_factory=set)

    def data(self, name: str) -> Any:
        """The content of a single file, empty where it could not be read."""
        return self.singles[name].data if name in self.singles else {}

    def documents(self) -> list[Document]:
        """All of them."""
        return [*self.singles.values(), *self.services, *self.signs, *self.steps]

    @property
    def service_ids(self) -> set[str]:
        """The ids of all services, also of those whose file could not be used."""
        return {_id_of(document) for document in self.services} | {PurePosixPath(file).stem for file in self.misfits}

    @property
    def source_ids(self) -> set[str] | None:
        """The ids of all sources; None where sources.yaml could not be read."""
        document = self.singles.get("sources")
        return set(document.raw) if document and isinstance(document.raw, dict) else None


def read_folder(root: Path) -> SourceFolder:
    """Read all of it. Nothing is raised: what is wrong stands in `problems`."""
    folder = SourceFolder()
    for name, schema in SINGLE_FILES.items():
        document = _read_one(folder, root / f"{name}.yaml", root, schema)
        if document:
            folder.singles[name] = document
    for name, schema in FOLDERS.items():
        paths = sorted((root / name).glob("*.yaml"))
        if name == "services" and not paths:
            folder.problems.append(Problem("services", 1, "no service files here, check that this is the right folder"))
        documents = [_read_one(folder, path, root, schema) for path in paths]
        getattr(folder, name).extend(document for document in documents if document)
    return folder


def _read_one(folder: SourceFolder, path: Path, root: Path, schema: shape.Schema) -> Document | None:
    document = read(path, root)
    if isinstance(document, Problem):
        folder.problems.append(document)
        folder.misfits.add(document.file)
        return None
    document, problems = fitted(document, schema)
    if problems:
        folder.problems.extend(problems)
        folder.misfits.add(document.file)
    return document


def _id_of(document: Document) -> str:
    return str(document.data.get("id", PurePosixPath(document.file).stem))

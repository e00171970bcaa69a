"""The YAML of one town, read and held to its shape: what is for all, for its nation, and its own, in three layers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from directory import shape
from directory.document import Document, read
from directory.errors import Problem
from directory.paths import PARTS, TOWN_FILE, nation_folder, nations_in, town_folder
from directory.places import larger_areas
from directory.shape_check import fitted

SINGLE_FILES = {
    "sources": shape.SOURCES,
    "codes": shape.CODES,
    "policy": shape.POLICY,
    "last_resort": shape.LAST_RESORT,
    "nation": shape.NATION,
    "town": shape.TOWN,
    "places": shape.PLACES,
    "wording": shape.WORDING,
}
# What has to be there in each layer. Of the rest a later layer may add its own, or put it in place of an earlier one's.
FOR_ALL, OF_A_NATION, OF_A_TOWN = ("sources", "codes", "policy", "last_resort"), ("nation",), ("town", "places")
OPTIONAL = ("sources", "codes", "last_resort", "wording")
# Read with the shapes that use it.
WORDS = ("needs",)
SHAPES = dict(zip(PARTS, (shape.SERVICE, shape.SIGNS, shape.STEPS), strict=True))


@dataclass(slots=True)
class SourceFolder:
    """Every document of one town that could be read, with what is wrong in their shape in `problems`.

    One that does not fit stands in `misfits` too, so that nothing is said of it that only follows from that. `left_out`
    are services for all that are confirmed to serve elsewhere alone.
    """

    singles: dict[str, list[Document]] = field(default_factory=dict)
    services: list[Document] = field(default_factory=list)
    signs: list[Document] = field(default_factory=list)
    steps: list[Document] = field(default_factory=list)
    left_out: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    misfits: set[str] = field(default_factory=set)

    def data(self, name: str) -> Any:
        """The content of a single file, all layers' together for sources, codes and wording; empty if unreadable."""
        found = [document.data for document in self.singles.get(name, [])]
        if name in ("sources", "wording"):
            return {row_id: row for data in found for row_id, row in data.items()}
        if name == "codes":
            return {"codes": [row for data in found for row in data.get("codes", []) if row is not None]}
        return found[-1] if found else {}

    def single(self, name: str) -> Document | None:
        """The file of that name that counts, for a problem to point at."""
        return next(reversed(self.singles.get(name, [])), None)

    def is_sound(self, name: str) -> bool:
        """Whether the single files of that name fit their shape."""
        return not any(PurePosixPath(file).name == f"{name}.yaml" for file in self.misfits)

    def documents(self) -> list[Document]:
        """Every document of the town, whatever its kind."""
        singles = [document for documents in self.singles.values() for document in documents]
        return [*singles, *self.services, *self.left_out, *self.signs, *self.steps]

    @property
    def service_ids(self) -> set[str]:
        """The ids of all services, also of those that are left out or whose file could not be used."""
        known = (*self.services, *self.left_out)
        return {_id_of(document) for document in known} | {PurePosixPath(file).stem for file in self.misfits}

    @property
    def source_ids(self) -> set[str] | None:
        """The ids of all sources; None where a sources.yaml could not be read."""
        raws = [document.raw for document in self.singles.get("sources", [])]
        readable = raws and all(isinstance(raw, dict) for raw in raws)
        return {source_id for raw in raws for source_id in raw} if readable else None


def read_folder(root: Path, town: str) -> SourceFolder:
    """Read all that `town` is built from. Raises UnknownTown; what else is wrong stands in `problems`."""
    own = town_folder(root, town)
    folder = SourceFolder()
    _read_layer(folder, root, root, FOR_ALL)
    for nation in _nation_of(folder, root, own):
        _read_layer(folder, root, nation, OF_A_NATION)
    shared = list(folder.services)
    _read_layer(folder, root, own, OF_A_TOWN)
    _leave_out_what_serves_elsewhere(folder, shared)
    if not folder.services:
        folder.problems.append(Problem("services", 1, "no service files here, check that this is the right folder"))
    return folder


def within(folder: SourceFolder) -> dict[str, str]:
    """Each area of the town's places, and the larger one that it is part of: its nation, where it names none."""
    nation = folder.data("town").get("nation", "")
    return {area_id: area.get("within") or nation for area_id, area in folder.data("places").get("areas", {}).items()}


def _nation_of(folder: SourceFolder, root: Path, town: Path) -> list[Path]:
    """The folder of the town's nation; none where the town does not say or there is no such nation."""
    document = read(town / TOWN_FILE, root)
    if isinstance(document, Problem) or not isinstance(document.raw, dict):
        return []
    nation = document.raw.get("nation")
    if not isinstance(nation, str):
        return []
    there = nations_in(root)
    if nation not in there:
        folder.problems.append(
            document.problem(("nation",), f"unknown nation {nation}, use one of: {', '.join(there)}")
        )
        return []
    return [nation_folder(root, nation)]


def _read_layer(folder: SourceFolder, root: Path, layer: Path, needed: Collection[str]) -> None:
    for path in sorted(layer.glob("*.yaml")):
        if path.stem not in (*needed, *OPTIONAL, *WORDS):
            what = "is not read here: docs/towns.md says what lies in which folder"
            folder.problems.append(Problem(path.relative_to(root).as_posix(), 1, what))
    for name, schema in SINGLE_FILES.items():
        path = layer / f"{name}.yaml"
        if name in needed or (name in OPTIONAL and path.exists()):
            document = _read_one(folder, path, root, schema)
            folder.singles.setdefault(name, []).extend([document] if document else [])
    for part, schema in SHAPES.items():
        found = [_read_one(folder, path, root, schema) for path in (layer / part).glob("*.yaml")]
        known: list[Document] = [*getattr(folder, part), *(document for document in found if document)]
        # What a later layer has in a file of the same name takes the place of an earlier one's.
        last = {PurePosixPath(document.file).name: document for document in known}
        setattr(folder, part, [last[name] for name in sorted(last)])


def _leave_out_what_serves_elsewhere(folder: SourceFolder, shared: Collection[Document]) -> None:
    """Of services for all those stay that serve here, or of which that is not sure; of a town's own all do."""
    if not (folder.is_sound("town") and folder.is_sound("places")):
        return
    here = larger_areas(folder.data("town").get("home"), within(folder))
    files = {document.file for document in shared if _serves_elsewhere(document, here)}
    folder.left_out = [document for document in folder.services if document.file in files]
    folder.services = [document for document in folder.services if document.file not in files]


def _serves_elsewhere(document: Document, here: Collection[str]) -> bool:
    areas = document.data.get("service_areas", {})
    return areas.get("state") == "confirmed" and set(areas.get("areas", [])).isdisjoint(here)


def _read_one(folder: SourceFolder, path: Path, root: Path, schema: shape.Schema) -> Document | None:
    document = read(path, root)
    if isinstance(document, Document) and document.raw is None and path.stem in OPTIONAL:
        # Comments alone: nothing is in it yet.
        document = replace(document, data={}, raw={})
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

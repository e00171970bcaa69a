"""What no schema can say: whether the rows of the directory make sense, each alone and all together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from directory.contact_checks import contact_problems
from directory.document import Document, PathTo
from directory.errors import Problem, one_of
from directory.need_checks import need_problems
from directory.places import WIDER_AREAS, words_of
from directory.shape import AGES
from directory.source import SourceFolder

DATES = frozenset({"assured_date", "valid_from", "valid_to"})


def problems_in(folder: SourceFolder, *, today: date) -> list[Problem]:
    """Everything that is wrong in the folder, sorted by file and line."""
    problems: set[Problem] = set(folder.problems)
    codes = _codes(folder)
    areas = set(folder.data("places").get("areas", {})) if folder.is_sound("places") else set()
    for document in (*folder.services, *folder.left_out):
        problems.update(contact_problems(document, codes))
        problems.update(_areas_and_ages(document, areas))
    problems.update(need_problems(folder))
    problems.update(_ids(folder))
    problems.update(_card(folder))
    problems.update(_town(folder))
    problems.update(_places(folder))
    for document in folder.documents():
        problems.update(_dates(document, today))
    problems.update(_unknown_sources(folder))
    return sorted(problems)


def _codes(folder: SourceFolder) -> list[str] | None:
    """The codes of codes.yaml; None where it cannot be trusted, so that no good code is called bad."""
    if not folder.is_sound("codes"):
        return None
    return [code["code"] for code in folder.data("codes").get("codes", [])]


def _areas_and_ages(document: Document, areas: set[str]) -> Iterator[Problem]:
    known = sorted(areas | WIDER_AREAS.keys())
    for index, area in enumerate(document.data.get("service_areas", {}).get("areas", [])):
        if areas and area is not None and area not in known:
            yield document.problem(("service_areas", "areas", index), f"unknown area {area}, {one_of(area, known)}")
    low, high = (document.data.get(name, {}).get("value") for name in AGES)
    if low is not None and high is not None and low > high:
        yield document.problem(("maximum_age",), "the oldest age is below the youngest, correct one of them")


def _ids(folder: SourceFolder) -> Iterator[Problem]:
    """An id is the name of its file, and no list names a service that is not there."""
    for document in (*folder.services, *folder.left_out, *folder.signs, *folder.steps):
        stem = PurePosixPath(document.file).stem
        if document.data.get("id", stem) != stem:
            what = f"the id is {document.data['id']} but the file is called {stem}, make them the same"
            yield document.problem(("id",), what)
    known = folder.service_ids
    for name, field in (("policy", "never_by_date"), ("last_resort", "last_resort")):
        for index, service_id in enumerate(folder.data(name).get(field, [])):
            single = folder.single(name)
            if single and service_id is not None and service_id not in known:
                what = f"unknown service {service_id}, {one_of(service_id, sorted(known))}"
                yield single.problem((field, index), what)


def _card(folder: SourceFolder) -> Iterator[Problem]:
    """The last-resort card prints numbers with no word of caution, so each must be sure."""
    wanted = folder.data("last_resort").get("last_resort", [])
    for document in folder.left_out:
        if document.data.get("id") in wanted:
            town = folder.data("town")["id"]
            what = f"this service is on the last-resort card and does not serve {town}, give the town a card of its own"
            yield document.problem(("service_areas",), what)
    for document in folder.services:
        if document.file in folder.misfits or document.data["id"] not in wanted:
            continue
        phones = [contact for _, contact in document.entries("phones") if contact["id"] == "phone"]
        if document.data["status"] != "active":
            what = "this service is closed and on the last-resort card, put another into last_resort.yaml"
            yield document.problem(("status",), what)
        elif not phones or phones[0]["state"] != "confirmed" or phones[0].get("withdrawn"):
            what = "this service is on the last-resort card, so it needs a confirmed contact with the id phone"
            yield document.problem(("phones",), what)


def _town(folder: SourceFolder) -> Iterator[Problem]:
    """The town's file says where it stands, and an area of its own is its home."""
    document = folder.single("town")
    if document is None or not folder.is_sound("town"):
        return
    name = PurePosixPath(document.file).parent.name
    if document.data["id"] != name:
        yield document.problem(("id",), f"the id is {document.data['id']} but the folder is {name}, make them the same")
    areas = folder.data("places").get("areas", {})
    if folder.is_sound("places") and document.data["home"] not in areas:
        what = f"unknown area {document.data['home']}, {one_of(document.data['home'], sorted(areas))}"
        yield document.problem(("home",), what)


def _places(folder: SourceFolder) -> Iterator[Problem]:
    document = folder.single("places")
    if document is None or not folder.is_sound("places"):
        return
    seen: dict[str, PathTo] = {}
    for area_id, area in document.data["areas"].items():
        within = area.get("within")
        if within and within not in document.data["areas"] and within not in WIDER_AREAS:
            yield document.problem(("areas", area_id, "within"), f"unknown area {within}, correct it")
        for path, text in _place_words(area):
            place = ("areas", area_id, *path)
            word = words_of(text)
            if not word or seen.setdefault(word, place) != place:
                yield document.problem(place, f"{text} stands here twice or is empty, keep one")


def _place_words(area: dict[str, Any]) -> Iterator[tuple[PathTo, str]]:
    for index, district in enumerate(area.get("postcode_districts", [])):
        yield ("postcode_districts", index), district
    for index, town in enumerate(area.get("towns", [])):
        for name in (town["name"], *town.get("alternate_names", [])):
            yield ("towns", index), name


def _dates(document: Document, today: date) -> Iterator[Problem]:
    for path, name, value in _walk(document.data):
        if name not in DATES or value is None:
            continue
        try:
            day = date.fromisoformat(value)
        except ValueError:
            yield document.problem(path, f"{value} is no day of the calendar, correct it")
            continue
        if name == "assured_date" and day > today:
            what = f"the date {value} is in the future, correct it, or this machine's clock, which says {today}"
            yield document.problem(path, what)


def _unknown_sources(folder: SourceFolder) -> Iterator[Problem]:
    """One for each id, at its first place: where a source lost its name every citation of it would say the same."""
    known = folder.source_ids
    if known is None:
        return
    places: dict[str, list[Problem]] = defaultdict(list)
    for document, path, source_id in _cited(folder):
        if source_id not in known:
            places[source_id].append(document.problem(path, ""))
    for source_id, found in places.items():
        many = f" (in {len(found)} places)" if found[1:] else ""
        mend = f"add it to sources.yaml or {one_of(source_id, sorted(known))}"
        yield replace(min(found), what=f"unknown source {source_id}{many}, {mend}")


def _cited(folder: SourceFolder) -> Iterator[tuple[Document, PathTo, str]]:
    for document in folder.documents():
        for path, name, value in _walk(document.data):
            for index, source_id in enumerate(value if name == "sources" and isinstance(value, list) else ()):
                if source_id is not None:
                    yield document, (*path, index), source_id


def _walk(data: Any, path: PathTo = ()) -> Iterator[tuple[PathTo, str, Any]]:
    """Every named value with its path."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield (*path, name), name, value
            yield from _walk(value, (*path, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _walk(value, (*path, index))

"""The directory as Open Referral UK 3.0 has it: its shape, and what is said where facts are few.

With the profile's own schemas beside the project it is held to those too (docs/open-data.md says how).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from directory.build import build
from directory.hsds.export import identifier
from directory.hsds.exporting import SCHEMAS, UK, exported, faults
from directory.hsds.paging import page
from directory.hsds.taxonomy import EVERY_NEED, TERMS
from directory.hsds.uk import export_uk, uk_service, without_parts
from directory.paths import PACKAGE
from directory.shape import NEEDS
from directory.store import Directory
from tests.directory.town import AT, swap

# A clone of https://github.com/OpenReferralUK/uk-profile.
PROFILE = os.environ.get("UK_PROFILE")
needs_the_profile = pytest.mark.skipif(not PROFILE, reason="UK_PROFILE names no clone of the profile")
NOW = datetime.now(UTC)


def test_the_projects_own_directory_fits(own: Directory) -> None:
    whole = exported(own, "uk", at=NOW)
    assert faults(whole, UK) == []
    assert whole["total_items"] == len(own.service_ids())


def test_every_service_says_what_it_is_in_its_description(own: Directory) -> None:
    for service in export_uk(own, at=NOW):
        assert len(service["description"].split()) >= 4, service["name"]


def test_what_is_not_confirmed_is_not_said_of_a_service(town: Directory, source: Path, target: Path) -> None:
    swap(
        source, "services/frank.yaml", "Facts about drugs., state: confirmed", "Facts about drugs., state: unconfirmed"
    )
    frank = uk_service(build(source, target, at=AT), "frank", at=AT)
    assert frank["description"] == (
        "FRANK. People look for it with words such as: drug facts, worried about a drug. "
        "We could not confirm what it does. Phone: 0300 123 6600. Text: 82111."
    )


def test_a_number_stands_in_the_description_with_what_must_be_said_of_it(town: Directory) -> None:
    assert uk_service(town, "frank", at=AT)["description"].endswith("Phone: 0300 123 6600. Text: 82111.")
    assert "Phone: 023 9248 0000 (not confirmed)." in uk_service(town, "hub", at=AT)["description"]


def test_what_may_not_be_printed_is_nowhere(town: Directory) -> None:
    text = json.dumps(export_uk(town, at=AT))
    assert "0800 77 66 00" not in text
    assert "hub@example.org" not in text


def test_fees_stand_under_the_profiles_name_too(town: Directory) -> None:
    assert uk_service(town, "frank", at=AT)["fees"] == "The call is free."


def test_every_need_has_a_term() -> None:
    assert set(TERMS) == set(NEEDS) - {EVERY_NEED}


def test_a_service_carries_its_needs_and_words_as_terms(own: Directory) -> None:
    hub = uk_service(own, "samaritans", at=NOW)
    found = {(each["link_type"], each["taxonomy_term"]["name"]) for each in hub["attributes"]}
    assert ("need", "A crisis of mind") in found
    assert {link for link, _ in found} == {"need", "words"}
    assert len({each["id"] for each in hub["attributes"]}) == len(hub["attributes"])


def test_coordinates_go_out_where_they_are_confirmed(town: Directory, source: Path, target: Path) -> None:
    assert "latitude" not in place(town)
    point = "coordinates: {latitude: 50.87, longitude: -0.99, state: STATE, sources: [page]},"
    swap(source, "services/hub.yaml", "city: Havant,", f"city: Havant, {point}".replace("STATE", "confirmed"))
    assert (place(build(source, target, at=AT))["latitude"], place(build(source, target, at=AT))["longitude"]) == (
        50.87,
        -0.99,
    )
    swap(source, "services/hub.yaml", "-0.99, state: confirmed", "-0.99, state: unconfirmed")
    assert "latitude" not in place(build(source, target, at=AT))


def place(directory: Directory) -> dict[str, Any]:
    return dict(uk_service(directory, "hub", at=AT)["service_at_locations"][0]["location"])


def test_a_service_was_last_modified_when_something_of_it_was(town: Directory, source: Path, target: Path) -> None:
    later = AT.replace(hour=15)
    swap(source, "services/hub.yaml", "82 Dunsbury Way", "84 Dunsbury Way")
    again = build(source, target, at=later)
    assert [again.service(name).last_modified for name in ("frank", "hub")] == [AT, later]
    assert uk_service(again, "hub", at=later)["last_modified"] == "2025-04-01T15:00:00.000Z"


def objects(schema: Any, name: str = "service") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of a schema whose parts stand inside one another, by the name of its field."""
    if schema.get("type") == "array":
        yield from objects(schema["items"], name)
    elif schema.get("type") == "object":
        yield name, schema
        for each, inner in schema["properties"].items():
            yield from objects(inner, each)


SINGULAR = {"schedules": "schedule", "service_areas": "service_area", "service_at_locations": "service_at_location"}
SINGULAR |= {"languages": "language", "attributes": "attribute", "addresses": "address"}
OURS = json.loads((PACKAGE / "hsds" / SCHEMAS[UK]).read_text(encoding="utf-8"))["$defs"]


def profile(name: str) -> Any:
    return json.loads((Path(str(PROFILE)) / "schema" / "compiled" / f"{name}.json").read_text(encoding="utf-8"))


@needs_the_profile
def test_each_service_fits_the_profiles_own_schema(own: Directory) -> None:
    validator = Draft202012Validator(profile("service"), format_checker=FormatChecker())
    for service in export_uk(own, at=NOW):
        assert [error.message for error in validator.iter_errors(service)] == [], service["name"]


@needs_the_profile
def test_each_page_fits_the_profiles_own_schemas(own: Directory) -> None:
    contents = [without_parts(service) for service in export_uk(own, at=NOW)]
    described = json.loads((Path(str(PROFILE)) / "schema" / "openapi.json").read_text(encoding="utf-8"))
    found = page(contents, number=1, per_page=100, total=len(contents))
    assert list(Draft202012Validator(described["components"]["schemas"]["Page"]).iter_errors(found)) == []
    validator = Draft202012Validator(profile("service_list"), format_checker=FormatChecker())
    assert [error.message for service in contents for error in validator.iter_errors(service)] == []


@needs_the_profile
def test_our_schema_has_the_fields_of_the_profiles_own() -> None:
    for name, theirs in objects(profile("service")):
        ours = OURS.get(SINGULAR.get(name, name))
        if ours is None:
            continue
        assert ours["required"] == theirs["required"], name
        for field, rule in theirs["properties"].items():
            mine = ours["properties"].get(field)
            if mine is not None and "$ref" not in json.dumps(mine):
                assert mine.get("enum") == rule.get("enum"), f"{name}.{field}"
                assert mine.get("type", "string") == rule["type"], f"{name}.{field}"


def test_every_id_is_a_uuid(own: Directory) -> None:
    text = json.dumps(export_uk(own, at=NOW))
    ids = re.findall(r'"id": "([^"]+)"', text)
    ours = own.service_ids()
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", each) or each in ours for each in ids)
    assert identifier("service", "frank") in ids

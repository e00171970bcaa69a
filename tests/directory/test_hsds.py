"""The export is HSDS 3.0, and holds only what may be printed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from directory.build import build
from directory.errors import ExportFailed
from directory.hsds.export import export, identifier
from directory.hsds.exporting import faults, validated
from directory.store import Directory
from tests.directory.town import AT, swap


def exported(directory: Directory, service_id: str) -> dict[str, Any]:
    wanted = identifier("service", service_id)
    return next(service for service in export(directory, at=AT) if service["id"] == wanted)


def test_the_projects_own_directory_fits_the_standard(own: Directory) -> None:
    services = export(own, at=datetime.now(UTC))
    assert faults(services) == []
    assert len(services) == len(own.service_ids())


def test_only_what_may_be_printed_goes_out(town: Directory) -> None:
    text = json.dumps(export(town, at=AT))
    assert "0800 77 66 00" not in text
    assert "hub@example.org" not in text
    assert "Nobody asks your name" not in text


def test_an_unconfirmed_number_says_so(town: Directory) -> None:
    phone = exported(town, "hub")["phones"][0]
    assert phone["description"] == "We could not confirm this number."


def test_ids_stay_the_same_when_all_else_changes(town: Directory, source: Path, target: Path) -> None:
    before = exported(town, "frank")
    swap(source, "services/frank.yaml", "0300 123 6600", "0300 123 6601")
    after = exported(build(source, target, at=AT), "frank")
    assert after["phones"][0]["number"] != before["phones"][0]["number"]
    assert after["phones"][0]["id"] == before["phones"][0]["id"]
    assert identifier("service", "frank") == "fdcd9681-dcbb-564c-9965-a5fc010c93a0"


def test_midnight_at_the_end_of_a_day_is_the_last_minute_of_it(town: Directory) -> None:
    schedule = exported(town, "frank")["schedules"][0]
    assert (schedule["opens_at"], schedule["closes_at"]) == ("00:00", "23:59")
    assert schedule["byday"] == "MO,TU,WE,TH,FR,SA,SU"


def test_an_address_without_a_postcode_goes_out_as_a_name(town: Directory, source: Path, target: Path) -> None:
    assert exported(town, "hub")["service_at_locations"][0]["location"]["addresses"][0]["postal_code"] == "PO9 5BG"
    swap(source, "services/hub.yaml", ", postal_code: PO9 5BG", "")
    location = exported(build(source, target, at=AT), "hub")["service_at_locations"][0]["location"]
    assert "addresses" not in location
    assert faults(export(build(source, target, at=AT), at=AT)) == []


SPOILT = [
    ("a field of our own", {"nickname": "franky"}),
    ("no status", {"status": None}),
    ("an id that is none", {"id": "frank"}),
    ("an age in words", {"minimum_age": "eighteen"}),
    ("a date that is none", {"assured_date": "last year"}),
]


@pytest.mark.parametrize("change", [case[1] for case in SPOILT], ids=[case[0] for case in SPOILT])
def test_an_export_that_does_not_fit_is_refused(town: Directory, change: dict[str, Any]) -> None:
    service = {**exported(town, "frank"), **change}
    with pytest.raises(ExportFailed, match=r"does not fit HSDS 3\.0 in 1 places"):
        validated([service])

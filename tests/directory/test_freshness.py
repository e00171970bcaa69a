"""Which contacts may be printed, and what must be said beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from directory.build import build
from directory.freshness import printable, review_date
from directory.models import Contact
from directory.store import Directory
from tests.directory.town import AT, swap
from tests.rows import each_row

FRESH = Contact("hub", "phone", "voice", "023 9248 0000", "confirmed", assured_date=date(2024, 2, 29), review_months=24)
UNSURE = replace(FRESH, state="unconfirmed")

CASES = [
    ("confirmed", FRESH, None, True),
    ("undated", replace(FRESH, assured_date=None), "undated", True),
    ("never by date", replace(FRESH, assured_date=date(1999, 1, 1), review_months=None), None, True),
    ("never by date and undated", replace(FRESH, assured_date=None, review_months=None), None, True),
    ("withdrawn", replace(FRESH, withdrawn=True), None, False),
    ("withdrawn though never by date", replace(FRESH, withdrawn=True, review_months=None), None, False),
    ("unconfirmed", UNSURE, None, False),
    ("unconfirmed but to be printed", replace(UNSURE, print_unconfirmed=True), "unconfirmed", True),
    ("conflicting", replace(FRESH, state="conflicting"), None, False),
    ("not found", replace(FRESH, state="not found"), None, False),
    ("superseded", replace(FRESH, state="superseded"), None, False),
]


@each_row(("contact", "caution", "shown"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_is_printed_is_confirmed_or_carries_its_caution(
    contact: Contact, caution: str | None, shown: bool
) -> None:
    found = printable(contact, at=datetime(2025, 6, 1, tzinfo=UTC))
    assert (found is not None) is shown
    assert found is None or found.caution == caution


REVIEW = [
    ("2026-02-28T12:00+00:00", None),
    ("2026-02-28T23:59+00:00", None),
    ("2026-03-01T00:00+00:00", "stale"),
    ("2040-01-01T00:00+00:00", "stale"),
]


@pytest.mark.parametrize(("at", "caution"), REVIEW)
def test_a_contact_is_stale_from_the_day_after_its_review_date(at: str, caution: str | None) -> None:
    assert review_date(FRESH) == date(2026, 2, 28)
    found = printable(FRESH, at=datetime.fromisoformat(at))
    assert found is not None
    assert (found.caution, found.since) == (caution, date(2024, 2, 29) if caution else None)


def test_the_day_changes_at_midnight_in_london() -> None:
    summer = replace(FRESH, assured_date=date(2023, 6, 30))
    found = printable(summer, at=datetime(2025, 6, 30, 23, 30, tzinfo=UTC))
    assert found is not None
    assert found.caution == "stale"


def test_an_old_number_of_a_service_that_never_goes_by_date_is_printed_without_a_word(town: Directory) -> None:
    phone = town.service("frank").contact("phone")
    assert phone is not None
    assert printable(phone, at=datetime(2050, 1, 1, tzinfo=UTC)) == printable(phone, at=AT)


@pytest.mark.parametrize("status", ["inactive", "defunct", "temporarily closed"])
def test_no_contact_of_a_service_that_is_gone_is_printed(source: Path, target: Path, status: str) -> None:
    swap(source, "services/hub.yaml", "status: active", f"status: {status}")
    hub = build(source, target, at=AT).service("hub")
    assert [contact.handle for contact in hub.contacts if printable(contact, at=AT)] == []


@pytest.mark.parametrize("status", ["inactive", "defunct", "temporarily closed"])
def test_a_service_that_is_closed_for_now_or_for_good_is_recommended_to_nobody(
    source: Path, target: Path, status: str
) -> None:
    swap(source, "services/hub.yaml", "status: active", f"status: {status}")
    directory = build(source, target, at=AT)
    assert not directory.service("hub").active
    assert directory.service("frank").active

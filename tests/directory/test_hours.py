"""Open now, opens again, and the hours in words, on London's clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory import hours
from directory.hours import LONDON, Opening, is_bank_holiday
from directory.hours_in_words import describe_hours
from directory.models import BankHolidays, Closure, Organization, Schedule, Service
from directory.shape import DAYS
from tests.rows import each_row

WEEKDAYS = "MO TU WE TH FR"
WEEK = "MO TU WE TH FR SA SU"


def line(days: str, opens: str, closes: str, *, holidays: BankHolidays = "unknown") -> Schedule:
    end = None if closes == "24:00" else time.fromisoformat(closes)
    numbers = tuple(DAYS.index(day) for day in days.split())
    return Schedule("phone", numbers, time.fromisoformat(opens), end, holidays, "confirmed")


def service(*lines: Schedule) -> Service:
    return Service("hub", "Hub", "the hub", "active", Organization("Hub"), schedules=lines)


def opening(who: Service, *, at: datetime, calendar: str = "ENG") -> Opening:
    return hours.opening(who, at=at, calendar=calendar)


def london(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


OFFICE = service(line(WEEKDAYS, "08:00", "20:00", holidays="closed"))
UNSURE = service(line(WEEKDAYS, "08:00", "20:00", holidays="unknown"))
ALWAYS = service(line(WEEK, "00:00", "24:00", holidays="open"))
LATE = service(line("FR", "18:00", "24:00"), line("SA", "00:00", "02:00"))
DUTY = service(
    line("MO TU WE TH FR", "17:00", "24:00"), line("TU WE TH FR", "00:00", "08:30"),
    line("SA SU", "00:00", "24:00"), line("MO", "00:00", "08:30"),
)  # fmt: skip

MOMENTS = [
    ("a minute before opening", OFFICE, "2026-11-24 07:59", "closed", "2026-11-24 08:00"),
    ("on the minute of opening", OFFICE, "2026-11-24 08:00", "open", "2026-11-24 20:00"),
    ("a minute before closing", OFFICE, "2026-11-24 19:59", "open", "2026-11-24 20:00"),
    ("on the minute of closing", OFFICE, "2026-11-24 20:00", "closed", "2026-11-25 08:00"),
    ("Friday night", OFFICE, "2026-11-27 20:00", "closed", "2026-11-30 08:00"),
    ("Christmas Day, then a weekend and a day for it", OFFICE, "2026-12-25 12:00", "closed", "2026-12-29 08:00"),
    ("Christmas Eve", OFFICE, "2026-12-24 12:00", "open", "2026-12-24 20:00"),
    ("Easter Monday", OFFICE, "2027-03-29 12:00", "closed", "2027-03-30 08:00"),
    ("the May bank holiday", OFFICE, "2027-05-03 12:00", "closed", "2027-05-04 08:00"),
    ("a holiday of Scotland alone", OFFICE, "2026-11-30 12:00", "open", "2026-11-30 20:00"),
    ("a holiday nobody told us about", UNSURE, "2026-12-25 12:00", "unknown", "2026-12-29 08:00"),
    ("the night of that holiday", UNSURE, "2026-12-25 21:00", "closed", "2026-12-29 08:00"),
    ("before midnight", LATE, "2026-11-27 23:59", "open", "2026-11-28 02:00"),
    ("on midnight", LATE, "2026-11-28 00:00", "open", "2026-11-28 02:00"),
    ("after midnight", LATE, "2026-11-28 01:59", "open", "2026-11-28 02:00"),
    ("past the late end", LATE, "2026-11-28 02:00", "closed", "2026-12-04 18:00"),
    ("out of hours over a weekend", DUTY, "2026-11-28 12:00", "open", "2026-11-30 08:30"),
    ("out of hours on a workday", DUTY, "2026-11-24 12:00", "closed", "2026-11-24 17:00"),
]


@each_row(("who", "at", "state", "change"), [case[1:] for case in MOMENTS], ids=[case[0] for case in MOMENTS])
def test_a_service_opens_and_closes_on_the_minute(who: Service, at: str, state: str, change: str) -> None:
    found = opening(who, at=london(at))
    assert found.state == state
    assert (found.closes_at if state == "open" else found.opens_at) == london(change)


DAILY = service(line(WEEK, "09:00", "17:00", holidays="open"))
NIGHT = service(line("SU", "01:30", "03:00", holidays="open"))
CLOCK_CHANGES = [
    ("winter time, before nine", DAILY, "2026-10-25 08:59", "closed"),
    ("winter time, at nine", DAILY, "2026-10-25 09:00", "open"),
    ("summer time, before nine", DAILY, "2027-03-28 07:59", "closed"),
    ("summer time, at nine", DAILY, "2027-03-28 08:00", "open"),
    ("before the hour that comes twice", NIGHT, "2026-10-25 00:29", "closed"),
    ("half past one for the first time", NIGHT, "2026-10-25 00:30", "open"),
    ("a quarter past one for the second time", NIGHT, "2026-10-25 01:15", "open"),
    ("three in winter time", NIGHT, "2026-10-25 03:00", "closed"),
    ("before the hour that is skipped", NIGHT, "2027-03-28 00:59", "closed"),
    ("half past two, that is one and a half past", NIGHT, "2027-03-28 01:30", "open"),
    ("three in summer time", NIGHT, "2027-03-28 02:00", "closed"),
]


@each_row(("who", "utc", "state"), [case[1:] for case in CLOCK_CHANGES], ids=[case[0] for case in CLOCK_CHANGES])
def test_it_opens_by_local_time_across_the_clock_changes(who: Service, utc: str, state: str) -> None:
    assert opening(who, at=datetime.fromisoformat(utc).replace(tzinfo=UTC)).state == state


def test_the_next_opening_over_a_clock_change_is_in_the_new_time() -> None:
    found = opening(DAILY, at=datetime(2026, 10, 24, 20, tzinfo=UTC))
    assert found.opens_at is not None
    assert found.opens_at.isoformat() == "2026-10-25T09:00:00+00:00"


def test_round_the_clock_is_always_open_and_never_closes() -> None:
    found = opening(ALWAYS, at=london("2026-12-25 03:00"))
    assert (found.state, found.always, found.closes_at, found.bank_holiday) == ("open", True, None, True)


def test_round_the_clock_with_holidays_not_known_is_not_always() -> None:
    nearly = service(line(WEEK, "00:00", "24:00", holidays="unknown"))
    assert opening(nearly, at=london("2026-12-24 12:00")).state == "open"
    assert opening(nearly, at=london("2026-12-25 12:00")).state == "unknown"


@pytest.mark.parametrize("who", [service(), service(replace(line(WEEK, "09:00", "17:00"), state="conflicting"))])
def test_hours_that_are_not_confirmed_are_not_known(who: Service) -> None:
    assert opening(who, at=london("2026-11-24 12:00")).state == "unknown"
    assert describe_hours(who) is None


def test_a_weekend_bank_holiday_is_kept_on_the_day_for_it_too() -> None:
    days = [is_bank_holiday(datetime(2026, 12, day, tzinfo=UTC).date(), "ENG") for day in (24, 25, 26, 27, 28, 29)]
    assert days == [False, True, True, False, True, False]


NATIONS = [
    ("ENG", "2026-11-30", "open"),
    ("SCT", "2026-11-30", "closed"),
    ("SCT", "2027-01-04", "closed"),
    ("ENG", "2027-01-04", "open"),
    ("SCT", "2027-03-29", "open"),
    ("ENG", "2027-03-29", "closed"),
    ("NIR", "2027-03-17", "closed"),
    ("WLS", "2027-03-17", "open"),
]


@each_row(("calendar", "day", "state"), NATIONS, ids=[f"{calendar} {day}" for calendar, day, _ in NATIONS])
def test_each_nation_keeps_its_own_bank_holidays(calendar: str, day: str, state: str) -> None:
    assert opening(OFFICE, at=london(f"{day} 12:00"), calendar=calendar).state == state


@given(st.integers(0, 9_000_000), st.sampled_from([OFFICE, UNSURE, LATE, DUTY, NIGHT]))
def test_what_comes_next_always_lies_ahead_and_within_two_weeks(minutes: int, who: Service) -> None:
    at = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    found = opening(who, at=at)
    change = found.closes_at if found.state == "open" else found.opens_at
    assert change is not None
    assert at < change <= at + timedelta(days=15)


WORDS = [
    (ALWAYS, "24 hours a day"),
    (UNSURE, "Monday to Friday, 8am to 8pm"),
    (OFFICE, "Monday to Friday, 8am to 8pm, not bank holidays"),
    (DAILY, "every day, 9am to 5pm"),
    (LATE, "Friday, 6pm to 2am"),
    (NIGHT, "Sunday, 1:30am to 3am"),
    (DUTY, "Monday to Thursday, 5pm to 8:30am; Friday 5pm to Monday 8:30am"),
    (service(line("MO TU", "08:30", "12:00")), "Monday and Tuesday, 8:30am to midday"),
    (service(line("MO WE FR", "12:00", "24:00")), "Monday, Wednesday and Friday, midday to midnight"),
    (service(line("MO TU WE SU", "09:00", "10:00")), "Monday to Wednesday and Sunday, 9am to 10am"),
    (service(line("SA SU", "00:00", "24:00")), "Saturday midnight to Monday midnight"),
    (
        service(line("MO TU WE TH", "08:30", "17:00"), line("FR", "08:30", "16:30")),
        "Monday to Thursday, 8:30am to 5pm; Friday, 8:30am to 4:30pm",
    ),
    (
        service(line(WEEK, "09:00", "12:00"), line(WEEK, "13:00", "17:00")),
        "every day, 9am to midday; every day, 1pm to 5pm",
    ),
]


@each_row(("who", "words"), WORDS, ids=[words for _, words in WORDS])
def test_hours_are_said_in_words(who: Service, words: str) -> None:
    assert describe_hours(who) == words


@each_row("who", [OFFICE, ALWAYS, LATE, DUTY, service()], ids=["office", "always", "late", "duty", "no hours"])
@each_row("closed", [False, True], ids=["as ever", "closed today"])
def test_round_the_clock_is_what_its_opening_says(who: Service, closed: bool) -> None:
    at = london("2026-11-25 12:00")
    today = replace(who, closures=(Closure(at.date(), at.date()),) if closed else ())
    assert hours.is_always_open(today, at=at) == opening(today, at=at).always

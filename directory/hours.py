"""Whether a service is open at a moment, when it opens again, and the days on which it is closed all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

from directory.models import Closure, Schedule, Service

LONDON = ZoneInfo("Europe/London")
# Far enough to see past Christmas, whose longest run of bank holidays and weekend is four days.
DAYS_AHEAD = 15
# So long before it begins a closure is spoken of.
DAYS_BEFORE = 7


@dataclass(frozen=True, slots=True)
class Opening:
    """Whether a contact answers at a moment. Times are aware, on Europe/London's clock.

    `closure` is what keeps it closed today.
    """

    state: Literal["open", "closed", "unknown"]
    always: bool = False
    closes_at: datetime | None = None
    opens_at: datetime | None = None
    bank_holiday: bool = False
    closure: Closure | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time without a break, in UTC, which no clock change bends.

    `certain` is False on a bank holiday of which we do not know whether it is kept.
    """

    start: datetime
    end: datetime
    certain: bool


def is_always_open(service: Service, *, handle: str = "phone", at: datetime) -> bool:
    """Round the clock, and not closed today: as `opening` says, without looking at two weeks' hours for it."""
    is_closed = closure_on(service, handle, at.astimezone(LONDON).date()) is not None
    return not is_closed and _always(confirmed_schedules(service, handle))


def opening(service: Service, *, handle: str = "phone", at: datetime, calendar: str) -> Opening:
    """Whether that contact answers at that moment. Only confirmed hours count; without any the state is unknown.

    `calendar` is the code of the nation whose bank holidays count.
    """
    schedules = confirmed_schedules(service, handle)
    now = at.astimezone(UTC)
    today = at.astimezone(LONDON).date()
    holiday = is_bank_holiday(today, calendar)
    closure = closure_on(service, handle, today)
    if not schedules:
        return Opening("closed" if closure else "unknown", bank_holiday=holiday, closure=closure)
    if _always(schedules) and closure is None:
        return Opening("open", always=True, bank_holiday=holiday)
    open_days = [day for day in _days(today) if closure_on(service, handle, day) is None]
    stretches = _joined(sorted(_stretches(schedules, open_days, calendar), key=lambda stretch: stretch.start))
    current = next((stretch for stretch in stretches if stretch.start <= now < stretch.end), None)
    later = next((_local(stretch.start) for stretch in stretches if stretch.start > now and stretch.certain), None)
    if current is None:
        return Opening("closed", opens_at=later, bank_holiday=holiday, closure=closure)
    if not current.certain:
        return Opening("unknown", opens_at=later, bank_holiday=holiday)
    return Opening("open", closes_at=_local(current.end), opens_at=later, bank_holiday=holiday)


@cache
def _bank_holidays(calendar: str) -> holidays.HolidayBase:
    return holidays.country_holidays("GB", subdiv=calendar)


def is_bank_holiday(day: date, calendar: str) -> bool:
    """Whether that day is a bank holiday in that nation, such as "SCT"."""
    return day in _bank_holidays(calendar)


def confirmed_schedules(service: Service, handle: str) -> list[Schedule]:
    """The weekly hours of a contact that somebody has confirmed."""
    return [schedule for schedule in service.schedules if schedule.handle == handle and schedule.state == "confirmed"]


def _always(schedules: Sequence[Schedule]) -> bool:
    """Round the clock on all seven days, bank holidays too."""
    days = {
        day
        for schedule in schedules
        if schedule.opens_at == time(0) and schedule.closes_at is None and schedule.bank_holidays == "open"
        for day in schedule.days
    }
    return len(days) == 7


def _days(today: date) -> list[date]:
    return [today + timedelta(days=offset) for offset in range(-1, DAYS_AHEAD)]


def _stretches(schedules: Sequence[Schedule], days: Sequence[date], calendar: str) -> Iterator[Stretch]:
    for day in days:
        for schedule in schedules:
            if day.weekday() not in schedule.days:
                continue
            on_holiday = is_bank_holiday(day, calendar)
            if on_holiday and schedule.bank_holidays == "closed":
                continue
            end = _moment(day, schedule.closes_at) if schedule.closes_at else _moment(day + timedelta(days=1), time(0))
            certain = not (on_holiday and schedule.bank_holidays == "unknown")
            yield Stretch(_moment(day, schedule.opens_at), end, certain)


def _moment(day: date, clock: time) -> datetime:
    """That time on London's clock: an hour later where the clock skips it in March, the first where it comes twice."""
    return datetime.combine(day, clock, LONDON).astimezone(UTC)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(LONDON)


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The same stretches, with those that run on over midnight made one."""
    joined: list[Stretch] = []
    for stretch in stretches:
        last = joined[-1] if joined else None
        if last and last.certain == stretch.certain and stretch.start <= last.end:
            joined[-1] = Stretch(last.start, max(last.end, stretch.end), last.certain)
        else:
            joined.append(stretch)
    return joined


def closure_on(service: Service, handle: str, day: date) -> Closure | None:
    """The one that holds on that day for that contact, the longest where there are several."""
    found = [row for row in _closures(service, handle) if row.valid_from <= day <= row.valid_to]
    return max(found, key=lambda row: row.valid_to, default=None)


def closure_near(service: Service, handle: str, day: date) -> Closure | None:
    """The one that holds on that day, else the next that begins within a week."""
    soon = [row for row in _closures(service, handle) if day < row.valid_from <= day + timedelta(days=DAYS_BEFORE)]
    return closure_on(service, handle, day) or min(soon, key=lambda row: row.valid_from, default=None)


def _closures(service: Service, handle: str) -> list[Closure]:
    return [row for row in service.closures if row.handle in (None, handle)]

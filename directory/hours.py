"""Opening hours in the United Kingdom: open now, opens again, and the hours in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from directory.closures import closure_on
from directory.models import Opening, Schedule, Service

LONDON = ZoneInfo("Europe/London")
# Far enough to see past Christmas, whose longest run of bank holidays and weekend is four days.
DAYS_AHEAD = 15


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time without a break, in UTC, which no clock change bends.

    `certain` is False on a bank holiday of which we do not know whether it is kept.
    """

    start: datetime
    end: datetime
    certain: bool


def opening(service: Service, *, handle: str = "phone", at: datetime, calendar: str) -> Opening:
    """Whether that contact answers at that moment. Only confirmed hours count; without any the state is unknown.

    `calendar` is the code of the nation whose bank holidays count.
    """
    schedules = _confirmed(service, handle)
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


def _confirmed(service: Service, handle: str) -> list[Schedule]:
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


DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MINUTES_A_DAY = 24 * 60
MINUTES_A_WEEK = 7 * MINUTES_A_DAY


def describe_hours(service: Service, handle: str = "phone") -> str | None:
    """The confirmed hours in words, like "Monday to Friday, 8am to 8pm". None where none are confirmed."""
    schedules = _confirmed(service, handle)
    if not schedules:
        return None
    spans = _week(schedules)
    on_holidays = {schedule.bank_holidays for schedule in schedules}
    ending = ", not bank holidays" if on_holidays == {"closed"} else ""
    if spans == [(0, MINUTES_A_WEEK)]:
        return f"24 hours a day{ending}"
    days_at: dict[tuple[int, int], list[int]] = {}
    for start, end in spans:
        day, opens = divmod(start, MINUTES_A_DAY)
        days_at.setdefault((opens, opens + end - start), []).append(day)
    parts = [_span_in_words(days, opens, closes) for (opens, closes), days in days_at.items()]
    return "; ".join(parts) + ending


def _week(schedules: Sequence[Schedule]) -> list[tuple[int, int]]:
    """The open spans of a week in minutes from Monday 00:00. One that runs over Sunday midnight ends past the week."""
    spans = sorted(
        (day * MINUTES_A_DAY + _minutes(schedule.opens_at), day * MINUTES_A_DAY + _minutes(schedule.closes_at))
        for schedule in schedules
        for day in schedule.days
    )
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    if len(joined) > 1 and joined[0][0] == 0 and joined[-1][1] == MINUTES_A_WEEK:
        first = joined.pop(0)
        joined[-1] = (joined[-1][0], MINUTES_A_WEEK + first[1])
    return joined


def _minutes(clock: time | None) -> int:
    return MINUTES_A_DAY if clock is None else clock.hour * 60 + clock.minute


def _span_in_words(days: Sequence[int], opens: int, closes: int) -> str:
    if closes - opens > MINUTES_A_DAY:
        last = DAY_NAMES[(days[0] + closes // MINUTES_A_DAY) % 7]
        return f"{DAY_NAMES[days[0]]} {_clock_in_words(opens)} to {last} {_clock_in_words(closes)}"
    if (opens, closes) == (0, MINUTES_A_DAY):
        return f"{_days_in_words(days)}, all day"
    return f"{_days_in_words(days)}, {_clock_in_words(opens)} to {_clock_in_words(closes)}"


def _days_in_words(days: Sequence[int]) -> str:
    if len(days) == 7:
        return "every day"
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    words = []
    for run in runs:
        names = [DAY_NAMES[day] for day in run]
        words += [f"{names[0]} to {names[-1]}"] if len(run) > 2 else names
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _clock_in_words(minutes: int) -> str:
    hour, minute = divmod(minutes % MINUTES_A_DAY, 60)
    if minute == 0 and hour in (0, 12):
        return "midnight" if hour == 0 else "midday"
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''}{'am' if hour < 12 else 'pm'}"

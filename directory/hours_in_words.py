"""Weekly hours as people say them: "Monday to Friday, 8am to 8pm"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

from directory.hours import confirmed_schedules
from directory.models import Schedule, Service

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MINUTES_A_DAY = 24 * 60
MINUTES_A_WEEK = 7 * MINUTES_A_DAY


def describe_hours(service: Service, handle: str = "phone") -> str | None:
    """The confirmed hours in words, like "Monday to Friday, 8am to 8pm". None where none are confirmed."""
    schedules = confirmed_schedules(service, handle)
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


def clock(moment: datetime) -> str:
    """The time of day in words, as in the hours: "2pm", "8:30am", "midday"."""
    return _clock_in_words(moment.hour * 60 + moment.minute)


def _clock_in_words(minutes: int) -> str:
    hour, minute = divmod(minutes % MINUTES_A_DAY, 60)
    if minute == 0 and hour in (0, 12):
        return "midnight" if hour == 0 else "midday"
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''}{'am' if hour < 12 else 'pm'}"

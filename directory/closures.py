"""Days on which a service is closed although its weekly hours say otherwise."""

from __future__ import annotations

from datetime import date, timedelta

from directory.models import Closure, Service

# So long before it begins it is spoken of.
DAYS_BEFORE = 7


def closure_on(service: Service, handle: str, day: date) -> Closure | None:
    """The one that holds on that day for that contact, the longest where there are several."""
    found = [row for row in _of(service, handle) if row.valid_from <= day <= row.valid_to]
    return max(found, key=lambda row: row.valid_to, default=None)


def closure_near(service: Service, handle: str, day: date) -> Closure | None:
    """The one that holds on that day, else the next that begins within a week."""
    soon = [row for row in _of(service, handle) if day < row.valid_from <= day + timedelta(days=DAYS_BEFORE)]
    return closure_on(service, handle, day) or min(soon, key=lambda row: row.valid_from, default=None)


def _of(service: Service, handle: str) -> list[Closure]:
    return [row for row in service.closures if row.handle in (None, handle)]

"""A whole directory in one file, in the standard that was asked for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from directory.hsds.export import export
from directory.hsds.paging import page
from directory.hsds.uk import export_uk
from directory.hsds.validate import UK, validated
from directory.store import Directory


def exported(directory: Directory, form: str, *, at: datetime) -> Any:
    """A list of services as HSDS has them, or one page of all as the UK's profile has it. Raises ExportFailed."""
    if form == "hsds":
        return validated(export(directory, at=at))
    services = export_uk(directory, at=at)
    return validated(page(services, number=1, per_page=max(1, len(services)), total=len(services)), UK)

"""A whole directory in one file, held to the schema of its standard before anybody sees it."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any, TypeVar

from jsonschema import Draft202012Validator, FormatChecker

from directory.errors import ExportFailed
from directory.hsds.export import export
from directory.hsds.paging import page
from directory.hsds.uk import export_uk
from directory.store import Directory

HSDS = "HSDS 3.0"
UK = "Open Referral UK 3.0"
SCHEMAS = {HSDS: "schema/hsds-3.0.json", UK: "schema/uk-profile-3.0.json"}

Exported = TypeVar("Exported")


def exported(directory: Directory, form: str, *, at: datetime) -> Any:
    """A list of services as HSDS has them, or one page of all as the UK's profile has it. Raises ExportFailed."""
    if form == "hsds":
        return validated(export(directory, at=at))
    services = export_uk(directory, at=at)
    return validated(page(services, number=1, per_page=max(1, len(services)), total=len(services)), UK)


def faults(exported: Any, standard: str = HSDS) -> list[str]:
    """Every place where an export does not fit, with the path to it."""
    found = _validator(standard).iter_errors(exported)
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in found]


def validated(exported: Exported, standard: str = HSDS) -> Exported:
    """The same export. Raises ExportFailed where it does not fit the standard."""
    found = faults(exported, standard)
    if found:
        raise ExportFailed(f"The export does not fit {standard} in {len(found)} places, the first is {found[0]}")
    return exported


@cache
def _validator(standard: str) -> Draft202012Validator:
    text = resources.files("directory.hsds").joinpath(SCHEMAS[standard]).read_text(encoding="utf-8")
    return Draft202012Validator(json.loads(text), format_checker=FormatChecker())

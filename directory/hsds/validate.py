"""Holding an export to the HSDS 3.0 schemas before anybody sees it."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from directory.errors import ExportFailed


def faults(exported: Any) -> list[str]:
    """Every place where an export does not fit, with the path to it."""
    text = resources.files("directory.hsds").joinpath("schema/hsds-3.0.json").read_text(encoding="utf-8")
    validator = Draft202012Validator(json.loads(text), format_checker=FormatChecker())
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message}" for error in validator.iter_errors(exported)]


def validated(exported: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same export. Raises ExportFailed where it does not fit the standard."""
    found = faults(exported)
    if found:
        raise ExportFailed(f"The export does not fit HSDS 3.0 in {len(found)} places, the first is {found[0]}")
    return exported

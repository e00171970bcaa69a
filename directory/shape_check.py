"""Holding a document to its shape, and saying in plain words where it does not fit."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from directory.document import Document
from directory.errors import Problem, nearest
from directory.shape import CLOCK, CLOSING, DATE, HANDLE, ID, Schema

PATTERNS = {
    CLOCK["pattern"]: 'write the time as four digits in quotes, like "08:30"',
    CLOSING["pattern"]: 'write the time as four digits in quotes, like "17:30", or "24:00" for midnight',
    DATE["pattern"]: "write the date as year-month-day, like 2025-03-01",
    HANDLE["pattern"]: "use small letters, digits and _ only, beginning with a letter",
    ID["pattern"]: "use small letters, digits and single hyphens only",
}
TYPES = {
    "string": "text",
    "array": "a list",
    "object": "a group of fields",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


def fitted(document: Document, schema: Schema) -> tuple[Document, list[Problem]]:
    """The document with what does not fit taken out of its `data`, and every such place as a problem."""
    problems: list[Problem] = []
    data = copy.deepcopy(document.data)
    for error in Draft202012Validator(schema).iter_errors(document.data):
        problems.extend(_explain(document, error))
        data = _without(data, error)
    return replace(document, data=data, raw=document.raw if isinstance(document.raw, dict) else {}), problems


def _without(data: Any, error: ValidationError) -> Any:
    """The data without the part at fault: the unknown fields, else the list entry, else the whole field."""
    path = list(error.absolute_path)
    if error.validator == "additionalProperties":
        schema: Any = error.schema
        part = _at(data, path)
        for name in [name for name in part or {} if name not in schema["properties"]]:
            del part[name]
        return data
    if not path:
        return data if isinstance(data, dict) else {}
    while len(path) > 1 and not isinstance(path[-1], int):
        path.pop()
    holder = _at(data, path[:-1])
    if isinstance(holder, list):
        holder[int(path[-1])] = None
    elif isinstance(holder, dict):
        holder.pop(path[-1], None)
    return data


def _at(data: Any, path: list[str | int]) -> Any:
    """What stands at that path; None where an earlier fault has already taken it out."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int):
            data = data[step]
        else:
            return None
    return data


def _explain(document: Document, error: ValidationError) -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    given: Any = error.instance
    rule: Any = error.validator_value
    if error.validator == "additionalProperties":
        schema: Any = error.schema
        known = list(schema["properties"])
        for name in given:
            if name not in known:
                yield document.problem((*path, name), f"unknown field {name}, {_correction(name, known)}")
        return
    if error.validator == "required":
        for name in rule:
            if name not in given:
                yield document.problem(path, f"{_where(path)}the field {name} is missing, add it")
        return
    yield document.problem(path, f"{_where(path)}{_fault(str(error.validator), rule, given)}")


def _correction(name: str, known: list[str]) -> str:
    like = nearest(name, known)
    return f"did you mean {like}?" if like else "take it out or put it in a note"


def _where(path: tuple[Any, ...]) -> str:
    names = [str(step) for step in path if isinstance(step, str)]
    return f"{names[-1]}: " if names else ""


def _fault(kind: str, rule: Any, value: Any) -> str:
    if kind == "enum":
        return f"{value!r} is not one of: {', '.join(map(str, rule))}"
    if kind == "pattern":
        return f"{value!r} does not fit, {PATTERNS.get(rule, 'correct it')}"
    if kind == "type":
        quotes = rule == "string" and isinstance(value, int | float)
        return f"{value!r} should be {TYPES.get(rule, rule)}, {'put it in quotes' if quotes else 'correct it'}"
    if kind in ("minLength", "minItems"):
        return "this is empty, fill it in or take the field out"
    if kind == "maxItems":
        return f"there are {len(value)} here, keep at most {rule}"
    return f"{value!r} is out of range, correct it"

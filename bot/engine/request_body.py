"""What a stranger sent as the body of a request: its type, and a JSON object or a form out of it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from sanic.request import Request

FORM, JSON = "application/x-www-form-urlencoded", "application/json"
# More than any form of ours has; what stands behind them is not read.
MOST_FIELDS = 200


class NotAnObject(Exception):
    """The bytes are no JSON object; the message says so and holds nothing of them."""


def media_type(request: Request) -> str:
    """In small letters and without parameters; empty where it says nothing."""
    return str(request.headers.get("content-type", "")).partition(";")[0].strip().lower()


def json_object(raw: bytes) -> dict[str, Any]:
    """The object; raises NotAnObject for anything else, however deep or broken."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        raise NotAnObject("the body is not JSON") from None
    if not isinstance(found, dict):
        raise NotAnObject("the body is not an object")
    return found


def form_fields(raw: bytes) -> dict[str, str]:
    """The first value of each field. Bytes that are no UTF-8 become a sign for that, and the words around them stay."""
    pairs = raw.decode("utf-8", "replace").split("&", MOST_FIELDS)[:MOST_FIELDS]
    found: dict[str, str] = {}
    for name, value in parse_qsl("&".join(pairs), errors="replace"):
        found.setdefault(name, value)
    return found

"""A JSON object out of what a stranger sent."""

from __future__ import annotations

import json
from typing import Any


class NotAnObject(Exception):
    """The bytes are no JSON object; the message says so and holds nothing of them."""


def json_object(raw: bytes) -> dict[str, Any]:
    """The object; raises NotAnObject for anything else, however deep or broken."""
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError):
        raise NotAnObject("the body is not JSON") from None
    if not isinstance(found, dict):
        raise NotAnObject("the body is not an object")
    return found

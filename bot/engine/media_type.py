"""What a request says that its body is."""

from __future__ import annotations

from sanic.request import Request

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


def media_type(request: Request) -> str:
    """In small letters and without parameters; empty where it says nothing."""
    return str(request.headers.get("content-type", "")).partition(";")[0].strip().lower()

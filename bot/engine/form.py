"""A form out of what a stranger sent."""

from __future__ import annotations

from urllib.parse import parse_qsl

# More than any form of ours has; what stands behind them is not read.
MOST_FIELDS = 200


def form_fields(raw: bytes) -> dict[str, str]:
    """The first value of each field. Bytes that are no UTF-8 become a sign for that, and the words around them stay."""
    pairs = raw.decode("utf-8", "replace").split("&", MOST_FIELDS)[:MOST_FIELDS]
    found: dict[str, str] = {}
    for name, value in parse_qsl("&".join(pairs), errors="replace"):
        found.setdefault(name, value)
    return found

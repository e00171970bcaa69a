"""Reaching into the JSON of strangers: whatever is not of the form that it should have is as if it were not there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from directory.feeds.cleaning import clean
from directory.hsds.export import Json
from directory.hsds.uk import EXTRA

# Told, as a sentence, what was left out or changed.
Note = Callable[[str], None]
# More of one kind nobody has.
MOST = 60
LONGEST_ADDRESS = 500
WITHOUT_SCHEME = re.compile(r"^(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/|$)", re.IGNORECASE)


def parts(raw: Any, name: str) -> list[Json]:
    """The mappings of a list; one that stands by itself is a list of one."""
    found = raw.get(name) if isinstance(raw, dict) else None
    listed = found if isinstance(found, list) else [found]
    return [each for each in listed[:MOST] if isinstance(each, dict)]


def part(raw: Any, name: str) -> Json:
    """The first of them, or nothing in it."""
    return next(iter(parts(raw, name)), {})


def extra(raw: Json) -> Json:
    """What another of our kind has added."""
    return part(raw, EXTRA)


def printable_address(value: Any) -> str | None:
    """An address that may be printed as a link; one without a scheme is made whole."""
    text = clean(value) or ""
    text = f"https://{text}" if WITHOUT_SCHEME.match(text) else text
    try:
        split = urlsplit(text)
        is_web = split.scheme.lower() in ("http", "https") and "." in str(split.hostname) and "@" not in split.netloc
    except ValueError:
        return None
    return text if is_web and " " not in text and len(text) <= LONGEST_ADDRESS else None

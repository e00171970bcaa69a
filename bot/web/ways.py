"""One way to reach somebody, as pages show it: what it does, in words, and what opens it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.web.contacts import Number
from directory.freshness import Printable


def way(found: Printable, labels: Mapping[str, str]) -> dict[str, str] | None:
    """None for what not every phone can open."""
    number = Number.of(found.kind, found.text, found.keyword)
    if number is None:
        return None
    keys = {"number": number.shown, "keyword": found.keyword or "", "web": number.shown}
    label = labels["text_keyword" if found.keyword else number.kind].format(**keys)
    note = found.description or ""
    return {"kind": number.kind, "label": label, "link": number.link, "copy": number.shown, "note": note}

"""One way to reach somebody, as pages show it: what it does, in words, and what opens it."""

from __future__ import annotations

from collections.abc import Mapping

from bot.web.contacts import Number
from directory.models import Printable


def way(found: Printable, labels: Mapping[str, str]) -> dict[str, str] | None:
    """None for what is neither a number for everybody's phone nor a web page."""
    if found.kind == "web":
        kind, link = "web", web_link(found.text)
    elif number := Number.of(found.kind, found.text, found.keyword):
        kind, link = number.kind, number.link
    else:
        return None
    keys = {"number": found.text, "keyword": found.keyword or "", "web": web_shown(found.text)}
    label = labels["text_keyword" if found.keyword else kind].format(**keys)
    return {"kind": kind, "label": label, "link": link, "copy": found.text, "note": found.description or ""}


def web_link(address: str) -> str:
    """What a browser opens; without a scheme it is taken for https."""
    return address if address.startswith("https://") else f"https://{address.removeprefix('http://')}"


def web_shown(address: str) -> str:
    """As somebody reads or types it."""
    return address.removeprefix("https://").removesuffix("/")

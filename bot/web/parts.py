"""The pieces of our pages that scripts build from, read here, so that no browser has to read HTML for them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

# Elements that nothing ends.
VOID = frozenset({"img", "input", "meta"})


@lru_cache(maxsize=16)
def parts(markup: str) -> Mapping[str, list[Any]]:
    """What stands in each `<template id="...">`, by its id: words, or a list of tag, attributes and what is inside.

    Not to be changed: the same markup is the same object for everybody.
    """
    reader = _Reader()
    reader.feed(markup)
    return {attributes["id"]: inside for _, attributes, *inside in reader.found}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Any] = []
        self._open = [self.found]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # One without a value is told from one with an empty one.
        node: list[Any] = [tag, {name: True if value is None else value for name, value in attrs}]
        self._open[-1].append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._open[-1].append(data)

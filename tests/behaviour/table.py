"""The table of plain messages, and the floor that is held over it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.conversing import read_yaml

ROUTE_OF: dict[str, str] = {
    message: route
    for route, messages in read_yaml("tests", "behaviour", "messages.yml").items()
    for message in messages
}


def hold(astray: Sequence[str], of: int, floor: float) -> None:
    """Fails where fewer than `floor` stayed where they belong, with the figure and every message behind it."""
    held = 1 - len(astray) / of
    if held < floor:
        head = f"{of - len(astray)} of {of} held: {held:.1%}, where {floor:.0%} is asked. Astray:"
        pytest.fail("\n".join([head, *astray]), pytrace=False)

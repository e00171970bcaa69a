"""A live sign makes an emergency of any message, wherever it stands in it."""

from __future__ import annotations

from tests.behaviour.conftest import RouteOf
from tests.behaviour.table import ROUTE_OF, hold
from tests.rows import each_row
from tests.understanding.red_flags import LIVE

# How the sign is put to the message, and of how many it must make an emergency. With nothing between the two, even a
# reader may take them for one ("what are the signs that somebody's having an overdose hes having a fit").
WAYS = {
    "before it": ("{sign}. {message}", 1.0),
    "after it": ("{message}. {sign}", 1.0),
    "after it, with and": ("{message} and {sign}", 0.98),
    "before it, with a comma": ("{sign}, {message}", 0.98),
    "after it, with a comma": ("{message}, {sign}", 0.98),
    "before it, with nothing between": ("{sign} {message}", 0.95),
    "after it, with nothing between": ("{message} {sign}", 0.95),
}


@each_row(("way", "floor"), WAYS.values(), ids=WAYS)
@each_row("sign", LIVE)
def test_a_live_sign_makes_it_an_emergency(route_of: RouteOf, sign: str, way: str, floor: float) -> None:
    typed = [way.format(sign=sign, message=message) for message in ROUTE_OF]
    lost = [f"{text!r}: {route_of(text)}" for text in typed if route_of(text) != "emergency"]
    hold(lost, len(typed), floor)

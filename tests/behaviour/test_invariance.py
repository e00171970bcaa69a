"""What is typed around a message, or how it looks, does not change where it leads."""

from __future__ import annotations

from bot.understanding.entities.finder import EntityFinder
from directory.store import Directory
from tests.behaviour.changes import IN_LOOKS, IN_MANNERS, IN_SWEARING, Change, slip
from tests.behaviour.conftest import RouteOf
from tests.behaviour.table import ROUTE_OF, hold
from tests.rows import each_row

# Of the plain messages, how many must still lead to the route that they led to before.
FLOORS = [
    *((name, change, 1.0) for name, change in IN_LOOKS.items()),
    *((name, change, 0.95) for name, change in (IN_MANNERS | IN_SWEARING).items()),
]
AFTER_A_SLIP = 0.95


def astray(route_of: RouteOf, changed: dict[str, str]) -> list[str]:
    """Those of (message, as changed) that lead elsewhere now."""
    return [
        f"{after!r}: {route_of(message)} became {route_of(after)}"
        for message, after in changed.items()
        if route_of(after) != route_of(message)
    ]


def slips(directory: Directory) -> dict[str, str]:
    """Every message with one slip of the finger, in no name of a drug or a service."""
    finder = EntityFinder(directory.names(), (), lambda _: None)
    made = {}
    for message in ROUTE_OF:
        named = [found for found in finder.find(message) if found.kind in ("substance", "service")]
        spared = [range(found.start, found.end) for found in named]
        made[message] = slip(message, {place for places in spared for place in places})
    return made


def test_a_plain_message_leads_where_anybody_would_say(route_of: RouteOf) -> None:
    wrong = [
        f"{message!r}: {route_of(message)}, not {route}"
        for message, route in ROUTE_OF.items()
        if route_of(message) != route
    ]
    hold(wrong, len(ROUTE_OF), 1.0)


@each_row(("change", "floor"), [row[1:] for row in FLOORS], ids=[row[0] for row in FLOORS])
def test_the_route_stays_the_same(route_of: RouteOf, change: Change, floor: float) -> None:
    wrong = astray(route_of, {message: change(message) for message in ROUTE_OF})
    hold(wrong, len(ROUTE_OF), floor)


def test_the_route_stays_the_same_after_one_slip(route_of: RouteOf, town_directory: Directory) -> None:
    wrong = astray(route_of, slips(town_directory))
    hold(wrong, len(ROUTE_OF), AFTER_A_SLIP)


def test_no_change_loses_an_emergency(route_of: RouteOf, town_directory: Directory) -> None:
    urgent = [message for message, route in ROUTE_OF.items() if route == "emergency"]
    typed = [slips(town_directory)[message] for message in urgent]
    typed += [change(message) for message in urgent for _, change, _ in FLOORS]
    lost = [f"{message!r}: {route_of(message)}" for message in typed if route_of(message) != "emergency"]
    hold(lost, len(typed), 1.0)


def test_a_slip_is_made_in_every_message(town_directory: Directory) -> None:
    assert [message for message, slipped in slips(town_directory).items() if message == slipped] == []

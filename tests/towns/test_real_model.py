"""The whole bot with its model, as it serves another town: the same routes, and that town's services."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from directory.store import Directory
from tests.running import Server, route, text
from tests.towns.swapping import Swap, Talk, talks
from tests.towns.towns import FOREIGN, Town

pytestmark = pytest.mark.process

# Also where the names are made up and stand in no message that the model has met.
SAME_ROUTES = {"portsmouth": 0.99, "glenmoor": 0.99}


@contextmanager
def serving(home: Path, model: Path, source: Path, town: str) -> Iterator[Server]:
    home.mkdir()
    running = Server(
        home,
        SIGNPOST_MODELS=str(model),
        SIGNPOST_DIRECTORY=str(home / "directory.sqlite"),
        SIGNPOST_DIRECTORY_SOURCE=str(source),
        SIGNPOST_TOWN=town,
        TMPDIR=str(home),
    )
    try:
        yield running.wait()
    finally:
        running.stop()


@pytest.fixture(scope="module", params=list(FOREIGN))
def served(
    request: pytest.FixtureRequest,
    built_towns: Mapping[str, Town],
    model: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Town, Server]]:
    town = built_towns[request.param]
    with serving(tmp_path_factory.mktemp("served") / town.id, model, town.source, town.id) as running:
        yield town, running


def routes(server: Server, talk: Talk) -> list[str]:
    return [route(server.say(turn, sender=f"{talk.id}-{id(talk)}")) for turn in talk.turns]


def test_places_do_not_bind_the_understanding(
    served: tuple[Town, Server],
    server: Server,
    town_directory: Directory,
    record_property: Callable[[str, object], None],
) -> None:
    town, its_server = served
    swap = Swap(town_directory, town.directory)
    pairs = [(talk, swap.swapped(talk)) for talk in talks()]
    placed = [(talk, swapped) for talk, swapped in pairs if talk.turns != swapped.turns]
    assert len(placed) > 80
    found = [(talk, routes(server, talk), routes(its_server, swapped)) for talk, swapped in placed]
    turns = [(ours, theirs) for _, here, there in found for ours, theirs in zip(here, there, strict=True)]
    same = sum(ours == theirs for ours, theirs in turns) / len(turns)
    differing = [(talk.id, here, there) for talk, here, there in found if here != there]
    record_property(f"same routes in {town.id}", f"{same:.1%} of {len(turns)} turns")
    assert same >= SAME_ROUTES[town.id], differing


SAID = {
    "portsmouth": [
        (("i want help to stop using heroin",), "treatment", "portsmouth-drug-service"),
        (("i live in southsea and i drink too much, who can help",), "treatment", "portsmouth-drug-service"),
        (("there are needles all over the park",), "council", "portsmouth-council"),
        (("my neighbours kids are left alone while they use drugs",), "safeguarding", "portsmouth-children"),
        (("dealers have taken over a disabled mans flat next door",), "safeguarding", "portsmouth-adults"),
        (("someone is dealing on our street",), "report", "crimestoppers"),
        (("what is the number for the council",), "service_info", "portsmouth-council"),
        (("i want help to stop using heroin", "is there anyone else"), "treatment", "narcotics-anonymous"),
        (("my mate wont wake up hes gone blue",), "emergency", "emergency-999"),
    ],
    "glenmoor": [
        (("i want help to stop using heroin",), "treatment", "glenmoor-recovery"),
        (("i live in wester brae and i drink too much, who can help",), "treatment", "glenmoor-recovery"),
        (("there are needles all over the park",), "council", "glenmoor-council"),
        (("my neighbours kids are left alone while they use drugs",), "safeguarding", "glenmoor-children"),
        (("dealers have taken over a disabled mans flat next door",), "safeguarding", "glenmoor-adults"),
        (("what is the number for the council",), "service_info", "glenmoor-council"),
        (("my mate wont wake up hes gone blue",), "emergency", "emergency-999"),
    ],
}


def test_the_same_conversations_get_the_towns_own_services(served: tuple[Town, Server]) -> None:
    town, its_server = served
    found = {row: ends(its_server, town, row[0]) for row in SAID[town.id]}
    wrong = {row: got for row, got in found.items() if got[0] != row[1] or row[2] not in got[1] or got[2]}
    assert wrong == {}


def ends(server: Server, town: Town, turns: tuple[str, ...]) -> tuple[str, list[str], list[str]]:
    """The route and services of the last reply, and what speaks of another town in any of them."""
    replies = [server.say(turn, sender=f"{town.id} {' '.join(turns)}") for turn in turns]
    services = replies[-1][-1]["custom"]["signpost"]["services"]
    return route(replies[-1]), services, town.foreign("\n".join(map(text, replies)))

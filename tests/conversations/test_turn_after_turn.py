"""What the actions make of a turn after another: how each was understood goes in, what the last one gets comes out.

The conversations lie in turns/, a file a subject. Of each turn: how it was understood and its words, then what was
found in them, by its kind, in a list with the place where it begins where that matters. `sure` is how likely the last
one was held to be just that, and 1 where it is not said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conversing import Conversation, Reply, domain, entity, read_yaml
from tests.rows import each_row
from tests.running import route, services
from tests.running import text as what_is_read

pytestmark = pytest.mark.usefixtures("actions_directory")

TURNS = Path(__file__).with_name("turns")
Turn = Mapping[str, Any]


@dataclass(frozen=True)
class Gets:
    """What the last reply says, and where it leads.

    `first` are the services that it names, from the first one on, and an empty list where it is to name none; `names`
    is one among them.
    """

    says: str
    route: str | None = None
    first: str | Sequence[str] | None = None
    names: str | None = None

    def __post_init__(self) -> None:
        assert self.route is not None or self.first is not None, "it does not say where it leads"

    def hold(self, reply: Reply) -> None:
        """Fails with what is not so."""
        named = services(reply)
        assert self.route in (None, route(reply))
        assert self.names is None or self.names in named
        if self.first is not None:
            first = [self.first] if isinstance(self.first, str) else list(self.first)
            assert named[: len(first) or 1] == first
        assert self.says in what_is_read(reply)


def rows() -> Iterator[Any]:
    """Each conversation, called by its file and its name."""
    for path in sorted(TURNS.glob("*.yml")):
        for name, row in read_yaml("tests", "conversations", "turns", path.name).items():
            yield pytest.param(row["said"], row.get("sure", 1.0), row["gets"], id=f"{path.stem}: {name}")


def heard(turn: Turn) -> tuple[str, str, list[dict[str, Any]]]:
    """As `Conversation.hear` takes it."""
    (intent, words), *found = turn.items()
    return intent, words, [_entity(kind, value) for kind, value in found]


def _entity(kind: str, value: Any) -> dict[str, Any]:
    assert kind in domain()["entities"], f"nothing finds {kind}"
    what, start = value if isinstance(value, list) else (value, 0)
    return entity(kind, str(what), start=start)


@each_row(("said", "sure", "gets"), rows())
def test_a_turn_is_understood_with_the_one_before(said: Sequence[Turn], sure: float, gets: Mapping[str, Any]) -> None:
    conversation, expected = Conversation(), Gets(**gets)
    *before, last = said
    for turn in before:
        conversation.hear(*heard(turn))
    expected.hold(conversation.hear(*heard(last), confidence=sure))


@pytest.mark.parametrize(
    ("said", "pushes"),
    [
        ("his heart is going mad and hes saying hes gonna die", False),
        ("hes sat up talking but he says he cant breathe", False),
        ("my mum says he isnt breathing", True),
        ("shes not breathing", True),
    ],
)
def test_nobody_who_speaks_is_pushed_on_the_chest(said: str, pushes: bool) -> None:
    reply = Conversation().hear("emergency", said, [entity("danger", "not-breathing")])
    assert ("push down" in what_is_read(reply)) is pushes

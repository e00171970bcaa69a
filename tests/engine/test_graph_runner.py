"""The model's graph is run as Rasa's own runner runs it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from rasa.engine.exceptions import GraphComponentException, GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphNodeHook, GraphSchema, SchemaNode
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.engine.storage.local_model_storage import LocalModelStorage

from bot.engine.graph_runner import InOrderRunner

CALLED: list[str] = []


class Adds(GraphComponent):
    """Adds its own number to all that comes in."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    @classmethod
    def create(cls, config: dict[str, Any], **_: Any) -> Adds:
        return cls(config)

    def add(self, left: int, right: int = 0) -> int:
        CALLED.append(self._config["name"])
        return left + right + int(self._config["own"])


class Told(GraphNodeHook):
    """Is told of each node that runs."""

    def __init__(self) -> None:
        self.of: list[str] = []

    def on_before_node(self, node_name: str, *_: Any, **__: Any) -> dict[str, Any]:
        self.of.append(node_name)
        return {}

    def on_after_node(self, *_: Any, **__: Any) -> None:
        """Nothing."""


def node(name: str, own: int, *, eager: bool, **needs: str) -> SchemaNode:
    return SchemaNode(needs, Adds, "create", "add", {"name": name, "own": own}, eager=eager, is_target=name == "sum")


def schema(*, eager: bool) -> GraphSchema:
    return GraphSchema(
        {
            "sum": node("sum", 0, left="one", right="two", eager=eager),
            "two": node("two", 20, left="one", right="given", eager=eager),
            "apart": node("apart", 500, left="given", eager=eager),
            "one": node("one", 1, left="given", eager=eager),
        }
    )


def runner(
    kind: type[DaskGraphRunner], folder: Path, *, eager: bool = True, hooks: Sequence[GraphNodeHook] = ()
) -> DaskGraphRunner:
    CALLED.clear()
    found = schema(eager=eager)
    return kind.create(found, LocalModelStorage.create(folder), ExecutionContext(found, "model"), list(hooks))


@pytest.mark.parametrize("eager", [True, False], ids=["loaded", "made when it runs"])
@pytest.mark.parametrize("targets", [None, ["sum"], ["two", "apart"], ["one"]])
def test_it_gives_what_rasas_own_runner_gives(tmp_path: Path, targets: list[str] | None, eager: bool) -> None:
    given = {"given": 3}
    expected = runner(DaskGraphRunner, tmp_path, eager=eager).run(given, targets)
    assert runner(InOrderRunner, tmp_path, eager=eager).run(given, targets) == expected


def test_only_what_a_target_needs_runs_and_once_each(tmp_path: Path) -> None:
    ours = runner(InOrderRunner, tmp_path)
    for _ in range(2):
        CALLED.clear()
        assert ours.run({"given": 3}) == {"sum": 4 + 27}
        assert CALLED == ["one", "two", "sum"]


def test_what_nobody_provides_is_an_error_by_name(tmp_path: Path) -> None:
    with pytest.raises(GraphRunError, match="'given'"):
        runner(InOrderRunner, tmp_path).run({})


@pytest.mark.parametrize("kind", [DaskGraphRunner, InOrderRunner])
def test_a_component_that_fails_is_an_error_that_names_its_node(tmp_path: Path, kind: type[DaskGraphRunner]) -> None:
    with pytest.raises(GraphComponentException, match="node one"):
        runner(kind, tmp_path).run({"given": "three"})


def test_whoever_asks_to_be_told_when_a_node_runs_is_told(tmp_path: Path) -> None:
    told = Told()
    runner(InOrderRunner, tmp_path, hooks=[told]).run({"given": 3})
    assert told.of == ["one", "two", "sum"]

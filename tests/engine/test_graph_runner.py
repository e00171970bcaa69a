"""The model's graph is run as Rasa's own runner runs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
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


def node(name: str, own: int, **needs: str) -> SchemaNode:
    return SchemaNode(needs, Adds, "create", "add", {"name": name, "own": own}, is_target=name == "sum")


SCHEMA = GraphSchema(
    {
        "sum": node("sum", 0, left="one", right="two"),
        "two": node("two", 20, left="one", right="given"),
        "apart": node("apart", 500, left="given"),
        "one": node("one", 1, left="given"),
    }
)


def runner(kind: type[DaskGraphRunner], folder: Path) -> DaskGraphRunner:
    CALLED.clear()
    return kind.create(SCHEMA, LocalModelStorage.create(folder), ExecutionContext(SCHEMA, "model"))


@pytest.mark.parametrize("targets", [None, ["sum"], ["two", "apart"], ["one"]])
def test_it_gives_what_rasas_own_runner_gives(tmp_path: Path, targets: list[str] | None) -> None:
    given = {"given": 3}
    expected = runner(DaskGraphRunner, tmp_path).run(given, targets)
    assert runner(InOrderRunner, tmp_path).run(given, targets) == expected


def test_only_what_a_target_needs_runs_and_once_each(tmp_path: Path) -> None:
    ours = runner(InOrderRunner, tmp_path)
    for _ in range(2):
        CALLED.clear()
        assert ours.run({"given": 3}) == {"sum": 4 + 27}
        assert CALLED == ["one", "two", "sum"]


def test_what_nobody_provides_is_an_error_by_name(tmp_path: Path) -> None:
    with pytest.raises(GraphRunError, match="'given'"):
        runner(InOrderRunner, tmp_path).run({})

"""Runs a model's graph, one node after another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from graphlib import TopologicalSorter
from typing import Any, NamedTuple, TypeVar

import rasa.core.processor as rasa_processor
from rasa.engine.exceptions import GraphComponentException
from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.exceptions import RasaException

Part = TypeVar("Part")


class _Step(NamedTuple):
    """A node, ready to be run: `needs` are (name of the argument, whose outcome it is).

    `is_plain`: its component is there, and nobody asked to be told when it runs.
    """

    name: str
    call: Callable[..., Any]
    needs: tuple[tuple[str, str], ...]
    is_plain: bool


class InOrderRunner(DaskGraphRunner):
    """Rasa's own has dask work out the order of some fifteen nodes anew for each message and each prediction.

    Its nodes sort their arguments for dask, ask for hooks and write lines for a log that is off.
    """

    def __init__(self, graph_schema: GraphSchema, *given: Any, **named: Any) -> None:
        super().__init__(graph_schema, *given, **named)
        self._steps: dict[tuple[str, ...], tuple[_Step, ...]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        wanted = tuple(targets or self._graph_schema.target_names)
        done = dict(inputs or {})
        for name, call, needs, is_plain in self._in_order(wanted):
            if is_plain and all(source in done for _, source in needs):
                done[name] = _outcome(name, call, {argument: done[source] for argument, source in needs})
            else:
                done[name] = self._by_rasa(name, done)
        return {name: done[name] for name in wanted}

    def parts(self, kind: type[Part]) -> list[Part]:
        """The loaded components of a kind."""
        loaded = (node._component for node in self._instantiated_nodes.values())
        return [part for part in loaded if isinstance(part, kind)]

    def _by_rasa(self, name: str, done: dict[str, Any]) -> Any:
        """A need that nobody provides is handed on by its name, and the node says so."""
        needs = self._graph_schema.nodes[name].needs.values()
        return self._instantiated_nodes[name](*((need, done[need]) if need in done else need for need in needs))[1]

    def _in_order(self, wanted: tuple[str, ...]) -> tuple[_Step, ...]:
        if wanted not in self._steps:
            names = _sorted(self._graph_schema.minimal_graph_schema(list(wanted)))
            self._steps[wanted] = tuple(_step(name, self._instantiated_nodes[name]) for name in names)
        return self._steps[wanted]


def _step(name: str, node: GraphNode) -> _Step:
    is_plain = node._component is not None and not node._hooks
    return _Step(name, partial(node._fn, node._component), tuple(node._inputs.items()), is_plain)


def _outcome(name: str, call: Callable[..., Any], arguments: dict[str, Any]) -> Any:
    try:
        return call(**arguments)
    except RasaException:
        raise
    except Exception as error:
        raise GraphComponentException(f"Error running graph component for node {name}.") from error


def _sorted(schema: GraphSchema) -> Iterable[str]:
    needs = {name: set(node.needs.values()) for name, node in schema.nodes.items()}
    return filter(needs.__contains__, TopologicalSorter(needs).static_order())


def install() -> None:
    """From now on models are loaded with it; Rasa offers no setting for another runner."""
    rasa_processor.DaskGraphRunner = InOrderRunner

"""Runs a model's graph, one node after another."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import TopologicalSorter
from typing import Any, TypeVar

import rasa.core.processor as rasa_processor
from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

Part = TypeVar("Part")


class InOrderRunner(DaskGraphRunner):
    """Rasa's own has dask work out the order of some fifteen nodes anew for each message and each prediction."""

    def __init__(self, graph_schema: GraphSchema, *given: Any, **named: Any) -> None:
        super().__init__(graph_schema, *given, **named)
        self._orders: dict[tuple[str, ...], tuple[str, ...]] = {}

    def run(self, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
        wanted = tuple(targets or self._graph_schema.target_names)
        done = {name: (name, value) for name, value in (inputs or {}).items()}
        for name in self._order(wanted):
            needs = self._graph_schema.nodes[name].needs.values()
            # A need that nobody provides is handed on by its name, and the node says so.
            done[name] = self._instantiated_nodes[name](*(done.get(need, need) for need in needs))
        return dict(done[name] for name in wanted)

    def parts(self, kind: type[Part]) -> list[Part]:
        """The loaded components of a kind."""
        loaded = (node._component for node in self._instantiated_nodes.values())
        return [part for part in loaded if isinstance(part, kind)]

    def _order(self, wanted: tuple[str, ...]) -> tuple[str, ...]:
        if wanted not in self._orders:
            self._orders[wanted] = tuple(_sorted(self._graph_schema.minimal_graph_schema(list(wanted))))
        return self._orders[wanted]


def _sorted(schema: GraphSchema) -> Iterable[str]:
    needs = {name: set(node.needs.values()) for name, node in schema.nodes.items()}
    return filter(needs.__contains__, TopologicalSorter(needs).static_order())


def install() -> None:
    """From now on models are loaded with it; Rasa offers no setting for another runner."""
    rasa_processor.DaskGraphRunner = InOrderRunner

"""Requests drawn from the strategies, a hundred at a time: the same for the same seed, whatever else is loaded."""

from __future__ import annotations

from functools import cache
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase
from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS, HypothesisProvider

from fuzz.asked import Asked
from fuzz.properties import requests

BATCH = 100
BACKEND = "without constants"


class WithoutConstants(HypothesisProvider):
    """Hypothesis also draws what stands in the source of loaded modules: then a seed alone would not say what comes."""

    def _maybe_draw_constant(self, *given: Any, **more: Any) -> None:
        return None


AVAILABLE_PROVIDERS[BACKEND] = f"{__name__}.{WithoutConstants.__name__}"


@cache
def batch(seed: int, place: int) -> tuple[Asked, ...]:
    """The same for the same seed and place."""
    found: list[Asked] = []

    @hypothesis.seed(seed * 1_000_003 + place)
    @hypothesis.settings(
        max_examples=BATCH,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        backend=BACKEND,
    )
    @hypothesis.given(requests())
    def collect(asked: Asked) -> None:
        found.append(asked)

    collect()
    return tuple(found)


def drawn(seed: int, number: int) -> Asked:
    """The request of this number."""
    found = batch(seed, number // BATCH)
    return found[number % BATCH % len(found)]

"""All that is known of a set when it has been measured, and of the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.calibration import Calibration, calibration, emergency_claims, intent_claims
from evaluation.comparison import Row
from evaluation.curves import Curves, curves, labelled
from evaluation.figures import figures
from evaluation.results import Answers
from evaluation.shares import Share

# Sets of this project; others are handed in from outside.
OWN_SETS = ("dev", "test")


@dataclass(frozen=True)
class Measured:
    """One set. Without messages there are no curves and no rows."""

    answers: Answers
    figures: Mapping[str, Share]
    curves: Curves
    intents: Calibration
    emergencies: Calibration
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        return self.answers.name


@dataclass(frozen=True)
class Run:
    """All sets, and what they were measured with. `diet_epochs` is 0 where the stock pipeline was left out.

    `base_encoder` says whether the published encoder was measured in this run.
    """

    sets: tuple[Measured, ...]
    gate: Mapping[str, Any]
    training_messages: int
    fingerprint: str
    diet_epochs: int
    base_encoder: bool


def measured(answers: Answers, gate: Mapping[str, Any], rows: Sequence[Row]) -> Measured:
    """Counts everything."""
    heard = list(answers.said())
    return Measured(
        answers,
        figures(answers),
        curves(labelled(heard), gate),
        calibration(intent_claims(heard)),
        calibration(emergency_claims(heard)),
        tuple(rows),
    )

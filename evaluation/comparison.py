"""This bot beside other ways to read the same messages, by route and by emergency alone: they name no services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.understanding.red_flags.layer import Sight
from bot.understanding.routes import route_of
from evaluation.cases import EMERGENCY, Expected
from evaluation.readings import Gate, Reading
from evaluation.results import Answers
from evaluation.shares import Share

OURS = "this bot"

# The route that each message was given, in the order of the messages; None: no opinion.
Given = Sequence[str | None]


@dataclass(frozen=True)
class Row:
    """One way of reading. `gained` counts messages that it has right and this bot wrong, `lost` the other way round."""

    name: str
    right: Share | None
    missed: Share
    alarms: Share
    gained: int | None = None
    lost: int | None = None
    note: str = ""


def row(name: str, expected: Sequence[Expected], given: Given, ours: Given | None = None, note: str = "") -> Row:
    """Compared with `ours`, message by message, where that is handed in. Routes are not counted where one is None."""
    pairs = list(zip(expected, given, strict=True))
    right = None if None in given else [one.takes(route) for one, route in pairs]
    gained = lost = None
    if right is not None and ours is not None:
        mine = [one.takes(route) for one, route in zip(expected, ours, strict=True)]
        gained = sum(it and not we for it, we in zip(right, mine, strict=True))
        lost = sum(we and not it for it, we in zip(right, mine, strict=True))
    return Row(
        name,
        None if right is None else Share.of(right),
        missed=Share.of(route != EMERGENCY for one, route in pairs if one.is_emergency),
        alarms=Share.of(route == EMERGENCY for one, route in pairs if one.is_calm),
        gained=gained,
        lost=lost,
        note=note,
    )


def by_decision(readings: Sequence[Reading]) -> Given:
    """As the pipeline's last component had it."""
    return [route_of(reading.decision.intent) for reading in readings]


def with_rules(readings: Sequence[Reading], gate: Gate) -> Given:
    """As the gate has it, whatever the pipeline's own last component was."""
    return [route_of(gate.decide(reading, reading.sight).intent) for reading in readings]


def without_rules(readings: Sequence[Reading], gate: Gate) -> Given:
    """As the gate would have had it, had no red flag been found."""
    return [route_of(gate.decide(reading, Sight(None)).intent) for reading in readings]


def rules_alone(readings: Sequence[Reading]) -> Given:
    """Only sure red flags; no opinion on anything else."""
    return [EMERGENCY if reading.danger and reading.danger.sure else None for reading in readings]


def own_rows(answers: Answers, gate: Gate) -> list[Row]:
    """This bot by its replies, by its intents, without the red flags, and these alone."""
    heard = list(answers.said())
    expected = [one.turn.expected for one in heard]
    readings = [one.reading for one in heard]
    ours = by_decision(readings)
    return [
        row(f"{OURS}, by its replies", expected, [one.reply.route or "none" for one in heard]),
        row(f"{OURS}, by its intents", expected, ours),
        row(f"{OURS} without the red flags", expected, without_rules(readings, gate), ours),
        row("the red flags alone", expected, rules_alone(readings)),
    ]


def gated_rows(name: str, answers: Answers, readings: Sequence[Reading], gate: Gate) -> list[Row]:
    """A pipeline that ends in the bot's own gate, with and without the red flags."""
    expected, ours = _expected_and_ours(answers)
    return [
        row(f"{name}, with the red flags", expected, with_rules(readings, gate), ours),
        row(f"{name}, without them", expected, without_rules(readings, gate), ours),
    ]


def stock_row(name: str, answers: Answers, readings: Sequence[Reading]) -> Row:
    """A pipeline without a gate: its likeliest intent, or its own fallback."""
    expected, ours = _expected_and_ours(answers)
    return row(name, expected, by_decision(readings), ours)


def _expected_and_ours(answers: Answers) -> tuple[list[Expected], Given]:
    heard = list(answers.said())
    return [one.turn.expected for one in heard], by_decision([one.reading for one in heard])

"""This bot beside other ways to read the same messages, by route and by emergency alone: they name no services."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.intents import EMERGENCY, route_of
from bot.understanding.thresholds import Thresholds
from evaluation.answers import Answers, ReadMessage
from evaluation.cases import Expected
from evaluation.shares import Share

OURS = "this bot"

# The route that each message was given, in the order of the messages; None: no opinion.
Given = Sequence[str | None]


@dataclass(frozen=True)
class Compared:
    """One way of reading. `gained` counts messages that it has right and this bot wrong, `lost` the other way round."""

    name: str
    right: Share | None
    missed: Share
    alarms: Share
    gained: int | None = None
    lost: int | None = None


def row(name: str, expected: Sequence[Expected], given: Given, ours: Given | None = None) -> Compared:
    """Compared with `ours`, message by message, where that is handed in. Routes are not counted where one is None."""
    pairs = list(zip(expected, given, strict=True))
    right = None if None in given else [one.takes(route) for one, route in pairs]
    gained = lost = None
    if right is not None and ours is not None:
        mine = [one.takes(route) for one, route in zip(expected, ours, strict=True)]
        gained = sum(it and not we for it, we in zip(right, mine, strict=True))
        lost = sum(we and not it for it, we in zip(right, mine, strict=True))
    return Compared(
        name,
        None if right is None else Share.of(right),
        missed=Share.of(route != EMERGENCY for one, route in pairs if one.is_emergency),
        alarms=Share.of(route == EMERGENCY for one, route in pairs if one.is_calm),
        gained=gained,
        lost=lost,
    )


def by_decision(readings: Sequence[ReadMessage]) -> Given:
    """As the pipeline's last component had it."""
    return [route_of(reading.decision.intent) for reading in readings]


def by_gate(readings: Sequence[ReadMessage], at: Thresholds, *, flags: bool) -> Given:
    """As the bot's gate has it, whatever the pipeline's own last component was."""
    return [route_of(reading.again(at, flags=flags).intent) for reading in readings]


def rules_alone(readings: Sequence[ReadMessage]) -> Given:
    """Only sure red flags; no opinion on anything else."""
    return [EMERGENCY if reading.danger and reading.danger.sure else None for reading in readings]


def own_rows(answers: Answers, at: Thresholds) -> list[Compared]:
    """This bot by its replies, by its intents, without the red flags, and these alone."""
    expected, readings = _expected_and_read(answers)
    ours = by_decision(readings)
    return [
        row(f"{OURS}, by its replies", expected, [one.reply.route or "none" for one in answers.said()]),
        row(f"{OURS}, by its intents", expected, ours),
        row(f"{OURS} without the red flags", expected, by_gate(readings, at, flags=False), ours),
        row("the red flags alone", expected, rules_alone(readings)),
    ]


def gated_rows(name: str, answers: Answers, readings: Sequence[ReadMessage], at: Thresholds) -> list[Compared]:
    """A pipeline that ends in the bot's own gate, with and without the red flags."""
    expected, own = _expected_and_read(answers)
    ours = by_decision(own)
    return [
        row(f"{name}, with the red flags", expected, by_gate(readings, at, flags=True), ours),
        row(f"{name}, without them", expected, by_gate(readings, at, flags=False), ours),
    ]


def stock_row(name: str, answers: Answers, readings: Sequence[ReadMessage]) -> Compared:
    """A pipeline without a gate: its likeliest intent, or its own fallback."""
    expected, own = _expected_and_read(answers)
    return row(name, expected, by_decision(readings), by_decision(own))


def _expected_and_read(answers: Answers) -> tuple[list[Expected], list[ReadMessage]]:
    heard = list(answers.said())
    return [one.turn.expected for one in heard], [one.reading for one in heard]
